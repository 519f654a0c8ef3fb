import { isAscii } from 'node:buffer'
import { type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api'
import { MISSING_INTEGER } from '../import/byte-numbers.ts'
import type { WrittenColumn } from './vector-writer.ts'
import { MISSING_TERM, type PartColumn } from '../import/part-columns.ts'

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
  #codes = new Map<string, number>()
  #unwritten: string[] = []
  #next = 0

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
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // Decoded at once and cut: one text at a time takes several times as long.
    const ascii = isAscii(all) ? all.toString('latin1') : null
    for (let i = 0; i < ends.length; i++) {
      const [from, to] = [i === 0 ? 0 : (ends[i - 1] ?? 0), ends[i] ?? 0]
      known[i] = this.codeOf(ascii?.slice(from, to) ?? all.toString('utf8', from, to))
    }
    const values = new Int32Array(codes.length)
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row] ?? MISSING_TERM
      values[row] = code === MISSING_TERM ? MISSING_INTEGER : (known[code] ?? MISSING_INTEGER)
    }
    return { kind: 'integer', values }
  }

  /** The number of a text, which is given one when it is new. */
  codeOf(written: string): number {
    const known = this.#codes.get(written)
    if (known !== undefined) return known
    if (this.#codes.size === this.#most) {
      this.#write()
      this.#codes = new Map()
    }
    // A copy: what was cut out of a longer string would keep all of that.
    const text = Buffer.from(written).toString()
    const code = this.#next++
    this.#codes.set(text, code)
    this.#unwritten.push(text)
    return code
  }

  #write(): void {
    const first = this.#next - this.#unwritten.length
    this.#unwritten.forEach((text, i) => {
      this.#appender.appendInteger(first + i)
      this.#appender.appendVarchar(text)
      this.#appender.endRow()
    })
    this.#unwritten = []
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
