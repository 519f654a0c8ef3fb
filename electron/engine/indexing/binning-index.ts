import { compareVirtualOffsets, type VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import { type Binning, binRanges, firstBinOfLevel, maxPosition, parentBin } from './bins.ts'

/** A stretch of a BGZF file: records from `from` up to, not including, `to`. */
export type Chunk = { readonly from: VirtualOffset; readonly to: VirtualOffset }

/**
 * Chunks or offsets as flat numbers, because a genome's index has hundreds of thousands:
 * four per chunk (from block, from within, to block, to within), two per offset (block, within).
 */
export type FlatChunks = number[]
export type FlatOffsets = number[]

export type Bin = {
  chunks: FlatChunks
  /** CSI only: no record that overlaps this bin or a later one starts before this. */
  loffset: VirtualOffset | undefined
}

/** Counts of a contig and where its records lie. @see SAMv1 §5.2, the metadata pseudo-bin */
export type ReferenceMetadata = {
  readonly from: VirtualOffset
  readonly to: VirtualOffset
  readonly mapped: number
  readonly unmapped: number
}

export type ReferenceIndex = {
  /** By bin number; without the metadata pseudo-bin. */
  readonly bins: Map<number, Bin>
  /** BAI and TBI: for each window of 2^minShift bp, where the first record overlapping it starts. Empty in CSI. */
  readonly linear: FlatOffsets
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

function chunkAt(chunks: FlatChunks, index: number): Chunk {
  const at = index * 4
  return {
    from: { block: chunks[at] ?? 0, within: chunks[at + 1] ?? 0 },
    to: { block: chunks[at + 2] ?? 0, within: chunks[at + 3] ?? 0 },
  }
}

function* eachChunk(chunks: FlatChunks): Generator<Chunk> {
  for (let i = 0; i * 4 < chunks.length; i++) yield chunkAt(chunks, i)
}

const START: VirtualOffset = { block: 0, within: 0 }

/** No record overlapping a position ≥ `start` lies before this. */
function lowerBound(reference: ReferenceIndex, start: number, binning: Binning): VirtualOffset {
  const { linear, bins } = reference
  if (linear.length > 0) {
    const window = Math.min(Math.floor(start / 2 ** binning.minShift), linear.length / 2 - 1)
    return { block: linear[window * 2] ?? 0, within: linear[window * 2 + 1] ?? 0 }
  }
  // CSI: the nearest bin at or left of the position's smallest bin knows; then its ancestors.
  if (start >= maxPosition(binning)) return START
  let bin = firstBinOfLevel(binning.depth) + Math.floor(start / 2 ** binning.minShift)
  while (bin > 0) {
    const loffset = bins.get(bin)?.loffset
    if (loffset) return loffset
    const firstSibling = parentBin(bin) * 8 + 1
    bin = bin > firstSibling ? bin - 1 : parentBin(bin)
  }
  return bins.get(0)?.loffset ?? START
}

/**
 * The chunks that together hold every record of contig `refId` that overlaps [start, end), in file order and
 * disjoint; chunks that meet in one BGZF block are joined. Reading can stop at the first record that starts at or
 * after `end`. Empty when the contig has no records there or is not in the index.
 */
export function chunksFor(index: BinningIndex, refId: number, start: number, end: number): Chunk[] {
  const reference = index.references[refId]
  if (!reference) return []
  const { bins } = reference
  const least = lowerBound(reference, Math.max(0, start), index.binning)
  const found: Chunk[] = []
  const take = (bin: Bin | undefined): void => {
    if (!bin) return
    for (const { from, to } of eachChunk(bin.chunks)) {
      if (compareVirtualOffsets(to, least) <= 0) continue
      found.push({ from: compareVirtualOffsets(from, least) < 0 ? least : from, to })
    }
  }
  for (const [first, last] of binRanges(start, end, index.binning)) {
    // A whole contig asks for more bins than most contigs have.
    if (last - first < bins.size) for (let number = first; number <= last; number++) take(bins.get(number))
    else for (const [number, bin] of bins) if (number >= first && number <= last) take(bin)
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
