/**
 * Terms of the Human Phenotype Ontology are numbers here and `HP:0001250` where people see them.
 *
 * @returns the number of `HP:0001250`, `hp:1250` or `0001250`; null for anything else
 */
export function hpoNumber(text: string): number | null {
  const trimmed = text.trim()
  const digits = /^(?:HP[:_]?)?(\d{1,7})$/i.exec(trimmed)?.[1]
  // A bare number is an id only in full: `1250` may be a word of a search.
  if (digits === undefined || (digits.length < 7 && digits === trimmed)) return null
  return Number(digits)
}

/** `HP:0001250` */
export function hpoId(number: number): string {
  return `HP:${String(number).padStart(7, '0')}`
}
