import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { areMates, joinedTo } from '../../../../shared/variant/breakend.ts'
import { shortAllele } from '../../../../shared/variant/short-allele.ts'

describe('mates', () => {
  const place = (contig: string, position: number, alt: string) => ({ contig, position: position - 1, alt })

  // VCFv4.3 §5.4, figure 2: W and Y, V and U, X and Z.
  it.each([
    [place('2', 321681, 'G]17:198982]'), place('17', 198982, 'A]2:321681]')],
    [place('2', 321682, ']13:123456]T'), place('13', 123456, 'C[2:321682[')],
    [place('13', 123457, '[17:198983[A'), place('17', 198983, '[13:123457[C')],
  ])('of the specification: %j', (a, b) => {
    expect(areMates(a, b)).toBe(true)
    expect(areMates(b, a)).toBe(true)
  })

  it('join each other on the sides that fit, and no others', () => {
    const alt = fc.record({ basesFirst: fc.boolean(), bracket: fc.constantFrom('[', ']') })
    const written = (
      { basesFirst, bracket }: { basesFirst: boolean; bracket: string },
      to: string,
    ): string => (basesFirst ? `A${bracket}${to}${bracket}` : `${bracket}${to}${bracket}A`)
    /** Each form with that of its mate, as the table of the specification has them. */
    const FORMS: Readonly<Record<string, string>> = {
      't[p[': ']p]t',
      't]p]': 't]p]',
      ']p]t': 't[p[',
      '[p[t': '[p[t',
    }
    const formOf = (one: { basesFirst: boolean; bracket: string }): string =>
      written(one, 'p').replace('A', 't')
    fc.assert(
      fc.property(alt, alt, fc.integer({ min: 1, max: 9 }), (a, b, at) => {
        const first = place('chr2', 5, written(a, `HLA-A*01:01:${at}`))
        const second = place('HLA-A*01:01', at, written(b, 'chr2:5'))
        expect(areMates(first, second)).toBe(FORMS[formOf(a)] === formOf(b))
        expect(areMates(first, { ...second, position: at })).toBe(false)
        expect(areMates(first, { ...second, contig: 'chr2' })).toBe(false)
      }),
    )
  })

  it('are none of single breakends or of other alleles', () => {
    for (const alt of ['A.', '.A', '<DEL>', 'T', 'A[<ctg1>:5['])
      expect(areMates(place('2', 5, alt), place('2', 5, alt))).toBe(false)
  })
})

test.each([
  ['G]17:198982]', '17:198982'],
  ['ACGT[HLA-A*01:01:300[', 'HLA-A*01:01:300'],
  ['C[<ctg1>:7[', '<ctg1>:7'],
  ['G.', null],
  ['<DEL>', null],
])('%s is joined to %s', (alt, place) => expect(joinedTo(alt)).toBe(place))

test('where a breakend joins is never cut off', () => {
  expect(shortAllele('G]chr17:198982012]')).toBe('G]chr17:198982012]')
  expect(shortAllele(`${'ACGT'.repeat(9)}[chrUn_KI270742v1:1234[`)).toBe('ACGT…(36)[chrUn_KI270742v1:1234[')
})
