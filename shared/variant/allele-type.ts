import type { VariantRow } from './variant-row.ts'

export type AlleleType = VariantRow['type']

const BASES = /^[ACGTUNRYSWKMBDHV]+$/i

/** Bases and nothing else: no `*`, `.`, `<DEL>` or breakend. Ambiguity codes are bases, as references have them. */
export function isSequence(allele: string): boolean {
  return BASES.test(allele)
}

/** `<NON_REF>` (GATK) and `<*>` (VCF 4.3): any alternate that was not seen; alone they make a reference block. */
export function isUnseenAllele(alt: string): boolean {
  return alt === '<NON_REF>' || alt === '<*>' || alt === '<X>'
}

/** Nothing but alternates that were not seen: the record says that a stretch is as the reference. `alts` is empty for `.`. */
export function isReferenceBlock(alts: readonly string[]): boolean {
  return alts.every(isUnseenAllele)
}

/** `G]17:198982]`, `[13:123457[C`, and single breakends `.A`, `G.`. @see VCFv4.3 §5.4 */
export function isBreakend(alt: string): boolean {
  if (/[[\]]/.test(alt)) return true
  return alt.length > 1 && (alt.startsWith('.') || alt.endsWith('.'))
}

/**
 * REF and ALT without the bases they share at the end and then at the start, and how many were taken off the start.
 * Sequence alleles only; case is ignored.
 */
export function trimAlleles(ref: string, alt: string): { ref: string; alt: string; shift: number } {
  const a = ref.toUpperCase()
  const b = alt.toUpperCase()
  let endA = a.length
  let endB = b.length
  while (endA > 0 && endB > 0 && a[endA - 1] === b[endB - 1]) {
    endA -= 1
    endB -= 1
  }
  let shift = 0
  while (shift < endA && shift < endB && a[shift] === b[shift]) shift += 1
  return { ref: a.slice(shift, endA), alt: b.slice(shift, endB), shift }
}

/**
 * The kind of change one alternate allele is.
 *
 * @param alone the record has no other alternate; `<NON_REF>` beside another is `symbolic`, alone a block
 */
export function alleleType(ref: string, alt: string, alone: boolean): AlleleType {
  if (alt === '.' || alt === '') return 'reference-block'
  if (isUnseenAllele(alt)) return alone ? 'reference-block' : 'symbolic'
  if (isBreakend(alt)) return 'breakend'
  if (alt.includes('<')) return 'symbolic'
  if (!isSequence(alt) || !isSequence(ref)) return 'other'
  const trimmed = trimAlleles(ref, alt)
  if (trimmed.ref === '' && trimmed.alt === '') return 'other'
  if (trimmed.ref === '') return 'insertion'
  if (trimmed.alt === '') return 'deletion'
  if (trimmed.ref.length !== trimmed.alt.length) return 'indel'
  return trimmed.ref.length === 1 ? 'snv' : 'mnv'
}
