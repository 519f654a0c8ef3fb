/** Alleles longer than this are cut: `TCAG…(54)`. */
const SHOWN_BASES = 12

/** An allele as there is room for it in a list; symbolic ones (`<DEL>`) whole. */
export function shortAllele(allele: string): string {
  if (allele.length <= SHOWN_BASES || allele.startsWith('<')) return allele
  return `${allele.slice(0, 4)}…(${allele.length})`
}
