import fc from 'fast-check'
import { expect, it } from 'vitest'
import { minimalAllele } from '../../../../shared/variant/minimal-allele.ts'

it.each([
  [10, 'A', 'G', { position: 10, ref: 'A', alt: 'G' }],
  [10, 'GCA', 'GA', { position: 11, ref: 'C', alt: '' }],
  [11, 'CA', 'A', { position: 11, ref: 'C', alt: '' }],
  [10, 'GC', 'G', { position: 11, ref: 'C', alt: '' }],
  [10, 'GA', 'GTA', { position: 11, ref: '', alt: 'T' }],
  [10, 'act', 'aGt', { position: 11, ref: 'C', alt: 'G' }],
  [1, 'CA', 'A', { position: 1, ref: 'C', alt: '' }],
])('%i %s>%s', (position, ref, alt, minimal) => expect(minimalAllele(position, ref, alt)).toEqual(minimal))

it.each(['*', '.', '<DEL>', '<NON_REF>', 'A]2:5]', 'A'])('A>%s is no change of sequence', (alt) =>
  expect(minimalAllele(10, 'A', alt)).toBeNull(),
)

const bases = (maxLength: number) =>
  fc.array(fc.constantFrom('A', 'C', 'G', 'T'), { maxLength }).map((b) => b.join(''))

/** What a reference becomes when the change is made: the change itself, whatever way it is written. */
function applied(reference: string, position: number, ref: string, alt: string): string {
  expect(reference.slice(position - 1, position - 1 + ref.length)).toBe(ref)
  return reference.slice(0, position - 1) + alt + reference.slice(position - 1 + ref.length)
}

it('makes the same change, and is not changed by bases of the reference around it', () => {
  fc.assert(
    fc.property(
      bases(6),
      bases(3),
      bases(3),
      bases(6),
      fc.nat(3),
      fc.nat(3),
      (before, ref, alt, after, l, r) => {
        fc.pre(ref !== alt)
        const reference = before + ref + after
        const left = before.slice(Math.max(0, before.length - l))
        const right = after.slice(0, r)
        const position = before.length - left.length + 1
        // VCF has at least one base in each column.
        fc.pre((left + ref + right).length > 0 && (left + alt + right).length > 0)
        const minimal = minimalAllele(position, left + ref + right, left + alt + right)
        expect(minimal).not.toBeNull()
        if (minimal === null) return
        expect(applied(reference, minimal.position, minimal.ref, minimal.alt)).toBe(before + alt + after)
        expect(minimal.ref.length).toBeLessThanOrEqual(ref.length)
      },
    ),
  )
})

it('is the same however much of the reference stands around a change that is left-aligned', () => {
  fc.assert(
    fc.property(
      bases(8),
      bases(3),
      bases(3),
      bases(8),
      fc.nat(9),
      fc.nat(9),
      (before, ref, alt, after, l, r) => {
        const reference = before + ref + after
        const changed = before + alt + after
        // VCF has no empty alleles.
        fc.pre(ref !== alt && reference !== '' && changed !== '')
        const whole = minimalAllele(1, reference, changed)
        if (whole === null) throw new Error('the change is one')
        const start = Math.max(0, whole.position - 1 - l)
        const end = Math.min(reference.length, whole.position - 1 + whole.ref.length + r)
        const padded = [
          reference.slice(start, end),
          changed.slice(start, end + changed.length - reference.length),
        ]
        fc.pre(padded.every((allele) => allele !== ''))
        expect(minimalAllele(start + 1, padded[0] ?? '', padded[1] ?? '')).toEqual(whole)
      },
    ),
  )
})
