/** A row of a table, with the 1-based line on which it starts: quoted fields may hold line ends. */
export type TableRow = { readonly fields: readonly string[]; readonly line: number }

/**
 * Splits a table into rows as Python's `csv` and spreadsheets write them: a field may be quoted, and then holds the
 * separator, line ends and doubled quotes. A quote within a field, or one that is never closed, is only a quote. Lines end
 * with LF, CRLF or CR; blank lines are left out.
 *
 * @see RFC 4180, with another separator
 */
export function splitTable(text: string, separator: '\t' | ','): TableRow[] {
  const rows: TableRow[] = []
  let fields: string[] = []
  let line = 1
  let started = 1
  let at = 0
  const endRow = (): void => {
    if (fields.length > 1 || fields[0]?.trim() !== '') rows.push({ fields, line: started })
    fields = []
  }
  while (at <= text.length) {
    if (fields.length === 0) started = line
    let field = ''
    const quoted = text[at] === '"' ? quotedField(text, at) : null
    if (quoted) {
      field = quoted.value
      line += quoted.lines
      at = quoted.next
    }
    let end = at
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    fields.push(field + text.slice(at, end))
    if (end >= text.length) break
    at = end + 1
    if (text[end] === separator) continue
    if (text[end] === '\r' && text[at] === '\n') at++
    line++
    endRow()
    if (at >= text.length) return rows
  }
  endRow()
  return rows
}

/** Reads from the opening quote to past the closing one; null when it is never closed. */
function quotedField(text: string, from: number): { value: string; next: number; lines: number } | null {
  let value = ''
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"')
      return { value, next: quote + 1, lines: value.split(/\r\n|\r|\n/).length - 1 }
    value += '"'
    at = quote + 2
  }
}
