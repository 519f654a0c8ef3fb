import { makeFixedTables, makePrecode, makeTables } from './code-table'
import {
  DIST,
  DIST_BITS,
  IS_END,
  IS_OTHER,
  IS_SECOND_LEVEL,
  LENGTHS,
  LITLEN,
  LITLEN_BITS,
  PRECODE,
  PRECODE_ORDER,
  REPEATS,
  STRIDES,
} from './layout'

export { init } from './symbols'

/*
 * `bits` holds the next bits of the stream, `held` says how many (in its low 6 bits; whole entries are taken off it, so
 * what is above is noise), `at` is where more come from. A refill loads 8 bytes and moves on by as many as fitted; the
 * host keeps 16 bytes readable behind the input. After a refill at least 56 bits are held: three literals (11 bits
 * each), or a length (15 + 5) behind two literals; a distance takes 15 + 13. There are no inlined helpers for this: a
 * function cannot change its caller's variables, and in memory they would cost more than all the rest.
 */

/** The entry of the code that `bits` start with, when the first level says that it is in a second one. */
function secondLevel(table: usize, entry: u32, bits: u64): u32 {
  const index = (<u32>bits) & ((1 << ((entry >> 8) & 15)) - 1)
  return load<u32>(table + ((<usize>((entry >> 16) + index)) << 2))
}

/** The length or distance of an entry: its least, and the extra bits behind the code. */
function amount(entry: u32, bits: u64): usize {
  const taken = (<u32>bits) & ((1 << (entry & 63)) - 1)
  return <usize>(entry >> 16) + <usize>(taken >> ((entry >> 8) & 15))
}

/**
 * Inflates the deflate stream in memory from `start` up to `inputEnd`. @see RFC 1951
 *
 * @param outputEnd writes no more than 320 bytes behind it, whatever the input says
 * @returns how many bytes were written from `outputStart` on; -1 when the stream is damaged, ends too early or inflates to
 *   more than there is room for
 */
export function inflate(start: usize, inputEnd: usize, outputStart: usize, outputEnd: usize): i32 {
  let at = start
  let out = outputStart
  let bits: u64 = 0
  let held: u64 = 0
  for (;;) {
    bits |= load<u64>(at) << held
    at += <usize>((63 - held) >> 3)
    held |= 56
    if (at - <usize>(held >> 3) > inputEnd) return -1
    const isLast = <bool>(bits & 1)
    const type = <u32>((bits >> 1) & 3)
    bits >>= 3
    held -= 3

    if (type == 0) {
      // Stored: back to the next whole byte, LEN and its complement. @see RFC 1951 §3.2.4
      at -= <usize>(held >> 3)
      bits = 0
      held = 0
      if (at + 4 > inputEnd) return -1
      const length = <usize>load<u16>(at)
      if ((length ^ (<usize>load<u16>(at + 2))) != 0xffff) return -1
      at += 4
      if (at + length > inputEnd || out + length > outputEnd) return -1
      memory.copy(out, at, length)
      at += length
      out += length
      if (isLast) return <i32>(out - outputStart)
      continue
    }

    if (type == 1) {
      if (!makeFixedTables()) return -1
    } else if (type == 2) {
      // @see RFC 1951 §3.2.7
      const literals = <u32>(bits & 31) + 257
      const distances = <u32>((bits >> 5) & 31) + 1
      const lengths = <u32>((bits >> 10) & 15) + 4
      if (literals > 286 || distances > 30) return -1
      bits >>= 14
      held -= 14
      memory.fill(LENGTHS, 0, 19)
      for (let i: u32 = 0; i < lengths; i++) {
        if (held < 3) {
          bits |= load<u64>(at) << held
          at += <usize>((63 - held) >> 3)
          held |= 56
        }
        store<u8>(LENGTHS + load<u8>(PRECODE_ORDER + i), <u8>(bits & 7))
        bits >>= 3
        held -= 3
      }
      if (!makePrecode()) return -1
      const total = literals + distances
      let i: u32 = 0
      while (i < total) {
        if (held < 14) {
          if (at > inputEnd + 8) return -1
          bits |= load<u64>(at) << held
          at += <usize>((63 - held) >> 3)
          held |= 56
        }
        const entry = load<u32>(PRECODE + ((<usize>(bits & 127)) << 2))
        const taken = <u64>(entry & 63)
        bits >>= taken
        held -= taken
        const symbol = entry >> 16
        if (symbol < 16) {
          store<u8>(LENGTHS + i, <u8>symbol)
          i++
          continue
        }
        let repeat: u32
        let value: u64 = 0
        if (symbol == 16) {
          if (i == 0) return -1
          value = <u64>load<u8>(LENGTHS + i - 1) * 0x0101010101010101
          repeat = 3 + <u32>(bits & 3)
          bits >>= 2
          held -= 2
        } else if (symbol == 17) {
          repeat = 3 + <u32>(bits & 7)
          bits >>= 3
          held -= 3
        } else {
          repeat = 11 + <u32>(bits & 127)
          bits >>= 7
          held -= 7
        }
        if (i + repeat > total) return -1
        for (let j: u32 = 0; j < repeat; j += 8) store<u64>(LENGTHS + i + j, value)
        i += repeat
      }
      if (load<u8>(LENGTHS + 256) == 0) return -1
      if (!makeTables(literals, distances)) return -1
    } else return -1

    let isEnded = false
    if (out < outputEnd && at <= inputEnd) {
      bits |= load<u64>(at) << held
      at += <usize>((63 - held) >> 3)
      held |= 56
      let entry = load<u32>(LITLEN + ((<usize>(bits & 2047)) << 2))
      // Each turn writes at most 3 + 258 bytes, and up to 31 more that do not count.
      do {
        if (<i32>entry < 0) {
          bits >>= <u64>entry
          held -= <u64>entry
          store<u8>(out, <u8>(entry >> 16))
          entry = load<u32>(LITLEN + ((<usize>(bits & 2047)) << 2))
          out++
          if (<i32>entry < 0) {
            bits >>= <u64>entry
            held -= <u64>entry
            store<u8>(out, <u8>(entry >> 16))
            entry = load<u32>(LITLEN + ((<usize>(bits & 2047)) << 2))
            out++
            if (<i32>entry < 0) {
              bits >>= <u64>entry
              held -= <u64>entry
              store<u8>(out, <u8>(entry >> 16))
              out++
              bits |= load<u64>(at) << held
              at += 7 - ((<usize>(held >> 3)) & 7)
              held |= 56
              entry = load<u32>(LITLEN + ((<usize>(bits & 2047)) << 2))
              continue
            }
          }
        }
        if (entry & IS_OTHER) {
          if (entry & IS_SECOND_LEVEL) {
            bits >>= LITLEN_BITS
            held -= LITLEN_BITS
            entry = secondLevel(LITLEN, entry, bits)
            if (<i32>entry < 0) {
              bits >>= <u64>entry
              held -= <u64>entry
              store<u8>(out, <u8>(entry >> 16))
              out++
              bits |= load<u64>(at) << held
              at += 7 - ((<usize>(held >> 3)) & 7)
              held |= 56
              entry = load<u32>(LITLEN + ((<usize>(bits & 2047)) << 2))
              continue
            }
          }
          if (entry & IS_OTHER) {
            if (!(entry & IS_END)) return -1
            bits >>= <u64>entry
            held -= <u64>entry
            isEnded = true
            break
          }
        }
        const length = amount(entry, bits)
        bits >>= <u64>entry
        held -= <u64>entry
        if ((held & 63) < 28) {
          bits |= load<u64>(at) << held
          at += 7 - ((<usize>(held >> 3)) & 7)
          held |= 56
        }
        let far = load<u32>(DIST + ((<usize>(bits & 255)) << 2))
        if (far & IS_OTHER) {
          if (!(far & IS_SECOND_LEVEL)) return -1
          bits >>= DIST_BITS
          held -= DIST_BITS
          far = secondLevel(DIST, far, bits)
          if (far & IS_OTHER) return -1
        }
        const distance = amount(far, bits)
        bits >>= <u64>far
        held -= <u64>far
        if (distance > out - outputStart) return -1
        // The next entry is looked up while the bytes are copied.
        bits |= load<u64>(at) << held
        at += 7 - ((<usize>(held >> 3)) & 7)
        held |= 56
        entry = load<u32>(LITLEN + ((<usize>(bits & 2047)) << 2))
        const end = out + length
        if (distance >= 16) {
          // 64 bytes at once, wanted or not: whether a match is longer than 16 or 32 cannot be predicted.
          let from = out - distance
          v128.store(out, v128.load(from))
          v128.store(out, v128.load(from, 16), 16)
          v128.store(out, v128.load(from, 32), 32)
          v128.store(out, v128.load(from, 48), 48)
          if (length > 64) {
            out += 64
            from += 64
            do {
              v128.store(out, v128.load(from))
              v128.store(out, v128.load(from, 16), 16)
              out += 32
              from += 32
            } while (out < end)
          }
        } else {
          const repeated = v128.swizzle(v128.load(out - distance), v128.load(REPEATS + (distance << 4)))
          const stride = <usize>load<u8>(STRIDES + distance)
          do {
            v128.store(out, repeated)
            out += stride
          } while (out < end)
        }
        out = end
      } while (out < outputEnd && at <= inputEnd)
      held &= 63
      if (out > outputEnd) return -1
    }

    // The end of the input or of the room is near: symbol by symbol.
    while (!isEnded) {
      if (at > inputEnd + 8) return -1
      bits |= load<u64>(at) << held
      at += <usize>((63 - held) >> 3)
      held |= 56
      let entry = load<u32>(LITLEN + ((<usize>(bits & 2047)) << 2))
      if (entry & IS_SECOND_LEVEL && entry & IS_OTHER) {
        bits >>= LITLEN_BITS
        held -= LITLEN_BITS
        entry = secondLevel(LITLEN, entry, bits)
      }
      const taken = <u64>(entry & 63)
      if (<i32>entry < 0) {
        if (out >= outputEnd) return -1
        store<u8>(out, <u8>(entry >> 16))
        out++
        bits >>= taken
        held -= taken
        continue
      }
      if (entry & IS_OTHER) {
        if (!(entry & IS_END)) return -1
        bits >>= taken
        held -= taken
        break
      }
      const length = amount(entry, bits)
      bits >>= taken
      held -= taken
      bits |= load<u64>(at) << held
      at += <usize>((63 - held) >> 3)
      held |= 56
      let far = load<u32>(DIST + ((<usize>(bits & 255)) << 2))
      if (far & IS_OTHER) {
        if (!(far & IS_SECOND_LEVEL)) return -1
        bits >>= DIST_BITS
        held -= DIST_BITS
        far = secondLevel(DIST, far, bits)
        if (far & IS_OTHER) return -1
      }
      const distance = amount(far, bits)
      bits >>= <u64>(far & 63)
      held -= <u64>(far & 63)
      if (distance > out - outputStart || length > outputEnd - out) return -1
      for (const end = out + length; out < end; out++) store<u8>(out, load<u8>(out - distance))
    }
    if (at - <usize>(held >> 3) > inputEnd) return -1
    if (isLast) return <i32>(out - outputStart)
  }
  return -1
}
