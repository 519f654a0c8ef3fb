import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import { type BinColumns, BinTrack, copyNumbers, firstChunkOf } from './bin-track.ts'
import type { ReferenceIndex } from './binning-index.ts'
import { type Binning, firstBinOfLevel, firstWindowOfBin, parentBin } from './bins.ts'
import type { GrowingContig } from './growing-contig.ts'

/** A bin whose chunks span less than this many compressed bytes is moved into its parent. @see htslib hts.c */
const MIN_SPAN = 0x10000

/** The index of a contig without records. */
export const NO_RECORDS: ReferenceIndex = {
  bins: new Int32Array(0),
  chunkEnds: new Int32Array(0),
  chunks: new Float64Array(0),
  loffsets: new Float64Array(0),
  linear: new Float64Array(0),
  metadata: undefined,
}

/**
 * The index of a contig whose records are complete: small bins are moved into their parents, chunks joined and gaps
 * of the linear index filled. The growing contig is of no more use.
 *
 * @param end where its records end.
 * @see htslib hts.c, hts_idx_finish
 */
export function compactContig(
  contig: GrowingContig,
  end: VirtualOffset,
  format: 'bai' | 'csi' | 'tbi',
  binning: Binning,
): ReferenceIndex {
  const { depth } = binning
  const levels = contig.tracks.slice(0, depth + 1)
  const unpositioned = contig.tracks[depth + 1]
  const aboveSmallest = levels[depth - 1]
  if (unpositioned && aboveSmallest) insertUnpositioned(unpositioned, aboveSmallest, depth)
  const spare = new BinTrack()
  for (let level = depth; level > 0; level--) {
    const [children, parents] = [levels[level], levels[level - 1]]
    if (children && parents) liftSmallBins(children, parents, spare)
  }
  const columns = joinedWithinBlocks(levels)
  const linear = contig.linear.subarray(0, contig.windows * 2)
  fillLinearGaps(linear)
  const { from, mapped, unmapped } = contig
  return {
    ...columns,
    loffsets: format === 'csi' ? lowerBounds(columns.bins, linear, binning) : new Float64Array(0),
    linear: format === 'csi' ? new Float64Array(0) : linear.slice(),
    metadata: { from, to: end, mapped, unmapped },
  }
}

/** Puts the bin of the records without a position, if there is one, where its number belongs: its chunks come first. */
function insertUnpositioned({ chunks, chunkCount }: BinTrack, level: BinTrack, depth: number): void {
  if (chunkCount === 0) return
  const bin = firstBinOfLevel(depth) - 1
  const positioned = level.takeLast(bin)
  for (const c of [chunks.subarray(0, chunkCount * 4), positioned])
    for (let at = 0; at < c.length; at += 4)
      level.add(bin, c[at] ?? 0, c[at + 1] ?? 0, c[at + 2] ?? 0, c[at + 3] ?? 0)
}

/**
 * Moves the chunks of bins that span little of the file into their parents, where those exist: fewer bins to look up,
 * hardly more to read. To be done from the smallest bins up.
 */
function liftSmallBins(children: BinTrack, parents: BinTrack, spare: BinTrack): void {
  if (children.binCount === 0 || parents.binCount === 0) return
  const { bins, chunkEnds, chunks } = children
  spare.clear()
  let child = 0
  let kept = 0
  let keptChunks = 0
  const keep = (first: number, end: number): void => {
    if (kept !== child) copyNumbers(chunks, first * 4, end * 4, chunks, keptChunks * 4)
    keptChunks += end - first
    bins[kept] = bins[child] ?? 0
    chunkEnds[kept++] = keptChunks
  }
  let first = 0
  for (let parent = 0; parent < parents.binCount; parent++) {
    const number = parents.bins[parent] ?? 0
    const ownFirst = spare.chunkCount
    spare.open(number)
    spare.copyChunks(parents.chunks, firstChunkOf(parents.chunkEnds, parent), parents.chunkEnds[parent] ?? 0)
    const lastChild = number * 8 + 8
    for (; child < children.binCount && (bins[child] ?? 0) <= lastChild; child++) {
      const end = chunkEnds[child] ?? 0
      if (parentBin(bins[child] ?? 0) === number && spanOf(chunks, first, end) < MIN_SPAN)
        spare.copyChunks(chunks, first, end)
      else keep(first, end)
      first = end
    }
    sortChunks(spare.chunks.subarray(ownFirst * 4, spare.chunkCount * 4))
  }
  for (; child < children.binCount; child++) {
    const end = chunkEnds[child] ?? 0
    keep(first, end)
    first = end
  }
  children.binCount = kept
  children.chunkCount = keptChunks
  parents.swap(spare)
}

/**
 * Compressed bytes from where chunks begin to the last block they reach: not always that of the last chunk, because
 * chunks are joined while they grow.
 */
function spanOf(chunks: Float64Array, first: number, end: number): number {
  let last = 0
  for (let at = first * 4 + 2; at < end * 4; at += 4) last = Math.max(last, chunks[at] ?? 0)
  return last - (chunks[first * 4] ?? 0)
}

/** Sorts chunks by where they start. Most are sorted already. */
function sortChunks(chunks: Float64Array): void {
  const compare = (a: number, b: number): number =>
    (chunks[a] ?? 0) - (chunks[b] ?? 0) || (chunks[a + 1] ?? 0) - (chunks[b + 1] ?? 0)
  let at = 4
  while (at < chunks.length && compare(at - 4, at) <= 0) at += 4
  if (at >= chunks.length) return
  const order = Array.from({ length: chunks.length / 4 }, (_, i) => i * 4).sort(compare)
  const unsorted = chunks.slice()
  for (const [i, from] of order.entries()) copyNumbers(unsorted, from, from + 4, chunks, i * 4)
}

/** One level after the other, each chunk joined with the next of its bin when that starts in the block it ends in. */
function joinedWithinBlocks(levels: readonly BinTrack[]): BinColumns {
  const bins = new Int32Array(levels.reduce((sum, { binCount }) => sum + binCount, 0))
  const chunkEnds = new Int32Array(bins.length)
  const chunks = new Float64Array(levels.reduce((sum, { chunkCount }) => sum + chunkCount * 4, 0))
  let bin = 0
  /** Where the chunk under way lies; -4 before the first. */
  let last = -4
  for (const level of levels) {
    bins.set(level.bins.subarray(0, level.binCount), bin)
    const from = level.chunks
    let at = 0
    for (let i = 0; i < level.binCount; i++) {
      const end = (level.chunkEnds[i] ?? 0) * 4
      let endBlock = -1
      for (; at < end; at += 4) {
        const toBlock = from[at + 2] ?? 0
        const toWithin = from[at + 3] ?? 0
        if (endBlock >= (from[at] ?? 0)) {
          if (toBlock < endBlock || (toBlock === endBlock && toWithin <= (chunks[last + 3] ?? 0))) continue
        } else {
          last += 4
          chunks[last] = from[at] ?? 0
          chunks[last + 1] = from[at + 1] ?? 0
        }
        chunks[last + 2] = endBlock = toBlock
        chunks[last + 3] = toWithin
      }
      chunkEnds[bin++] = (last + 4) / 4
    }
  }
  return { bins, chunkEnds, chunks: chunks.subarray(0, last + 4) }
}

/** Windows no record starts in take the offset of the next window that has one; the last one always has. In place. */
function fillLinearGaps(linear: Float64Array): void {
  for (let at = linear.length - 4; at >= 0; at -= 2) {
    if (linear[at] !== -1) continue
    linear[at] = linear[at + 2] ?? 0
    linear[at + 1] = linear[at + 3] ?? 0
  }
}

/** For each bin the linear index's offset of its first window (CSI's `loffset`), 0 beyond the linear index. */
function lowerBounds(bins: Int32Array, linear: Float64Array, binning: Binning): Float64Array {
  const loffsets = new Float64Array(bins.length * 2)
  for (let i = 0; i < bins.length; i++) {
    const at = firstWindowOfBin(bins[i] ?? 0, binning) * 2
    loffsets[i * 2] = linear[at] ?? 0
    loffsets[i * 2 + 1] = linear[at + 1] ?? 0
  }
  return loffsets
}
