import {
  INFO_COUNT,
  INFO_OPERATIONS,
  INFO_WORDS,
  KEY_FROM,
  KEY_SEEN,
  KEY_TO,
  KEYS,
  LEFT_KEYS,
  LEFT_KEYS_COUNT,
  MOST_ORDER,
  OF_FLAG,
  OF_INTEGER,
  OF_NUMBER,
  ORDER,
  RECORD,
  TERM_BYTES,
  TERM_ENDS,
} from '../layout'
import { integerAt, numberAt } from './numbers'
import { find, putNoTerm, putTerm, sameBytes, setWord, word } from './terms'

const SEMICOLON: i32 = 59
const EQUALS: i32 = 61
const COMMA: i32 = 44
const POINT: i32 = 46
/** Bytes of a text that are kept. */
const MOST_TEXT: usize = 1000

/** Where `byte` is next in `bytes[from, to)`; `to` when it is not. Up to 15 bytes behind are read. */
export function next(from: usize, to: usize, byte: i32): usize {
  const wanted = i8x16.splat(<i8>byte)
  for (let at = from; at < to; at += 16) {
    const bits = i8x16.bitmask(i8x16.eq(v128.load(at), wanted))
    if (bits == 0) continue
    const found = at + <usize>ctz(bits)
    return found < to ? found : to
  }
  return to
}

function nextOf(from: usize, to: usize, a: i32, b: i32): usize {
  let at = from
  while (at < to) {
    const byte = <i32>load<u8>(at)
    if (byte == a || byte == b) return at
    at++
  }
  return at
}

/** The number of the key `bytes[from, to)`: most records have the same keys in the same order. */
function keyOf(from: usize, to: usize, place: i32): i32 {
  const length = <i32>(to - from)
  const keys = <usize>word(0, KEYS)
  const order = <usize>word(0, ORDER)
  if (place < word(0, MOST_ORDER)) {
    const likely = word(order, place)
    if (likely >= 0) {
      const ends = <usize>word(keys, TERM_ENDS)
      const start = likely == 0 ? 0 : word(ends, likely - 1)
      const text = <usize>word(keys, TERM_BYTES) + <usize>start
      if (word(ends, likely) - start == length && sameBytes(text, from, length)) return likely
    }
  }
  const found = find(keys, from, length)
  if (place < word(0, MOST_ORDER)) setWord(order, place, found)
  return found
}

/** Finds the values of the keys that matter; the first of several of one key counts. */
export function readInfo(from: usize, to: usize): void {
  const record = word(0, RECORD) + 1
  setWord(0, RECORD, record)
  const seen = <usize>word(0, KEY_SEEN)
  const starts = <usize>word(0, KEY_FROM)
  const stops = <usize>word(0, KEY_TO)
  let place = 0
  let at = from
  while (at < to) {
    const equals = nextOf(at, to, EQUALS, SEMICOLON)
    const isFlag = equals == to || load<u8>(equals) == <u8>SEMICOLON
    const end = isFlag ? equals : next(equals + 1, to, SEMICOLON)
    const key = keyOf(at, equals, place++)
    if (key >= 0 && word(seen, key) != record) {
      setWord(seen, key, record)
      setWord(starts, key, <i32>(isFlag ? equals : equals + 1))
      setWord(stops, key, <i32>end)
    }
    at = end + 1
  }
}

export function hasKey(key: i32): bool {
  return key >= 0 && word(<usize>word(0, KEY_SEEN), key) == word(0, RECORD)
}

/** Where a key's value starts; only of one that is there. */
export function valueFrom(key: i32): usize {
  return <usize>word(<usize>word(0, KEY_FROM), key)
}

export function valueTo(key: i32): usize {
  return <usize>word(<usize>word(0, KEY_TO), key)
}

/** The key is there with a value that is neither nothing nor a point. */
export function hasValue(key: i32): bool {
  if (!hasKey(key)) return false
  const length = valueTo(key) - valueFrom(key)
  return length > 1 || (length == 1 && load<u8>(valueFrom(key)) != <u8>POINT)
}

/** A key is there whose value only the host can read. */
export function hasLeftKey(): bool {
  const keys = <usize>word(0, LEFT_KEYS)
  const count = word(0, LEFT_KEYS_COUNT)
  for (let i = 0; i < count; i++) if (hasKey(word(keys, i))) return true
  return false
}

/** The n-th value (from 0) of those in `bytes[from, to)`, -1 for all of it: sets `itemTo`, returns where it starts. */
let itemTo: usize = 0
function itemWithin(from: usize, to: usize, n: i32): usize {
  if (n < 0) {
    itemTo = to
    return from
  }
  for (let left = n; left > 0; left--) {
    from = nextOf(from, to, COMMA, COMMA)
    if (from >= to) {
      itemTo = to
      return to
    }
    from++
  }
  itemTo = nextOf(from, to, COMMA, COMMA)
  return from
}

/** The first of the numbers of a key; NaN when it is not there. */
export function firstNumber(key: i32): f64 {
  if (!hasKey(key)) return NaN
  const from = itemWithin(valueFrom(key), valueTo(key), 0)
  return from == itemTo ? NaN : numberAt(from, itemTo)
}

/** The number of the first key of a list that has a value; NaN without one. */
export function preferred(keys: usize, count: i32): f64 {
  for (let i = 0; i < count; i++) {
    const key = word(keys, i)
    if (hasValue(key)) return firstNumber(key)
  }
  return NaN
}

/** Writes the columns of INFO. @returns false when there is no room */
export function putInfo(row: i32): bool {
  const operations = <usize>word(0, INFO_OPERATIONS)
  const count = word(0, INFO_COUNT)
  for (let i = 0; i < count; i++) {
    const operation = operations + <usize>(i * INFO_WORDS * 4)
    const key = word(operation, 1)
    const isThere = hasKey(key)
    if (word(operation, 0) == OF_FLAG) store<u8>(<usize>word(operation, 3) + <usize>row, isThere ? 1 : 0)
    else if (!putValue(operation, row, isThere ? valueFrom(key) : 0, isThere ? valueTo(key) : 0)) return false
  }
  return true
}

/** Writes what an operation takes of the values `bytes[start, end)`, none when they are empty. @returns false when there is no room */
export function putValue(operation: usize, row: i32, start: usize, end: usize): bool {
  const kind = word(operation, 0)
  const column = <usize>word(operation, 3)
  const from = itemWithin(start, end, word(operation, 2))
  const to = itemTo
  if (kind == OF_INTEGER) setWord(column, row, integerAt(from, to))
  else if (kind == OF_NUMBER) store<f64>(column + ((<usize>row) << 3), from == to ? NaN : numberAt(from, to))
  else if (from == to || (to - from == 1 && load<u8>(from) == <u8>POINT)) putNoTerm(column, row)
  else return putTerm(column, row, from, min(to, from + MOST_TEXT))
  return true
}
