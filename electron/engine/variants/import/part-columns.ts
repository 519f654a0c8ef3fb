import { isUtf8 } from 'node:buffer'
import { transferred } from '../../work/transferred.ts'
import { grown, TermTable } from './term-table.ts'
import { MISSING_INTEGER } from './byte-numbers.ts'

/** A missing value of a byte column. */
export const MISSING_BYTE = 255
/** A missing text of a term column. */
export const MISSING_TERM = -1

/**
 * A column of some rows as it crosses from the thread that read them to the one that stores them. Missing values:
 * `integer` {@link MISSING_INTEGER}, `number` NaN, `byte` {@link MISSING_BYTE}, `text` an empty one, `term`
 * {@link MISSING_TERM}. Texts lie end to end: text n is `bytes[ends[n - 1], ends[n])`; `codes` number the texts.
 */
export type PartColumn =
  | { readonly kind: 'integer'; readonly values: Int32Array }
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'byte'; readonly values: Uint8Array }
  | { readonly kind: 'text'; readonly bytes: Uint8Array; readonly ends: Int32Array }
  | {
      readonly kind: 'term'
      readonly codes: Int32Array
      readonly bytes: Uint8Array
      readonly ends: Int32Array
    }

export type ColumnKind = PartColumn['kind']

/**
 * Rows that a batch is made for. Its arrays are below what the allocator maps anew each time: fresh memory is dear. A few
 * more rows fit, of a record with several alleles.
 */
export const BATCH_ROWS = 8000
const FIRST_ROWS = 8192
const ABOVE_ASCII = 128

export class IntegerColumn {
  values: Int32Array = new Int32Array(FIRST_ROWS)
  length = 0
  push(value: number): void {
    if (this.length === this.values.length) this.values = grown(this.values, this.length * 2)
    this.values[this.length++] = value
  }
  pushMissing(): void {
    this.push(MISSING_INTEGER)
  }
  clear(): void {
    this.length = 0
  }
  finish(): PartColumn {
    return { kind: 'integer', values: transferred(this.values.subarray(0, this.length)) }
  }
}

export class NumberColumn {
  values: Float64Array = new Float64Array(FIRST_ROWS)
  length = 0
  push(value: number): void {
    if (this.length === this.values.length) this.values = grown(this.values, this.length * 2)
    this.values[this.length++] = value
  }
  pushMissing(): void {
    this.push(Number.NaN)
  }
  clear(): void {
    this.length = 0
  }
  finish(): PartColumn {
    return { kind: 'number', values: transferred(this.values.subarray(0, this.length)) }
  }
}

export class ByteColumn {
  values: Uint8Array = new Uint8Array(FIRST_ROWS)
  length = 0
  push(value: number): void {
    if (this.length === this.values.length) this.values = grown(this.values, this.length * 2)
    this.values[this.length++] = value
  }
  pushMissing(): void {
    this.push(MISSING_BYTE)
  }
  clear(): void {
    this.length = 0
  }
  finish(): PartColumn {
    return { kind: 'byte', values: transferred(this.values.subarray(0, this.length)) }
  }
}

/** Texts that hardly repeat. */
export class TextColumn {
  bytes: Uint8Array = new Uint8Array(FIRST_ROWS * 8)
  ends: Int32Array = new Int32Array(FIRST_ROWS)
  length = 0
  #used = 0
  push(bytes: Uint8Array, from: number, to: number): void {
    const size = to - from
    if (this.#used + size > this.bytes.length)
      this.bytes = grown(this.bytes, Math.max(this.#used + size, this.bytes.length * 2))
    // Short ones, which most are, sooner than `set` would be called.
    if (size < 32) {
      let all = 0
      for (let i = 0; i < size; i++) all |= this.bytes[this.#used + i] = bytes[from + i] ?? 0
      if (all >= ABOVE_ASCII && !isUtf8(bytes.subarray(from, to))) return this.#pushDecoded(bytes, from, to)
    } else {
      const part = bytes.subarray(from, to)
      if (!isUtf8(part)) return this.#pushDecoded(bytes, from, to)
      this.bytes.set(part, this.#used)
    }
    this.#end(this.#used + size)
  }
  pushText(text: string): void {
    const bytes = Buffer.from(text, 'utf8')
    this.push(bytes, 0, bytes.length)
  }
  pushMissing(): void {
    this.#end(this.#used)
  }
  /** A view of a row's text. */
  bytesAt(row: number): Uint8Array {
    return this.bytes.subarray(row === 0 ? 0 : this.ends[row - 1], this.ends[row])
  }
  clear(): void {
    this.length = 0
    this.#used = 0
  }
  /** The database takes nothing but UTF-8: what is written in another encoding becomes signs that stand for it. */
  #pushDecoded(bytes: Uint8Array, from: number, to: number): void {
    this.pushText(Buffer.from(bytes.subarray(from, to)).toString('utf8'))
  }
  finish(): PartColumn {
    const bytes = transferred(this.bytes.subarray(0, this.#used))
    return { kind: 'text', bytes, ends: transferred(this.ends.subarray(0, this.length)) }
  }
  #end(at: number): void {
    if (this.length === this.ends.length) this.ends = grown(this.ends, this.length * 2)
    this.#used = at
    this.ends[this.length++] = at
  }
}

/** Texts that repeat: kept once, and a number for each row. */
export class TermColumn {
  readonly table = new TermTable()
  readonly #known = new Map<string, number>()
  readonly #codes = new IntegerColumn()
  get length(): number {
    return this.#codes.length
  }
  push(bytes: Uint8Array, from: number, to: number): void {
    this.#codes.push(this.table.codeOf(bytes, from, to))
  }
  pushCode(code: number): void {
    this.#codes.push(code)
  }
  pushText(text: string): void {
    let code = this.#known.get(text)
    if (code === undefined) this.#known.set(text, (code = this.table.codeOfText(text)))
    this.#codes.push(code)
  }
  pushMissing(): void {
    this.#codes.push(MISSING_TERM)
  }
  codeAt(row: number): number {
    return this.#codes.values[row] ?? MISSING_TERM
  }
  /** The texts keep their numbers. */
  clear(): void {
    this.#codes.clear()
  }
  finish(): PartColumn {
    const { bytes, ends, count } = this.table
    return {
      kind: 'term',
      codes: transferred(this.#codes.values.subarray(0, this.#codes.length)),
      bytes: transferred(bytes.subarray(0, this.table.startOf(count))),
      ends: transferred(ends.subarray(0, count)),
    }
  }
}

const OF_KIND = {
  integer: IntegerColumn,
  number: NumberColumn,
  byte: ByteColumn,
  text: TextColumn,
  term: TermColumn,
} as const

export type GrowingColumn = IntegerColumn | NumberColumn | ByteColumn | TextColumn | TermColumn

export function growingColumn<K extends ColumnKind>(kind: K): InstanceType<(typeof OF_KIND)[K]> {
  return new OF_KIND[kind]() as InstanceType<(typeof OF_KIND)[K]>
}
