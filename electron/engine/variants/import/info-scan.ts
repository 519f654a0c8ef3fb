import { integerAt, numberAt } from './byte-numbers.ts'
import type { FieldPlan, InfoPlan } from './import-plan.ts'
import {
  ByteColumn,
  type GrowingColumn,
  growingColumn,
  IntegerColumn,
  NumberColumn,
  type TermColumn,
} from './part-columns.ts'
import { TermTable } from './term-table.ts'

/** Up to so many bytes are sooner walked through than looked through by a call. */
const SHORT = 64
const SEMICOLON = 59
const EQUALS = 61
const COMMA = 44
const POINT = 46
/** Bytes of a text that are kept: what is longer is for reading in the record, not for a column. */
const MOST_TEXT = 1000

/** Finds the keys that matter in a record's INFO. A key's number is its place in the list it is made with. */
export class InfoScan {
  readonly #keys = new TermTable()
  readonly #known: number
  readonly #from: Int32Array
  readonly #to: Int32Array
  /** The record that a key was last seen in: what is older is not there. */
  readonly #seen: Int32Array
  #record = 0

  constructor(keys: readonly string[]) {
    for (const key of keys) this.#keys.codeOfText(key)
    this.#known = keys.length
    this.#from = new Int32Array(keys.length)
    this.#to = new Int32Array(keys.length)
    this.#seen = new Int32Array(keys.length)
  }

  read(bytes: Uint8Array, from: number, to: number): void {
    this.#record++
    // What follows the record is not looked through for the last semicolon.
    const held = to - from > SHORT ? bytes.subarray(0, to) : null
    let at = from
    while (at < to) {
      let equals = at
      while (equals < to && bytes[equals] !== EQUALS && bytes[equals] !== SEMICOLON) equals++
      const key = this.#keys.find(bytes, at, equals)
      if (bytes[equals] !== EQUALS || equals === to) {
        this.#set(key, equals, equals)
        at = equals + 1
        continue
      }
      const end = held ? semicolonIn(held, equals) : semicolonWithin(bytes, equals, to)
      this.#set(key, equals + 1, end)
      at = end + 1
    }
  }

  /** The key is there, as a flag or with a value. */
  has(key: number): boolean {
    return key >= 0 && this.#seen[key] === this.#record
  }

  from(key: number): number {
    return this.has(key) ? (this.#from[key] ?? 0) : 0
  }

  /** Where the value ends: at its start for a flag and a key that is not there. */
  to(key: number): number {
    return this.has(key) ? (this.#to[key] ?? 0) : 0
  }

  /** The first of several values of a key counts. */
  #set(key: number, from: number, to: number): void {
    if (key < 0 || key >= this.#known || this.#seen[key] === this.#record) return
    this.#seen[key] = this.#record
    this.#from[key] = from
    this.#to[key] = to
  }
}

function semicolonIn(held: Uint8Array, from: number): number {
  const found = held.indexOf(SEMICOLON, from)
  return found < 0 ? held.length : found
}

function semicolonWithin(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== SEMICOLON) at++
  return at
}

/** Writes one field of a record into its column, a row for each allele. */
export type FieldWriter = { readonly column: GrowingColumn; push(bytes: Uint8Array, allele: number): void }

/** @param key the field's number in `info` */
export function infoWriter(plan: InfoPlan, key: number, info: InfoScan): FieldWriter {
  if (plan.type !== 'flag') return fieldWriter(plan, { from: () => info.from(key), to: () => info.to(key) })
  const column = new ByteColumn()
  return { column, push: () => column.push(info.has(key) ? 1 : 0) }
}

/** @param value where the field is in the record that is read; it ends where it starts when it is not there */
export function fieldWriter(plan: FieldPlan, value: { from(): number; to(): number }): FieldWriter {
  const isWhole = plan.of === 'record' || plan.of === 'text'
  const first = plan.of === 'alleles-with-ref' ? 0 : 1
  /** Where the row's value starts, and then where it ends: of several values the allele's own. */
  const startOf = (bytes: Uint8Array, allele: number): number =>
    isWhole ? value.from() : itemStart(bytes, value.from(), value.to(), allele - first)
  const endOf = (bytes: Uint8Array, start: number): number =>
    isWhole ? value.to() : itemEnd(bytes, start, value.to())
  switch (plan.type) {
    case 'integer': {
      const column = new IntegerColumn()
      return {
        column,
        push(bytes, allele) {
          const start = startOf(bytes, allele)
          column.push(integerAt(bytes, start, endOf(bytes, start)))
        },
      }
    }
    case 'number': {
      const column = new NumberColumn()
      return {
        column,
        push(bytes, allele) {
          const start = startOf(bytes, allele)
          const end = endOf(bytes, start)
          column.push(start === end ? Number.NaN : numberAt(bytes, start, end))
        },
      }
    }
    case 'text': {
      const column: TermColumn = growingColumn('term')
      return {
        column,
        push(bytes, allele) {
          const start = startOf(bytes, allele)
          const end = endOf(bytes, start)
          if (start === end || (end - start === 1 && bytes[start] === POINT)) column.pushMissing()
          else column.push(bytes, start, Math.min(end, start + MOST_TEXT))
        },
      }
    }
  }
}

/** Where the n-th (from 0) of the values in `bytes[from, to)` starts; `to` when there are fewer. */
export function itemStart(bytes: Uint8Array, from: number, to: number, n: number): number {
  let at = from
  for (let left = n; left > 0; at++) {
    if (at >= to) return to
    if (bytes[at] === COMMA) left--
  }
  return at
}

/** Where the value that starts at `from` ends: at its comma, or at `to`. */
export function itemEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== COMMA) at++
  return at
}
