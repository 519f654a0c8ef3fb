/** Alleles longer than this are cut: `TCAG…(54)`. */
const SHOWN_BASES = 12

/** An allele as there is room for it in a list; symbolic ones (`<DEL>`) and the places that breakends join whole. */
export function shortAllele(allele: string): string {
  const [, before, place, after] = /^([^[\]]*)([[\]].+[[\]])([^[\]]*)$/.exec(allele) ?? []
  if (before !== undefined && place !== undefined && after !== undefined)
    return `${shortAllele(before)}${place}${shortAllele(after)}`
  if (allele.length <= SHOWN_BASES || allele.startsWith('<')) return allele
  return `${allele.slice(0, 4)}…(${allele.length})`
}
