/** A value that goes to the database beside the text of a query, never in it. */
type SqlValue = string | number | boolean

/** A piece of a query: its text, with a `?` for each of the values, in order. */
export type Sql = { readonly sql: string; readonly values: readonly SqlValue[] }

/** `values` stand where the template has its holes. Its own text is written in the code, so nothing typed is in it. */
export function sql(text: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  return {
    sql: text.map((piece, i) => piece + (parts[i]?.sql ?? '')).join(''),
    values: parts.flatMap(({ values }) => values),
  }
}

/** The pieces with `between` from one to the next. */
export function joined(pieces: readonly Sql[], between: ' AND ' | ' OR ' | ', '): Sql {
  return {
    sql: pieces.map((piece) => piece.sql).join(between),
    values: pieces.flatMap(({ values }) => values),
  }
}

const parameter = (text: string, value: SqlValue): Sql => ({ sql: text, values: [value] })

/** DuckDB's client binds a whole number as an integer and refuses those beyond 64 bits: they go as text. */
export const numberValue = (value: number): Sql =>
  parameter(
    'CAST(? AS DOUBLE)',
    Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value,
  )
/** `value` must be an integer of 32 bits. */
export const integerValue = (value: number): Sql => parameter('CAST(? AS INTEGER)', value)
/** `value` must be an integer from 0 to 255. */
export const rankValue = (value: number): Sql => parameter('CAST(? AS UTINYINT)', value)
export const textValue = (value: string): Sql => parameter('CAST(? AS VARCHAR)', value)

/** A text written into a query: the name of a file, which is ours to write; what a person typed is a parameter. */
export const textLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`
