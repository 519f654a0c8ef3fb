/** What a person typed to find a variant, when it is one of the ways in which variants are named. */
export type VariantSearch =
  | { readonly kind: 'id'; readonly id: string }
  /** `position` is 1-based POS. */
  | {
      readonly kind: 'allele'
      readonly contig: string
      readonly position: number
      readonly ref: string
      readonly alt: string
    }
  /** `reference` is the transcript, protein or gene before the colon, null without one; `change` begins with `c.`, `n.`, `m.`, `g.` or `p.`. */
  | { readonly kind: 'hgvs'; readonly reference: string | null; readonly change: string }

/** `chr7-117559590-ATCT-A`, `7:117559590:ATCT:A`, `chr7 117,559,590 ATCT>A`, `chr7:117559590 ATCT/A`. */
const ALLELE =
  /^(?<contig>[^\s:-]+)[\s:-]+(?<position>[0-9][0-9,]*)[\s:-]*(?<ref>[ACGTN]+)\s*[\s:>/-]\s*(?<alt>[ACGTN]+|\*)$/i
const HGVS = /^(?:(?<reference>[A-Z0-9_.-]+)(?:\([A-Z0-9_.-]+\))?[:\s]+)?(?<change>[cgnmp]\..+)$/i

/**
 * Reads a search as the name of a variant: an identifier of dbSNP or ClinVar-like (`rs113993960`), an allele by its place,
 * or HGVS, with or without what it is relative to. Null for what names none: a gene, a region.
 *
 * @see https://hgvs-nomenclature.org/stable/
 */
export function readVariantSearch(text: string): VariantSearch | null {
  const typed = text.trim()
  if (/^rs[0-9]+$/i.test(typed)) return { kind: 'id', id: typed.toLowerCase() }
  const allele = ALLELE.exec(typed)?.groups
  if (allele) {
    const { contig = '', position = '', ref = '', alt = '' } = allele
    return {
      kind: 'allele',
      contig,
      position: Number(position.replaceAll(',', '')),
      ref: ref.toUpperCase(),
      alt: alt.toUpperCase(),
    }
  }
  const hgvs = HGVS.exec(typed)?.groups
  if (!hgvs) return null
  const { reference, change = '' } = hgvs
  return { kind: 'hgvs', reference: reference ?? null, change: withoutBrackets(change) }
}

/** `p.(Phe508del)` and `p.Phe508del` name the same change, predicted or seen; files have the one or the other. */
function withoutBrackets(change: string): string {
  return change.replace(/^(p\.)\((.*)\)$/i, '$1$2')
}
