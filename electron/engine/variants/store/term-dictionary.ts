import { type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api'
import { MISSING_INTEGER } from '../import/byte-numbers.ts'
import type { WrittenColumn } from './vector-writer.ts'
import { MISSING_TERM, type PartColumn } from '../import/part-columns.ts'
import { TermTable } from '../import/term-table.ts'

/** Texts a column's dictionary remembers. One with more, whose texts hardly repeat, gives a text a second number. */
export const MOST_REMEMBERED = 300_000

/** The table of a column's texts: `code`, `text`. A text may have several codes, a code has one text. */
export function dictionaryTable(column: string): string {
  return `term_${column}`
}

/**
 * The texts of one column of the store, by number: the rows hold the numbers, which take a fifth of the time and room
 * that strings take.
 */
export class TermDictionary {
  readonly #appender: DuckDBAppender
  readonly #most: number
  /** What is remembered: number n of the table is `#first + n` of the store. */
  #table = new TermTable()
  #first = 0
  /** Texts of the table that have been written. */
  #written = 0

  private constructor(appender: DuckDBAppender, most: number) {
    this.#appender = appender
    this.#most = most
  }

  /** @param most texts it remembers */
  static async create(connection: DuckDBConnection, column: string, most: number): Promise<TermDictionary> {
    const table = dictionaryTable(column)
    await connection.run(`CREATE TABLE "${table}" (code INTEGER, text VARCHAR)`)
    return new TermDictionary(await connection.createAppender(table), most)
  }

  /** A batch's column with the store's numbers in place of its own. */
  renumber({ codes, bytes, ends }: Extract<PartColumn, { kind: 'term' }>): WrittenColumn {
    const known = new Int32Array(ends.length)
    for (let i = 0, start = 0; i < ends.length; i++) {
      const end = ends[i] ?? start
      known[i] = this.#codeOf(bytes, start, end)
      start = end
    }
    return { kind: 'integer', values: inPlaceOf(codes, known, MISSING_INTEGER) }
  }

  /** The number of a text, which is given one when it is new. */
  codeOf(text: string): number {
    const bytes = Buffer.from(text, 'utf8')
    return this.#codeOf(bytes, 0, bytes.length)
  }

  #codeOf(bytes: Uint8Array, from: number, to: number): number {
    if (this.#table.count >= this.#most && this.#table.find(bytes, from, to) < 0) {
      this.#write()
      this.#first += this.#table.count
      this.#table = new TermTable()
      this.#written = 0
    }
    return this.#first + this.#table.codeOf(bytes, from, to)
  }

  #write(): void {
    for (; this.#written < this.#table.count; this.#written++) {
      this.#appender.appendInteger(this.#first + this.#written)
      this.#appender.appendVarchar(this.#table.textOf(this.#written))
      this.#appender.endRow()
    }
  }

  /** Writes what there is, so that it can be asked for. */
  flush(): void {
    this.#write()
    this.#appender.flushSync()
  }

  finish(): void {
    this.flush()
    this.#appender.closeSync()
  }
}

/** Other numbers in place of a batch's own; `missing` where it has none. */
export function inPlaceOf(codes: Int32Array, numbers: ArrayLike<number>, missing: number): Int32Array {
  const values = new Int32Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? MISSING_TERM
    values[row] = code === MISSING_TERM ? missing : (numbers[code] ?? missing)
  }
  return values
}
