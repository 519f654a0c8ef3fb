/** What follows a backslash within quotes, and what the two together mean. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  '"': '"',
  "'": "'",
  n: '\n',
  t: '\t',
}

/** 0-based offset of the first backslash that starts no known escape, or -1. */
export function unknownEscape(literal: string): number {
  for (const { 0: escape, index } of literal.matchAll(/\\[^]/g))
    if (ESCAPES[escape.slice(1)] === undefined) return index
  return -1
}

/** The text that a literal in quotes means; its escapes must be known. */
export function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\([^])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped)
}

/** A literal that means `text`. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll(/["\\]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
  return `"${escaped}"`
}
