/** One `key=value` of INFO; `value` is null for a flag (a key without `=`). */
export type InfoEntry = { readonly key: string; readonly value: string | null }

/** INFO in file order; `.` and empty items give nothing. Values are as written. @see VCFv4.3 §1.6.1 */
export function parseInfo(info: string): InfoEntry[] {
  if (info === '.' || info === '') return []
  return info.split(';').flatMap((item) => {
    if (item === '') return []
    const equals = item.indexOf('=')
    return [
      equals < 0 ? { key: item, value: null } : { key: item.slice(0, equals), value: item.slice(equals + 1) },
    ]
  })
}

/** The value of one key without splitting the whole; undefined when it is not there, null for a flag. */
export function infoValue(info: string, key: string): string | null | undefined {
  let at = 0
  while (at <= info.length) {
    const found = info.indexOf(key, at)
    if (found < 0) return undefined
    const after = found + key.length
    const starts = found === 0 || info[found - 1] === ';'
    if (starts && info[after] === '=') {
      const end = info.indexOf(';', after)
      return info.slice(after + 1, end < 0 ? info.length : end)
    }
    if (starts && (after === info.length || info[after] === ';')) return null
    at = after
  }
  return undefined
}

/** VCF 4.3 writes `:;=%,` and line ends in values as `%3A` and so on. What is no such escape stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/%(3A|3B|3D|25|2C|0D|0A|09)/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}
