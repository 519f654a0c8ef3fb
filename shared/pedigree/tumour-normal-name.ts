type Tissue = 'tumour' | 'normal'

const TISSUE = /(^|[^\p{L}\p{N}])(tumou?r|normal)\d*(?=$|[^\p{L}\p{N}])/giu
/** `LP1_T`, `PT-N2`, or `T` and nothing else: what stands before the letter, and the letter. */
const LETTER = /^(?:(.*[\p{L}\p{N}])[^\p{L}\p{N}]+([tn])\d*|([tn]))$/iu

/** A last letter T or N says something only where there is its counterpart: `LP1_N` alone may be anybody. */
function letterOf(name: string, among: readonly string[]): { stem: string; tissue: Tissue } | null {
  const partsOf = (text: string) => {
    const found = LETTER.exec(text)
    return found && { stem: (found[1] ?? '').toLowerCase(), letter: (found[2] ?? found[3])?.toLowerCase() }
  }
  const own = partsOf(name)
  const isCounterpart = (other: string): boolean => {
    const parts = partsOf(other)
    return parts !== null && parts.stem === own?.stem && parts.letter !== own.letter
  }
  if (own === null || !among.some(isCounterpart)) return null
  return { stem: LETTER.exec(name)?.[1] ?? '', tissue: own.letter === 't' ? 'tumour' : 'normal' }
}

/**
 * Whether a name says that it is of a tumour or of normal tissue, as `TUMOR`, `HCC1395_normal`, `P1-tumor2`; null when
 * neither, or both. `P1_T` does where `P1_N` is among the others.
 */
export function tissueOf(name: string, among: readonly string[] = []): Tissue | null {
  const said = new Set([...name.matchAll(TISSUE)].map(([, , word]) => word?.toLowerCase()))
  if (said.size === 0) return letterOf(name, among)?.tissue ?? null
  if (said.size !== 1) return null
  return said.has('normal') ? 'normal' : 'tumour'
}

/** What remains of a name without that; `TUMOR` and `NORMAL` leave nothing. */
export function withoutTissue(name: string, among: readonly string[] = []): string {
  const without = name.replace(TISSUE, '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return without === name ? (letterOf(name, among)?.stem ?? name) : without
}
