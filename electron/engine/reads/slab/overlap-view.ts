import { CIGAR_D, consumesQuery, consumesReference } from '../../files/bam/cigar.ts'
import type { ReadParts } from './read-parts.ts'

/** A read has nothing at a position: it does not reach there, or skips it. */
export const NOTHING = 0xff
/** Bit of a position the read has a deletion at; the others are its quality. */
export const DELETED = 0x80
const QUALITY = 0x7f
const BEST = 0x7e

/** The quality of what a read has at a position, Phred. */
export function qualityOf(byte: number): number {
  return byte & QUALITY
}

/**
 * Writes what a read has at each position from `from` up to `to`, a byte each: the quality of its base (0 where none is
 * stored); of a deletion the lower quality of the bases beside it.
 */
export function viewOverlap(read: ReadParts, from: number, to: number, into: Uint8Array, at: number): void {
  into.fill(NOTHING, at, at + to - from)
  const { bytes, ops, opCount, qualities } = read
  let position = read.start
  let query = 0
  for (let i = 0; i < opCount && position < to; i++) {
    const op = ops[i] ?? 0
    const code = op & 15
    const length = op >>> 4
    const onQuery = consumesQuery(code)
    if (consumesReference(code)) {
      const first = Math.max(position, from)
      const last = Math.min(position + length, to)
      if (onQuery)
        for (let p = first; p < last; p++)
          into[at + p - from] =
            qualities < 0 ? 0 : Math.min(BEST, bytes[qualities + query + p - position] ?? 0)
      else if (code === CIGAR_D && first < last) {
        const before = qualities < 0 || query === 0 ? BEST : (bytes[qualities + query - 1] ?? 0)
        const after = qualities < 0 ? 0 : (bytes[qualities + query] ?? 0)
        into.fill(DELETED | Math.min(BEST, before, after), at + first - from, at + last - from)
      }
      position += length
    }
    if (onQuery) query += length
  }
}
