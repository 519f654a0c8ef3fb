import {
  COUNTS,
  DIST,
  DIST_BITS,
  DIST_SYMBOLS,
  IS_OTHER,
  IS_SECOND_LEVEL,
  LENGTHS,
  LITLEN,
  LITLEN_BITS,
  LITLEN_SYMBOLS,
  PLACES,
  PRECODE,
  PRECODE_BITS,
  PRECODE_SYMBOLS,
  SORTED,
} from './layout'

/** The code after `code` among those of its length, both as they come in the stream: bits reversed. `full`: all ones. */
function following(code: u32, full: u32): u32 {
  const bit: u32 = 1 << (31 - clz(code ^ full))
  return (code & (bit - 1)) | bit
}

/**
 * Makes the decode table of the canonical code with `count` lengths at `lengths`. @see RFC 1951 §3.2.2
 *
 * Codes are met in order of length, so the table is filled for short codes first and doubled for each bit more: every
 * symbol is written once. A code with a single symbol of one bit is taken although half of it is unused, as zlib does.
 *
 * @returns whether it is a code that can be decoded
 */
function makeTable(
  table: usize,
  tableBits: u32,
  lengths: usize,
  count: u32,
  symbols: usize,
  mayBeSingle: bool,
  mayBeEmpty: bool,
): bool {
  for (let at: u32 = 0; at < 32; at += 8) store<u64>(COUNTS + at, 0)
  for (let i: u32 = 0; i < count; i++) {
    const at = COUNTS + ((<usize>load<u8>(lengths + i)) << 1)
    store<u16>(at, load<u16>(at) + 1)
  }
  store<u16>(COUNTS, 0)
  let longest: u32 = 15
  while (longest > 0 && load<u16>(COUNTS + (longest << 1)) == 0) longest--
  if (longest == 0) {
    for (let i: u32 = 0; i < (<u32>1) << tableBits; i++) store<u32>(table + (i << 2), IS_OTHER)
    return mayBeEmpty
  }
  let unused: i32 = 1
  let place: u32 = 0
  for (let length: u32 = 1; length <= longest; length++) {
    const codes = <u32>load<u16>(COUNTS + (length << 1))
    unused = (unused << 1) - <i32>codes
    if (unused < 0) return false
    store<u16>(PLACES + (length << 1), <u16>place)
    place += codes
  }
  if (unused > 0 && !(mayBeSingle && longest == 1)) return false
  for (let i: u32 = 0; i < count; i++) {
    const length = <usize>load<u8>(lengths + i)
    if (length == 0) continue
    const at = PLACES + (length << 1)
    place = <u32>load<u16>(at)
    store<u16>(at, <u16>(place + 1))
    store<u16>(SORTED + (place << 1), <u16>i)
  }
  let next: usize = SORTED
  if (unused > 0) {
    const entry = load<u32>(symbols + ((<usize>load<u16>(next)) << 2)) + 0x101
    for (let i: u32 = 0; i < (<u32>1) << tableBits; i += 2) {
      store<u32>(table + (i << 2), entry)
      store<u32>(table + (i << 2) + 4, IS_OTHER)
    }
    return true
  }

  let code: u32 = 0
  let length: u32 = 1
  let left: u32 = load<u16>(COUNTS + 2)
  while (left == 0) left = load<u16>(COUNTS + (++length << 1))
  let size: u32 = 1 << length
  while (length <= tableBits) {
    do {
      const symbol = <usize>load<u16>(next)
      next += 2
      store<u32>(table + ((<usize>code) << 2), load<u32>(symbols + (symbol << 2)) + (length << 8) + length)
      if (code == size - 1) {
        for (; length < tableBits; length++) {
          memory.copy(table + ((<usize>size) << 2), table, (<usize>size) << 2)
          size <<= 1
        }
        return true
      }
      code = following(code, size - 1)
    } while (--left != 0)
    do {
      length++
      if (length <= tableBits) {
        memory.copy(table + ((<usize>size) << 2), table, (<usize>size) << 2)
        size <<= 1
      }
      left = load<u16>(COUNTS + (length << 1))
    } while (left == 0)
  }

  // Codes longer than the first level's index go to second levels behind it, one for each start they share.
  size = 1 << tableBits
  let prefix: u32 = 0xffffffff
  let start: u32 = 0
  let end: u32 = size
  for (;;) {
    if ((code & (size - 1)) != prefix) {
      prefix = code & (size - 1)
      start = end
      let bits: u32 = length - tableBits
      let room: u32 = left
      while (room < (<u32>1) << bits) {
        bits++
        room = (room << 1) + load<u16>(COUNTS + ((tableBits + bits) << 1))
      }
      end = start + (1 << bits)
      store<u32>(
        table + ((<usize>prefix) << 2),
        (start << 16) | IS_OTHER | IS_SECOND_LEVEL | (bits << 8) | tableBits,
      )
    }
    const symbol = <usize>load<u16>(next)
    next += 2
    const bits: u32 = length - tableBits
    const entry = load<u32>(symbols + (symbol << 2)) + (bits << 8) + bits
    for (let i: u32 = start + (code >> tableBits); i < end; i += (<u32>1) << bits)
      store<u32>(table + ((<usize>i) << 2), entry)
    const full: u32 = (1 << length) - 1
    if (code == full) return true
    code = following(code, full)
    left--
    while (left == 0) left = load<u16>(COUNTS + (++length << 1))
  }
  return false
}

/** From the lengths at LENGTHS of `literals` literal and length symbols, followed by those of `distances` symbols. */
export function makeTables(literals: u32, distances: u32): bool {
  return (
    makeTable(DIST, DIST_BITS, LENGTHS + literals, distances, DIST_SYMBOLS, true, true) &&
    makeTable(LITLEN, LITLEN_BITS, LENGTHS, literals, LITLEN_SYMBOLS, true, false)
  )
}

/** The code in which the lengths of the other two codes are written, from its own lengths at LENGTHS. */
export function makePrecode(): bool {
  return makeTable(PRECODE, PRECODE_BITS, LENGTHS, 19, PRECODE_SYMBOLS, false, false)
}

/** The fixed codes. @see RFC 1951 §3.2.6 */
export function makeFixedTables(): bool {
  memory.fill(LENGTHS, 8, 144)
  memory.fill(LENGTHS + 144, 9, 112)
  memory.fill(LENGTHS + 256, 7, 24)
  memory.fill(LENGTHS + 280, 8, 8)
  memory.fill(LENGTHS + 288, 5, 32)
  return makeTables(288, 32)
}
