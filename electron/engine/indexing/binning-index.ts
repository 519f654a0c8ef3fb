import { compareVirtualOffsets, type VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import { type BinColumns, firstChunkOf } from './bin-track.ts'
import { type Binning, binRanges, firstBinOfLevel, maxPosition, parentBin } from './bins.ts'

/** A stretch of a BGZF file: records from `from` up to, not including, `to`. */
export type Chunk = { readonly from: VirtualOffset; readonly to: VirtualOffset }

/** Counts of a contig and where its records lie. @see SAMv1 §5.2, the metadata pseudo-bin */
export type ReferenceMetadata = {
  readonly from: VirtualOffset
  readonly to: VirtualOffset
  readonly mapped: number
  readonly unmapped: number
}

/**
 * A contig's index as columns, because a genome's has hundreds of thousands of bins: an object for each would cost
 * more than reading them. Offsets are two numbers (block, within), chunks four (from block, within, to block, within).
 */
export type ReferenceIndex = BinColumns & {
  /** Ascending, each once, without the metadata pseudo-bin. */
  readonly bins: Int32Array
  /** CSI: an offset for each bin: no record that overlaps this bin or a later one starts before it. Else empty. */
  readonly loffsets: Float64Array
  /** BAI and TBI: for each window of 2^minShift bp, where the first record overlapping it starts. Empty in CSI. */
  readonly linear: Float64Array
  readonly metadata: ReferenceMetadata | undefined
}

/** The in-memory model of a BAI, CSI or TBI index. */
export type BinningIndex = {
  readonly format: 'bai' | 'csi' | 'tbi'
  readonly binning: Binning
  readonly references: readonly ReferenceIndex[]
  /** Records without a place, at the end of the file (`n_no_coor`); undefined when the index does not say. */
  readonly unplaced: number | undefined
  /** CSI and TBI: the auxiliary block (the tabix header of a VCF). Empty otherwise. */
  readonly auxiliary: Uint8Array
}

/** Where in `bins` the first bin of at least this number is; its length when there is none. */
export function firstBinFrom(bins: Int32Array, number: number): number {
  let low = 0
  let high = bins.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((bins[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}

/** Where in `bins` a bin is; -1 when the contig has no such bin. */
export function placeOfBin({ bins }: ReferenceIndex, number: number): number {
  const at = firstBinFrom(bins, number)
  return bins[at] === number ? at : -1
}

const START: VirtualOffset = { block: 0, within: 0 }

function offsetAt(offsets: Float64Array, index: number): VirtualOffset {
  return { block: offsets[index * 2] ?? 0, within: offsets[index * 2 + 1] ?? 0 }
}

/** No record overlapping a position ≥ `start` lies before this. */
function lowerBound(reference: ReferenceIndex, start: number, binning: Binning): VirtualOffset {
  const { linear, loffsets } = reference
  if (linear.length > 0) {
    const window = Math.min(Math.floor(start / 2 ** binning.minShift), linear.length / 2 - 1)
    return offsetAt(linear, window)
  }
  // CSI: the nearest bin at or left of the position's smallest bin knows; then its ancestors.
  if (start >= maxPosition(binning) || loffsets.length === 0) return START
  let bin = firstBinOfLevel(binning.depth) + Math.floor(start / 2 ** binning.minShift)
  for (;;) {
    const at = placeOfBin(reference, bin)
    if (at >= 0) return offsetAt(loffsets, at)
    if (bin === 0) return START
    const firstSibling = parentBin(bin) * 8 + 1
    bin = bin > firstSibling ? bin - 1 : parentBin(bin)
  }
}

/**
 * The chunks that together hold every record of contig `refId` that overlaps [start, end), in file order and
 * disjoint; chunks that meet in one BGZF block are joined. Reading can stop at the first record that starts at or
 * after `end`. Empty when the contig has no records there or is not in the index.
 */
export function chunksFor(index: BinningIndex, refId: number, start: number, end: number): Chunk[] {
  const reference = index.references[refId]
  if (!reference) return []
  const { bins, chunkEnds, chunks } = reference
  const least = lowerBound(reference, Math.max(0, start), index.binning)
  const found: Chunk[] = []
  for (const [first, last] of binRanges(start, end, index.binning)) {
    const to = firstChunkOf(chunkEnds, firstBinFrom(bins, last + 1)) * 2
    for (let at = firstChunkOf(chunkEnds, firstBinFrom(bins, first)) * 2; at < to; at += 2) {
      const chunk = { from: offsetAt(chunks, at), to: offsetAt(chunks, at + 1) }
      if (compareVirtualOffsets(chunk.to, least) <= 0) continue
      found.push(compareVirtualOffsets(chunk.from, least) < 0 ? { from: least, to: chunk.to } : chunk)
    }
  }
  return joinChunks(found)
}

/** Sorts chunks and joins those that overlap or meet within one block. */
function joinChunks(chunks: readonly Chunk[]): Chunk[] {
  const joined: Chunk[] = []
  for (const chunk of chunks.toSorted((a, b) => compareVirtualOffsets(a.from, b.from))) {
    const previous = joined.at(-1)
    if (previous && chunk.from.block <= previous.to.block) {
      if (compareVirtualOffsets(chunk.to, previous.to) > 0)
        joined[joined.length - 1] = { from: previous.from, to: chunk.to }
    } else joined.push(chunk)
  }
  return joined
}
