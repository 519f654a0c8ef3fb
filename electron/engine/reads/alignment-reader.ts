import type { CasementError } from '../../../shared/errors/casement-error.ts'
import type { Contig, Region } from '../../../shared/genome/region.ts'
import type { BamRecord } from '../files/bam/record.ts'
import type { FoundIndex } from '../indexing/find-index.ts'
import type { ReadOptions, WalkOptions } from './region-reader.ts'
import type { VisitRead } from './region-walk.ts'

/** An open, indexed file of alignments, BAM or CRAM, that answers regions with records as BAM has them. */
export type AlignmentReader = {
  readonly path: string
  readonly header: { readonly text: string; readonly references: readonly Contig[] }
  readonly indexFile: FoundIndex
  /** What the user should know though reading works. */
  readonly notices: readonly CasementError[]
  /**
   * The records overlapping `region` (whose contig is the file's own name for it) in file order: all of them,
   * secondary, duplicate and placed-unmapped ones included, as `samtools view FILE REGION`.
   */
  records(region: Region, options?: ReadOptions): AsyncGenerator<BamRecord>
  /** {@link records}, as arrays. */
  batches(region: Region, options?: ReadOptions): AsyncGenerator<BamRecord[]>
  /** {@link records} without an object per record. Errors as `records`, and what `visit` throws. */
  walk(region: Region, visit: VisitRead, options?: WalkOptions): Promise<void>
  /**
   * The record at a place that {@link walk} told: of a BAM the offset of its block and the place in it, of a CRAM the
   * offset of its slice and the number of the record in it.
   *
   * @throws Fault `call/invalid` when there is none, otherwise as `records`
   */
  recordAt(block: number, within: number): Promise<BamRecord>
  /** About how many records overlap the whole of `region`, from the index alone; 0 when it does not say. */
  estimate(region: Region): number
  close(): Promise<void>
}
