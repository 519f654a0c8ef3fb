/**
 * A value as JSON of which there is only one form: keys in the order of their UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them. What is undefined is left out, as in `JSON.stringify`.
 *
 * @see RFC 8785 (JSON Canonicalization Scheme)
 * @throws RangeError for what JSON cannot hold: NaN, infinity, functions, symbols, bigints
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} has no form in JSON`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalItem).join(',')}]`
  if (typeof value !== 'object') throw new RangeError(`a ${typeof value} has no form in JSON`)
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/** In a list something has to stand where nothing is. */
const canonicalItem = (item: unknown): string => (item === undefined ? 'null' : canonicalJson(item))
