const TISSUE = /(^|[^\p{L}\p{N}])(tumou?r|normal)(?=$|[^\p{L}\p{N}])/giu

/** Whether a name says that it is of a tumour or of normal tissue, as `TUMOR`, `HCC1395_normal`; null when neither, or both. */
export function tissueOf(name: string): 'tumour' | 'normal' | null {
  const said = new Set([...name.matchAll(TISSUE)].map(([, , word]) => word?.toLowerCase()))
  if (said.size !== 1) return null
  return said.has('normal') ? 'normal' : 'tumour'
}

/** What remains of a name without that; `TUMOR` and `NORMAL` leave nothing. */
export const withoutTissue = (name: string): string =>
  name.replace(TISSUE, '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
