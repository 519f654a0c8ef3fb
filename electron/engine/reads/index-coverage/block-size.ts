import { firstChunkOf } from '../../indexing/bin-track.ts'
import { type BinningIndex, firstBinFrom } from '../../indexing/binning-index.ts'
import { firstBinOfLevel } from '../../indexing/bins.ts'

/** A BGZF block inflates to at most this many bytes. @see SAMv1 §4.1 */
export const MAX_INFLATED = 0x10000

/** Of the stretches that may have crossed one block, this share is shorter than what is taken for a block. */
const QUANTILE = 0.1

/** Fewer stretches than this tell nothing: the file is small. */
const ENOUGH_TO_TELL = 20

/** As many stretches tell as much as all of them. */
const ENOUGH = 20_000

/**
 * The typical size in the file of a full BGZF block, in bytes, told from the index alone. A stretch of reads that begins
 * in one block and ends further to the front of another crosses one block if it is short, and few reads are: those that
 * reach from one window into the next (short chunks of larger bins), or in a shallow sample those between two windows of
 * the linear index. Some stretches are longer, hence a low quantile of each, and the lesser of the two.
 *
 * @returns 0 when the index has too little to tell: offsets are then taken to the block.
 */
export function typicalBlockSize({ references, binning }: BinningIndex): number {
  const borders: number[] = []
  const windows: number[] = []
  const note = (sizes: number[], from: number, fromWithin: number, to: number, toWithin: number): void => {
    if (from > 0 && to > from && toWithin < fromWithin && sizes.length < ENOUGH) sizes.push(to - from)
  }
  const firstLeaf = firstBinOfLevel(binning.depth)
  for (const { bins, chunkEnds, chunks: c, linear } of references) {
    if (borders.length >= ENOUGH && windows.length >= ENOUGH) break
    const leaves = firstBinFrom(bins, firstLeaf)
    for (let at = 0; at < firstChunkOf(chunkEnds, leaves) * 4; at += 4)
      note(borders, c[at] ?? 0, c[at + 1] ?? 0, c[at + 2] ?? 0, c[at + 3] ?? 0)
    for (let at = 0; at + 3 < linear.length; at += 2)
      note(windows, linear[at] ?? 0, linear[at + 1] ?? 0, linear[at + 2] ?? 0, linear[at + 3] ?? 0)
  }
  const size = Math.min(lowQuantile(borders), lowQuantile(windows))
  return size <= MAX_INFLATED ? size : 0
}

function lowQuantile(values: readonly number[]): number {
  if (values.length < ENOUGH_TO_TELL) return Number.POSITIVE_INFINITY
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor(sorted.length * QUANTILE)] ?? Number.POSITIVE_INFINITY
}
