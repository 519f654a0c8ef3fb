import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { Bin, BinningIndex, FlatOffsets, ReferenceIndex } from './binning-index.ts'
import { type Binning, maxPosition, reg2bin } from './bins.ts'
import { fillLinearGaps, joinWithinBlocks, liftSmallBins, setLowerBounds } from './index-compaction.ts'
import { addChunk, addSegment, type GrowingReference, type IndexPart, segmentOf } from './index-part.ts'

/** Why a record cannot be indexed: before its predecessor (or its contig came up before), or past what the
 * binning can hold. */
export type IndexPushResult = 'indexed' | 'out-of-order' | 'out-of-range'

export type IndexBuilder = {
  /**
   * The next record of the file.
   *
   * @param refId number of its contig, -1 when it has no place (only at the end of the file).
   * @param start 0-based; -1 for a record on a contig without a position.
   * @param end exclusive; start + 1 for a read without reference length.
   * @param fromBlock,fromWithin virtual offset of the record. It ends where the next one starts.
   * @param mapped false for reads with flag 0x4: they count as unmapped. Those with a place are indexed all the same.
   */
  push(
    refId: number,
    start: number,
    end: number,
    mapped: boolean,
    fromBlock: number,
    fromWithin: number,
  ): IndexPushResult
  /** The records so far, for another builder to {@link IndexBuilder.append}. This one is of no more use. */
  part(): IndexPart
  /** The records of a part of the file that starts where those so far end: the same as pushing each of them. */
  append(part: IndexPart): IndexPushResult
  /**
   * @param referenceCount contigs of the file (those beyond the last one with records get empty indexes).
   * @param end where the records end.
   */
  finish(referenceCount: number, end: VirtualOffset, auxiliary?: Uint8Array): BinningIndex
}

/**
 * Positions are 32-bit in BAM and BCF, and bins are reckoned with 32 bits. What a text claims beyond that is a
 * mistake, and would ask for a linear index of gigabytes.
 */
const LAST_POSITION = 2 ** 31

/**
 * Builds a binning index from records in file order, as htslib's `hts_idx_push` and `hts_idx_finish` do, so that
 * the result is the same index: bins, chunks, linear index, metadata and counts. Memory grows with the index, not
 * with the file.
 */
export function createIndexBuilder(format: 'bai' | 'csi' | 'tbi', binning: Binning): IndexBuilder {
  const references: (GrowingReference | undefined)[] = []
  /** Contigs in the order in which they came. */
  const order: number[] = []
  const limit = Math.min(maxPosition(binning), LAST_POSITION)
  const windowSize = 2 ** binning.minShift
  let current: GrowingReference | undefined
  let currentId: number | undefined
  let lastStart = -1
  let unplaced = 0
  let unplacedFrom: VirtualOffset = { block: 0, within: 0 }
  // The chunk being grown: consecutive records of one bin.
  let bin = -1
  let chunkBlock = 0
  let chunkWithin = 0

  const endChunk = (block: number, within: number): void => {
    if (!current || bin < 0) return
    addChunk(current.bins, bin, chunkBlock, chunkWithin, block, within)
    bin = -1
  }

  const endReference = (block: number, within: number): void => {
    endChunk(block, within)
    if (current) current.metadata.to = { block, within }
  }

  /** Goes on to another contig, whose first record lies at `block`, `within`. @returns false when it came before */
  const enter = (refId: number, start: number, block: number, within: number): boolean => {
    if (refId >= 0 && (unplaced > 0 || references[refId])) return false
    endReference(block, within)
    currentId = refId
    current = undefined
    const from = { block, within }
    if (refId < 0) unplacedFrom = from
    else {
      const metadata = { from, to: from, mapped: 0, unmapped: 0 }
      current = { firstStart: start, bins: new Map(), linear: [], metadata }
      references[refId] = current
      order.push(refId)
    }
    return true
  }

  return {
    push(refId, start, end, mapped, fromBlock, fromWithin) {
      if (end > limit) return 'out-of-range'
      if (refId !== currentId) {
        if (!enter(refId, start, fromBlock, fromWithin)) return 'out-of-order'
      } else if (refId >= 0 && start < lastStart) return 'out-of-order'
      lastStart = start
      if (!current) {
        unplaced++
        return 'indexed'
      }
      const number = reg2bin(start, end, binning)
      if (number !== bin) {
        endChunk(fromBlock, fromWithin)
        bin = number
        chunkBlock = fromBlock
        chunkWithin = fromWithin
      }
      noteWindows(current.linear, Math.max(0, start), Math.max(1, end), windowSize, fromBlock, fromWithin)
      if (mapped) current.metadata.mapped++
      else current.metadata.unmapped++
      return 'indexed'
    },

    part() {
      const segments = order.flatMap((refId) => {
        const growing = references[refId]
        return growing ? [segmentOf(refId, growing)] : []
      })
      return { segments, lastStart, bin, chunkBlock, chunkWithin, unplaced, unplacedFrom }
    },

    append(part) {
      for (const segment of part.segments) {
        const { refId, firstStart, block, within } = segment
        if (refId !== currentId) {
          if (!enter(refId, firstStart, block, within)) return 'out-of-order'
        } else if (firstStart < lastStart) return 'out-of-order'
        endChunk(block, within)
        if (current) addSegment(current, segment)
      }
      if (part.segments.length > 0) lastStart = part.lastStart
      // Where its last chunk ends, the next part says.
      if (part.bin >= 0) ({ bin, chunkBlock, chunkWithin } = part)
      if (part.unplaced > 0) {
        const { block, within } = part.unplacedFrom
        if (currentId !== -1) enter(-1, -1, block, within)
        unplaced += part.unplaced
      }
      return 'indexed'
    },

    finish(referenceCount, end, auxiliary = new Uint8Array(0)) {
      endReference(end.block, end.within)
      const finished: ReferenceIndex[] = []
      for (let refId = 0; refId < Math.max(referenceCount, references.length); refId++) {
        const { bins, linear, metadata } = references[refId] ?? {
          bins: new Map<number, Bin>(),
          linear: [],
          metadata: undefined,
        }
        fillLinearGaps(linear)
        setLowerBounds(bins, linear, binning)
        liftSmallBins(bins, binning)
        for (const { chunks } of bins.values()) joinWithinBlocks(chunks)
        finished.push({ bins, linear: format === 'csi' ? [] : linear, metadata })
      }
      return { format, binning, references: finished, unplaced, auxiliary }
    },
  }
}

/**
 * Sets every window of [start, end) that no earlier record overlaps. Windows in between stay -1, -1 (unset).
 *
 * Records come sorted: the one that reached farthest started no later than this one, so that from the first window
 * of this one up to the last one there is every window is set.
 */
function noteWindows(
  linear: FlatOffsets,
  start: number,
  end: number,
  windowSize: number,
  block: number,
  within: number,
): void {
  const last = Math.floor((end - 1) / windowSize)
  if (last * 2 < linear.length) return
  const first = Math.floor(start / windowSize)
  while (linear.length < first * 2) linear.push(-1, -1)
  while (linear.length <= last * 2) linear.push(block, within)
}
