import { consumesQuery, consumesReference } from '../../files/bam/cigar.ts'
import { FLAG_REVERSE } from '../../files/bam/flags.ts'
import type { RecordCursor } from '../../files/bam/record-cursor.ts'

/** Positions are 32-bit: a damaged CIGAR may reach further. */
const FURTHEST = 2 ** 31 - 1

/**
 * The record a cursor stands on, taken apart as far as a slab needs it more than once. One of it serves for all reads:
 * what it says is gone when the cursor moves.
 */
export class ReadParts {
  bytes: Uint8Array = new Uint8Array(0)
  /** Where the packed bases start in the bytes; -1 when none are stored, or the CIGAR accounts for another number of them. */
  sequence = -1
  /** Where the qualities start; -1 when none are stored. */
  qualities = -1
  /** Operations, `length << 4 | code`: the first `opCount` of `ops`. */
  ops = new Uint32Array(64)
  opCount = 0
  start = 0
  /** Exclusive. */
  end = 0
  /** 0 forward, 1 reverse. */
  strand = 0

  take(cursor: RecordCursor, end: number): void {
    const count = cursor.opCount
    if (count > this.ops.length) this.ops = new Uint32Array(2 * count)
    let accounted = 0
    let isAligned = false
    for (let i = 0; i < count; i++) {
      const op = cursor.opAt(i)
      this.ops[i] = op
      if (consumesQuery(op & 15)) accounted += op >>> 4
      if (consumesReference(op & 15)) isAligned = true
    }
    const { sequenceLength, qualitiesAt } = cursor
    const isStored = sequenceLength > 0 && accounted === sequenceLength
    this.bytes = cursor.bytes
    this.opCount = count
    this.sequence = isStored ? cursor.sequenceAt : -1
    this.qualities = isStored && cursor.bytes[qualitiesAt] !== 0xff ? qualitiesAt : -1
    this.start = cursor.start
    this.end = Math.min(FURTHEST, isAligned ? end : Math.max(end, cursor.start + 1))
    this.strand = (cursor.flags & FLAG_REVERSE) === 0 ? 0 : 1
  }
}
