import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { BinningIndex, ReferenceIndex } from './binning-index.ts'
import { type Binning, sameBinning } from './bins.ts'
import { GrowingContig } from './growing-contig.ts'
import { compactContig, NO_RECORDS } from './index-compaction.ts'
import { createPartColumns, type IndexPart } from './index-part.ts'
import { type IndexPushResult, RecordWalk } from './record-walk.ts'

/** Takes records in file order. */
type RecordSink = {
  /**
   * The next record of the file.
   *
   * @param refId number of its contig, -1 when it has no place (only at the end of the file).
   * @param start 0-based; -1 for a record on a contig without a position.
   * @param end exclusive; start + 1 for a read without reference length.
   * @param mapped false for reads with flag 0x4: they count as unmapped. Those with a place are indexed all the same.
   * @param block,within virtual offset of the record. It ends where the next one starts.
   */
  push(
    refId: number,
    start: number,
    end: number,
    mapped: boolean,
    block: number,
    within: number,
  ): IndexPushResult
}

export type IndexBuilder = RecordSink & {
  /** The records of a part of the file that starts where those so far end: the same as pushing each of them. */
  append(part: IndexPart): IndexPushResult
  /**
   * @param referenceCount contigs of the file (those beyond the last one with records get empty indexes).
   * @param end where the records end.
   */
  finish(referenceCount: number, end: VirtualOffset, auxiliary?: Uint8Array): BinningIndex
}

export type PartBuilder = RecordSink & {
  /** The records so far, for {@link IndexBuilder.append}. The builder is of no more use. */
  part(): IndexPart
}

/**
 * Builds a binning index from records in file order, as htslib's `hts_idx_push` and `hts_idx_finish` do, so that
 * the result is the same index: bins, chunks, linear index, metadata and counts. Memory grows with the index, not
 * with the file.
 */
export function createIndexBuilder(format: 'bai' | 'csi' | 'tbi', binning: Binning): IndexBuilder {
  const references: (ReferenceIndex | undefined)[] = []
  const walk = new RecordWalk(binning, new GrowingContig(binning), (contig, end) => {
    references[contig.refId] = compactContig(contig, end, format, binning)
  })
  return {
    push: (refId, start, end, mapped, block, within) => walk.push(refId, start, end, mapped, block, within),
    append: (part) => walk.append(part),
    finish(referenceCount, end, auxiliary = new Uint8Array(0)) {
      walk.end(end)
      const length = Math.max(referenceCount, references.length)
      const finished = Array.from({ length }, (_, refId) => references[refId] ?? NO_RECORDS)
      return { format, binning, references: finished, unplaced: walk.unplaced, auxiliary }
    },
  }
}

/** What the last part of this thread grew in: the next one need not touch as much fresh memory, which is dear. */
let spare: GrowingContig | undefined

/** Builds the index of a part of a file: nothing is compacted yet. */
export function createPartBuilder(binning: Binning): PartBuilder {
  const columns = createPartColumns()
  const growing = spare && sameBinning(spare.binning, binning) ? spare : new GrowingContig(binning)
  spare = undefined
  const walk = new RecordWalk(binning, growing, (contig) => columns.pack(contig))
  return {
    push: (refId, start, end, mapped, block, within) => walk.push(refId, start, end, mapped, block, within),
    part() {
      const open = walk.leaveOpen()
      spare = growing
      const { lastStart, unplaced, unplacedFrom } = walk
      return { ...columns.done(), lastStart, open, unplaced, unplacedFrom }
    },
  }
}
