import { isSequence, trimAlleles } from './allele-type.ts'

/**
 * One alternate allele without the bases that REF and ALT share, upper case. `position` is 1-based: of the first base
 * of `ref`, or, where `ref` is empty, of the base before which `alt` is inserted. Either may be empty, not both.
 */
export type MinimalAllele = { readonly position: number; readonly ref: string; readonly alt: string }

/**
 * The minimal form of an allele: equal for all ways to pad it with bases of the reference (`GCA>GA` at 10, `GC>G` at
 * 10, `C>` at 11). Two alleles of one contig with equal minimal forms are the same change.
 *
 * The contrary does not hold: a deletion in a repeat can be written further right (`CAA>CA`, `AA>A` one base on), and
 * without the reference there is no telling. Files left-aligned by `bcftools norm` have one form for each change.
 *
 * @param position 1-based POS
 * @returns null for what is no change of sequence: `*`, `.`, `<DEL>`, breakends, ALT equal to REF
 */
export function minimalAllele(position: number, ref: string, alt: string): MinimalAllele | null {
  if (!isSequence(ref) || !isSequence(alt)) return null
  const trimmed = trimAlleles(ref, alt)
  if (trimmed.ref === '' && trimmed.alt === '') return null
  return { position: position + trimmed.shift, ref: trimmed.ref, alt: trimmed.alt }
}
