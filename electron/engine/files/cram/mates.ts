import type { Fault } from '../../../../shared/errors/fault.ts'
import {
  FLAG_FIRST,
  FLAG_MATE_REVERSE,
  FLAG_MATE_UNMAPPED,
  FLAG_PAIRED,
  FLAG_REVERSE,
  FLAG_UNMAPPED,
} from '../bam/flags.ts'
import type { DecodedRecords } from './decoded-records.ts'

/**
 * Writes what reads of one template that lie in one slice do not store: each is the mate of the one before, the first
 * that of the last. Their template length goes from the leftmost to the rightmost base, positive for the leftmost read
 * (of those that start together, for the first of the pair); it is zero across contigs and with an unmapped mate, as
 * htslib has it.
 *
 * @throws Fault `cram/damaged` when a read is the mate of two
 * @see CRAMv3 §10.4
 */
export function writeMates({ table, out }: DecodedRecords, fail: (detail: string) => Fault): void {
  const { mates, refIds, starts, ends, flags, at } = table
  const { view } = out
  const isOfChain = new Uint8Array(table.count)
  for (let first = 0; first < table.count; first++) {
    if ((mates[first] ?? -1) < 0 || isOfChain[first] === 1) continue
    let left = starts[first] ?? 0
    let right = ends[first] ?? 0
    let onLeft = 0
    let isOneContig = true
    let last = first
    // Mates follow each other in the file: the walk ends.
    for (let i = first; ; i = mates[i] ?? -1) {
      if (isOfChain[i] === 1) throw fail('a read is the mate of two')
      isOfChain[i] = 1
      const start = starts[i] ?? 0
      if (start < left) onLeft = 0
      left = Math.min(left, start)
      if (start === left) onLeft++
      right = Math.max(right, ends[i] ?? 0)
      if (refIds[i] !== refIds[first]) isOneContig = false
      last = i
      if ((mates[i] ?? -1) < 0) break
    }
    mates[last] = first
    for (let i = first; ;) {
      const mate = mates[i] ?? first
      const own = flags[i] ?? 0
      const its = flags[mate] ?? 0
      const record = at[i] ?? 0
      const leads = starts[i] === left && (onLeft === 1 || (own & FLAG_FIRST) !== 0)
      const isWhole = isOneContig && ((own | its) & FLAG_UNMAPPED) === 0
      const ofMate =
        ((its & FLAG_UNMAPPED) === 0 ? 0 : FLAG_MATE_UNMAPPED) |
        ((its & FLAG_REVERSE) === 0 ? 0 : FLAG_MATE_REVERSE)
      view.setUint16(record + 18, own | FLAG_PAIRED | ofMate, true)
      view.setInt32(record + 24, refIds[mate] ?? -1, true)
      view.setInt32(record + 28, starts[mate] ?? -1, true)
      view.setInt32(record + 32, isWhole ? (leads ? right - left : left - right) : 0, true)
      if (i === last) break
      i = mate
    }
  }
}
