import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { Bin, BinningIndex, FlatChunks, FlatOffsets, ReferenceIndex } from './binning-index.ts'
import { type Binning, maxPosition, reg2bin } from './bins.ts'
import { fillLinearGaps, joinWithinBlocks, liftSmallBins, setLowerBounds } from './index-compaction.ts'

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

type Growing = {
  bins: Map<number, Bin>
  linear: FlatOffsets
  metadata: { from: VirtualOffset; to: VirtualOffset; mapped: number; unmapped: number }
}

/**
 * Builds a binning index from records in file order, as htslib's `hts_idx_push` and `hts_idx_finish` do, so that
 * the result is the same index: bins, chunks, linear index, metadata and counts. Memory grows with the index, not
 * with the file.
 */
export function createIndexBuilder(format: 'bai' | 'csi' | 'tbi', binning: Binning): IndexBuilder {
  const references: (Growing | undefined)[] = []
  const limit = Math.min(maxPosition(binning), LAST_POSITION)
  const windowSize = 2 ** binning.minShift
  let current: Growing | undefined
  let currentId: number | undefined
  let lastStart = -1
  let unplaced = 0
  // The chunk being grown: consecutive records of one bin.
  let bin = -1
  let chunkBlock = 0
  let chunkWithin = 0

  const endChunk = (block: number, within: number): void => {
    if (!current || bin < 0) return
    const found = current.bins.get(bin)
    const chunk: FlatChunks = [chunkBlock, chunkWithin, block, within]
    if (found) found.chunks.push(...chunk)
    else current.bins.set(bin, { chunks: chunk, loffset: undefined })
    bin = -1
  }

  const endReference = (block: number, within: number): void => {
    endChunk(block, within)
    if (current) current.metadata.to = { block, within }
  }

  return {
    push(refId, start, end, mapped, fromBlock, fromWithin) {
      if (end > limit) return 'out-of-range'
      if (refId !== currentId) {
        if (refId >= 0 && (unplaced > 0 || references[refId])) return 'out-of-order'
        endReference(fromBlock, fromWithin)
        currentId = refId
        current = undefined
        if (refId >= 0) {
          const from = { block: fromBlock, within: fromWithin }
          current = { bins: new Map(), linear: [], metadata: { from, to: from, mapped: 0, unmapped: 0 } }
          references[refId] = current
        }
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

/** Sets every window of [start, end) that no earlier record overlaps. Windows in between stay -1, -1 (unset). */
function noteWindows(
  linear: FlatOffsets,
  start: number,
  end: number,
  windowSize: number,
  block: number,
  within: number,
): void {
  const first = Math.floor(start / windowSize)
  const last = Math.floor((end - 1) / windowSize)
  while (linear.length < first * 2) linear.push(-1, -1)
  for (let window = first; window <= last; window++) {
    if (window * 2 >= linear.length) linear.push(block, within)
    else if (linear[window * 2] === -1) {
      linear[window * 2] = block
      linear[window * 2 + 1] = within
    }
  }
}
