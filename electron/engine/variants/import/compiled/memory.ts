import {
  FREE,
  TERM_BYTES,
  TERM_CODES,
  TERM_COUNT,
  TERM_ENDS,
  TERM_LAST,
  TERM_MASK,
  TERM_MOST,
  TERM_MOST_BYTES,
  TERM_SLOTS,
  TERM_WORDS,
  TEXT_BYTES,
  TEXT_ENDS,
  TEXT_MOST_BYTES,
  TEXT_WORDS,
} from './layout.ts'

const PAGE = 65_536
/** Bytes behind everything that may be read eight or sixteen at a time. */
const SLACK = 64

/** Something in the memory of the compiled scan, by its address in bytes. */
export type Address = number

/** The memory of the compiled scan: what is laid out in it, once, before it is there. */
export class MemoryPlan {
  #end: number = FREE

  /** @returns the address of `bytes` bytes, a multiple of 16 */
  room(bytes: number): Address {
    const at = this.#end
    this.#end = Math.ceil((at + bytes) / 16) * 16
    return at
  }

  words(count: number): Address {
    return this.room(count * 4)
  }

  get pages(): number {
    return Math.ceil((this.#end + SLACK) / PAGE)
  }
}

/** Words and bytes of the memory by address. */
export class Words {
  readonly bytes: Uint8Array
  readonly #words: Int32Array

  constructor(buffer: ArrayBuffer) {
    this.bytes = new Uint8Array(buffer)
    this.#words = new Int32Array(buffer)
  }

  get(base: Address, index: number): number {
    return this.#words[(base >> 2) + index] ?? 0
  }

  set(base: Address, index: number, value: number): void {
    this.#words[(base >> 2) + index] = value
  }

  list(base: Address, values: readonly number[]): void {
    this.#words.set(values, base >> 2)
  }

  fill(base: Address, count: number, value: number): void {
    this.#words.fill(value, base >> 2, (base >> 2) + count)
  }

  integers(base: Address, count: number): Int32Array {
    return this.#words.slice(base >> 2, (base >> 2) + count)
  }

  slice(base: Address, length: number): Uint8Array {
    return this.bytes.slice(base, base + length)
  }
}

/** A table of terms in the memory; with `rows`, a column of them. */
export type TermRoom = {
  readonly at: Address
  readonly bytes: Address
  readonly mostBytes: number
  readonly ends: Address
  readonly most: number
  readonly slots: Address
  readonly slotCount: number
  readonly codes: Address
}

export function termRoom(plan: MemoryPlan, most: number, mostBytes: number, rows: number): TermRoom {
  const slotCount = 2 ** Math.ceil(Math.log2(most * 2))
  return {
    at: plan.words(TERM_WORDS),
    bytes: plan.room(mostBytes),
    mostBytes,
    ends: plan.words(most),
    most,
    slots: plan.words(slotCount),
    slotCount,
    codes: plan.words(rows),
  }
}

export function describeTerms(words: Words, room: TermRoom): void {
  words.set(room.at, TERM_BYTES, room.bytes)
  words.set(room.at, TERM_MOST_BYTES, room.mostBytes)
  words.set(room.at, TERM_ENDS, room.ends)
  words.set(room.at, TERM_MOST, room.most)
  words.set(room.at, TERM_SLOTS, room.slots)
  words.set(room.at, TERM_MASK, room.slotCount - 1)
  words.set(room.at, TERM_CODES, room.codes)
  forgetTerms(words, room)
}

/** No term has a number. */
export function forgetTerms(words: Words, { at, slots, slotCount }: TermRoom): void {
  words.set(at, TERM_COUNT, 0)
  words.set(at, TERM_LAST, -1)
  words.fill(slots, slotCount, -1)
}

/** A column of texts in the memory. */
export type TextRoom = {
  readonly at: Address
  readonly bytes: Address
  readonly mostBytes: number
  readonly ends: Address
}

export function textRoom(plan: MemoryPlan, mostBytes: number, rows: number): TextRoom {
  return { at: plan.words(TEXT_WORDS), bytes: plan.room(mostBytes), mostBytes, ends: plan.words(rows) }
}

export function describeTexts(words: Words, { at, bytes, mostBytes, ends }: TextRoom): void {
  words.set(at, TEXT_BYTES, bytes)
  words.set(at, TEXT_MOST_BYTES, mostBytes)
  words.set(at, TEXT_ENDS, ends)
}
