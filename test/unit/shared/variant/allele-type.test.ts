import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alleleType, isBreakend, trimAlleles } from '../../../../shared/variant/allele-type.ts'

describe('the type of an allele', () => {
  test.each([
    ['A', 'G', 'snv'],
    ['a', 'G', 'snv'],
    ['AT', 'AG', 'snv'],
    ['AT', 'GC', 'mnv'],
    ['ACT', 'GCC', 'mnv'],
    ['A', 'ATT', 'insertion'],
    ['ATT', 'A', 'deletion'],
    ['CTT', 'CT', 'deletion'],
    ['ATG', 'CC', 'indel'],
    ['A', 'A', 'other'],
    ['A', '*', 'other'],
    ['N', '<DEL>', 'symbolic'],
    ['N', '<DUP:TANDEM>', 'symbolic'],
    ['C', 'C<ctg1>', 'symbolic'],
    ['G', 'G]17:198982]', 'breakend'],
    ['A', '[13:123457[C', 'breakend'],
    ['G', 'G.', 'breakend'],
    ['G', '.A', 'breakend'],
    ['G', ']<ctg1>:5]A', 'breakend'],
    ['A', '.', 'reference-block'],
    ['A', '<NON_REF>', 'reference-block'],
    ['A', '<*>', 'reference-block'],
  ] as const)('%s > %s is %s', (ref, alt, type) => {
    expect(alleleType(ref, alt, true)).toBe(type)
  })

  test('<NON_REF> beside a real alternate is no block', () => {
    expect(alleleType('A', '<NON_REF>', false)).toBe('symbolic')
  })

  test('a breakend is told from a symbol', () => {
    expect(isBreakend('<DEL>')).toBe(false)
    expect(isBreakend('.')).toBe(false)
  })
})

test('trimming takes off only what is shared, and putting it back gives the alleles', () => {
  const bases = fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T'), minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(bases, bases, (ref, alt) => {
      const { ref: r, alt: a, shift } = trimAlleles(ref, alt)
      const prefix = ref.slice(0, shift)
      const suffix = ref.slice(shift + r.length)
      expect(prefix + r + suffix).toBe(ref)
      expect(prefix + a + suffix).toBe(alt)
      // Nothing more could be taken off: one of the two is used up, or they differ at both ends.
      expect(r === '' || a === '' || (r[0] !== a[0] && r.at(-1) !== a.at(-1))).toBe(true)
    }),
  )
})
