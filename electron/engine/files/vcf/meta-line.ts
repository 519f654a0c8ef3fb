/** A `##key=value` line; `fields` are those of a structured value `<ID=…,…>`, else null. */
export type MetaLine = {
  readonly key: string
  readonly value: string
  readonly fields: ReadonlyMap<string, string> | null
}

export type MetaFailure = { readonly problem: string }

export function isMetaFailure(meta: MetaLine | MetaFailure): meta is MetaFailure {
  return 'problem' in meta
}

/** Reads a quoted string from its opening quote; `\"` and `\\` are the escapes. Null when it does not end. */
function quoted(text: string, from: number): { value: string; next: number } | null {
  let value = ''
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i]
    if (c === '"') return { value, next: i + 1 }
    const following = text[i + 1]
    if (c === '\\' && (following === '"' || following === '\\')) {
      value += following
      i++
    } else value += c
  }
  return null
}

/** The fields between `<` and `>`. Values may be quoted, and then hold commas, `>` and escaped quotes. */
function structuredFields(text: string): Map<string, string> | MetaFailure {
  const fields = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const equals = text.indexOf('=', at)
    const comma = text.indexOf(',', at)
    if (equals < 0 || (comma >= 0 && comma < equals)) {
      // A word without a value, as some callers write in `##contig`: nothing to keep.
      if (comma < 0) break
      at = comma + 1
      continue
    }
    const key = text.slice(at, equals).trim()
    if (text[equals + 1] === '"') {
      const read = quoted(text, equals + 1)
      if (read === null) return { problem: `the quoted value of ${key} does not end` }
      fields.set(key, read.value)
      const next = text.indexOf(',', read.next)
      at = next < 0 ? text.length : next + 1
    } else {
      const end = comma < 0 ? text.length : comma
      fields.set(key, text.slice(equals + 1, end).trim())
      at = end + 1
    }
  }
  return fields
}

/**
 * Reads a meta-information line.
 *
 * @param line starting with `##`, without its line end
 * @returns what is wrong when it cannot be read
 * @see VCFv4.3 §1.4
 */
export function parseMetaLine(line: string): MetaLine | MetaFailure {
  const equals = line.indexOf('=')
  if (equals < 3) return { problem: 'it is not of the form ##key=value' }
  const key = line.slice(2, equals)
  const value = line.slice(equals + 1).trim()
  if (!value.startsWith('<')) return { key, value, fields: null }
  if (!value.endsWith('>')) return { problem: `the value of ##${key} does not end with ">"` }
  const fields = structuredFields(value.slice(1, -1))
  if ('problem' in fields) return fields
  return { key, value, fields }
}
