import {
  TERM_BYTES,
  TERM_CODES,
  TERM_COUNT,
  TERM_ENDS,
  TERM_LAST,
  TERM_MASK,
  TERM_MOST,
  TERM_MOST_BYTES,
  TERM_SLOTS,
  TEXT_BYTES,
  TEXT_ENDS,
  TEXT_MOST_BYTES,
} from '../layout'

/*
 * Texts by number, as `TermTable` has them. Bytes are compared and hashed eight at a time: up to 7 behind a text are read,
 * whatever they are, and left out of account.
 */

export function word(base: usize, index: i32): i32 {
  return load<i32>(base + ((<usize>index) << 2))
}

export function setWord(base: usize, index: i32, value: i32): void {
  store<i32>(base + ((<usize>index) << 2), value)
}

/** The last `count` (1 to 8) bytes of a word are there. */
function masked(value: u64, count: i32): u64 {
  return value & (u64.MAX_VALUE >> (<u64>((8 - count) << 3)))
}

export function sameBytes(a: usize, b: usize, length: i32): bool {
  let left = length
  while (left > 8) {
    if (load<u64>(a) != load<u64>(b)) return false
    a += 8
    b += 8
    left -= 8
  }
  return left == 0 || masked(load<u64>(a) ^ load<u64>(b), left) == 0
}

function hashOf(from: usize, length: i32): i32 {
  let hash: u64 = <u64>length
  let at = from
  let left = length
  while (left > 0) {
    const value = load<u64>(at)
    hash = (hash ^ (left < 8 ? masked(value, left) : value)) * 0x9e3779b97f4a7c15
    hash ^= hash >> 29
    at += 8
    left -= 8
  }
  return <i32>(hash ^ (hash >> 32))
}

function isTerm(table: usize, code: i32, from: usize, length: i32): bool {
  const ends = <usize>word(table, TERM_ENDS)
  const start = code == 0 ? 0 : word(ends, code - 1)
  if (word(ends, code) - start != length) return false
  return sameBytes(<usize>word(table, TERM_BYTES) + <usize>start, from, length)
}

/** The slot in which the number of a term is, or would be. */
function slotOf(table: usize, from: usize, length: i32): usize {
  const slots = <usize>word(table, TERM_SLOTS)
  const mask = word(table, TERM_MASK)
  let slot = hashOf(from, length) & mask
  let code = word(slots, slot)
  while (code >= 0 && !isTerm(table, code, from, length)) {
    slot = (slot + 1) & mask
    code = word(slots, slot)
  }
  return slots + ((<usize>slot) << 2)
}

/** The number of a term, -1 when it has none. */
export function find(table: usize, from: usize, length: i32): i32 {
  return load<i32>(slotOf(table, from, length))
}

/** The number of a term, which is given one when it is new; -1 when there is no room for it. */
export function codeOf(table: usize, from: usize, length: i32): i32 {
  const last = word(table, TERM_LAST)
  if (last >= 0 && isTerm(table, last, from, length)) return last
  const slot = slotOf(table, from, length)
  let code = load<i32>(slot)
  if (code < 0) {
    code = word(table, TERM_COUNT)
    const ends = <usize>word(table, TERM_ENDS)
    const start = code == 0 ? 0 : word(ends, code - 1)
    if (code >= word(table, TERM_MOST) || length > word(table, TERM_MOST_BYTES) - start) return -1
    memory.copy(<usize>word(table, TERM_BYTES) + <usize>start, from, <usize>length)
    setWord(ends, code, start + length)
    store<i32>(slot, code)
    setWord(table, TERM_COUNT, code + 1)
  }
  setWord(table, TERM_LAST, code)
  return code
}

/** Writes a term of a row. @returns false when there is no room */
export function putTerm(column: usize, row: i32, from: usize, to: usize): bool {
  if (column == 0) return true
  const code = codeOf(column, from, <i32>(to - from))
  setWord(<usize>word(column, TERM_CODES), row, code)
  return code >= 0
}

export function putNoTerm(column: usize, row: i32): void {
  if (column != 0) setWord(<usize>word(column, TERM_CODES), row, -1)
}

/** Writes a text of a row. @returns false when there is no room */
export function putText(column: usize, row: i32, from: usize, to: usize): bool {
  if (column == 0) return true
  const ends = <usize>word(column, TEXT_ENDS)
  const start = row == 0 ? 0 : word(ends, row - 1)
  const length = <i32>(to - from)
  if (length > word(column, TEXT_MOST_BYTES) - start) return false
  memory.copy(<usize>word(column, TEXT_BYTES) + <usize>start, from, <usize>length)
  setWord(ends, row, start + length)
  return true
}
