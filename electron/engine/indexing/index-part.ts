import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { Bin, FlatOffsets } from './binning-index.ts'

/** A contig's index while its records come in. */
export type GrowingReference = {
  /** 0-based; -1 for a record on the contig without a position. */
  readonly firstStart: number
  readonly bins: Map<number, Bin>
  readonly linear: FlatOffsets
  readonly metadata: { from: VirtualOffset; to: VirtualOffset; mapped: number; unmapped: number }
}

/** What a part of a file has of one contig, as columns: it crosses between threads. */
export type IndexSegment = {
  readonly refId: number
  /** Start of its first record, 0-based, and where that lies in the file. */
  readonly firstStart: number
  readonly block: number
  readonly within: number
  readonly mapped: number
  readonly unmapped: number
  readonly bins: Int32Array
  /** How many of `chunks`' numbers belong to the bins up to and including each. */
  readonly chunkEnds: Int32Array
  /** Four numbers a chunk, two an offset, as in the index itself. */
  readonly chunks: Float64Array
  /** The linear index from this window on. */
  readonly firstWindow: number
  readonly linear: Float64Array
}

/** The index of a part of a file: what {@link IndexBuilder.append} makes a whole of. */
export type IndexPart = {
  /** In file order. */
  readonly segments: readonly IndexSegment[]
  /** Start of the last record that has a contig. */
  readonly lastStart: number
  /** The bin of the last record and where its chunk starts; it has no end yet. -1 for none. */
  readonly bin: number
  readonly chunkBlock: number
  readonly chunkWithin: number
  /** Records without a place, all of them after the segments, and where the first lies. */
  readonly unplaced: number
  readonly unplacedFrom: VirtualOffset
}

/**
 * Adds the next chunk of a bin. One that starts in the block where the last one ends is joined with it at once
 * rather than when all are there, so that memory grows with the index as it will be.
 */
export function addChunk(
  bins: Map<number, Bin>,
  number: number,
  fromBlock: number,
  fromWithin: number,
  toBlock: number,
  toWithin: number,
): void {
  const found = bins.get(number)
  if (!found) {
    bins.set(number, { chunks: [fromBlock, fromWithin, toBlock, toWithin], loffset: undefined })
    return
  }
  const { chunks } = found
  const last = chunks.length
  if ((chunks[last - 2] ?? -1) >= fromBlock) {
    chunks[last - 2] = toBlock
    chunks[last - 1] = toWithin
  } else chunks.push(fromBlock, fromWithin, toBlock, toWithin)
}

export function segmentOf(refId: number, growing: GrowingReference): IndexSegment {
  const { firstStart, bins, linear, metadata } = growing
  const chunks = new Float64Array([...bins.values()].reduce((sum, bin) => sum + bin.chunks.length, 0))
  const chunkEnds = new Int32Array(bins.size)
  let end = 0
  let i = 0
  for (const bin of bins.values()) {
    chunks.set(bin.chunks, end)
    end += bin.chunks.length
    chunkEnds[i++] = end
  }
  let set = 0
  while (linear[set] === -1) set += 2
  return {
    refId,
    firstStart,
    block: metadata.from.block,
    within: metadata.from.within,
    mapped: metadata.mapped,
    unmapped: metadata.unmapped,
    bins: Int32Array.from(bins.keys()),
    chunkEnds,
    chunks,
    firstWindow: set / 2,
    linear: Float64Array.from(linear.slice(set)),
  }
}

/** Adds what the next part of the file has of the contig. */
export function addSegment({ bins, linear, metadata }: GrowingReference, segment: IndexSegment): void {
  const { chunks, chunkEnds } = segment
  let at = 0
  for (const [i, number] of segment.bins.entries()) {
    const end = chunkEnds[i] ?? 0
    for (; at < end; at += 4)
      addChunk(bins, number, chunks[at] ?? 0, chunks[at + 1] ?? 0, chunks[at + 2] ?? 0, chunks[at + 3] ?? 0)
  }
  while (linear.length < segment.firstWindow * 2) linear.push(-1, -1)
  for (let i = 0; i < segment.linear.length; i += 2) {
    const window = segment.firstWindow * 2 + i
    // What an earlier part has set stays: its records come first.
    if (window < linear.length && linear[window] !== -1) continue
    linear[window] = segment.linear[i] ?? -1
    linear[window + 1] = segment.linear[i + 1] ?? -1
  }
  metadata.mapped += segment.mapped
  metadata.unmapped += segment.unmapped
}
