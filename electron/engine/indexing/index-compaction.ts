import type { Bin, FlatChunks, FlatOffsets } from './binning-index.ts'
import { type Binning, firstBinOfLevel, firstWindowOfBin, levelOfBin, parentBin } from './bins.ts'

/** A bin whose chunks span less than this many compressed bytes is moved into its parent. @see htslib hts.c */
const MIN_SPAN = 0x10000

/** Windows no record starts in take the offset of the next window that has one; the last one always has. */
export function fillLinearGaps(linear: FlatOffsets): void {
  for (let at = linear.length - 4; at >= 0; at -= 2) {
    if (linear[at] !== -1) continue
    linear[at] = linear[at + 2] ?? 0
    linear[at + 1] = linear[at + 3] ?? 0
  }
}

/** Gives each bin the linear index's offset of its first window (CSI's `loffset`), 0 beyond the linear index. */
export function setLowerBounds(bins: Map<number, Bin>, linear: FlatOffsets, binning: Binning): void {
  for (const [number, bin] of bins) {
    const at = firstWindowOfBin(number, binning) * 2
    bin.loffset = { block: linear[at] ?? 0, within: linear[at + 1] ?? 0 }
  }
}

/**
 * Moves the chunks of bins that span little of the file into their parents, where those exist, from the smallest
 * bins up: fewer bins to look up, hardly more to read.
 */
export function liftSmallBins(bins: Map<number, Bin>, { depth }: Binning): void {
  const byLevel: number[][] = Array.from({ length: depth + 1 }, () => [])
  for (const number of bins.keys()) byLevel[levelOfBin(number)]?.push(number)
  for (let level = depth; level > 0; level--) {
    for (const number of byLevel[level] ?? []) {
      const bin = bins.get(number)
      const parent = bins.get(parentBin(number))
      if (!bin) continue
      if (level < depth) sortChunks(bin.chunks)
      const { chunks } = bin
      const span = lastBlock(chunks) - (chunks[0] ?? 0)
      if (!parent || span >= MIN_SPAN) continue
      for (const value of chunks) parent.chunks.push(value)
      bins.delete(number)
    }
  }
  const root = bins.get(firstBinOfLevel(0))
  if (root) sortChunks(root.chunks)
}

/** The last block the chunks reach: not always that of the last chunk, because chunks are joined while they grow. */
function lastBlock(chunks: FlatChunks): number {
  let last = 0
  for (let at = 2; at < chunks.length; at += 4) last = Math.max(last, chunks[at] ?? 0)
  return last
}

/** Sorts flat chunks by where they start. */
function sortChunks(chunks: FlatChunks): void {
  if (chunks.length <= 4) return
  const order = Array.from({ length: chunks.length / 4 }, (_, i) => i * 4)
  order.sort((a, b) => (chunks[a] ?? 0) - (chunks[b] ?? 0) || (chunks[a + 1] ?? 0) - (chunks[b + 1] ?? 0))
  const sorted = order.flatMap((at) => chunks.slice(at, at + 4))
  for (const [i, value] of sorted.entries()) chunks[i] = value
}

/** Joins each chunk with the next when that starts in the block this one ends in. In place. */
export function joinWithinBlocks(chunks: FlatChunks): void {
  let last = 0
  for (let at = 4; at < chunks.length; at += 4) {
    const [fromBlock = 0, fromWithin = 0, toBlock = 0, toWithin = 0] = chunks.slice(at, at + 4)
    const endBlock = chunks[last + 2] ?? 0
    if (endBlock >= fromBlock) {
      if (toBlock > endBlock || (toBlock === endBlock && toWithin > (chunks[last + 3] ?? 0))) {
        chunks[last + 2] = toBlock
        chunks[last + 3] = toWithin
      }
    } else {
      last += 4
      chunks[last] = fromBlock
      chunks[last + 1] = fromWithin
      chunks[last + 2] = toBlock
      chunks[last + 3] = toWithin
    }
  }
  chunks.length = Math.min(chunks.length, last + 4)
}
