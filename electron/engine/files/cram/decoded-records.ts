import type { FeatureReader } from './features.ts'
import type { GrowingBytes } from './growing-bytes.ts'

/** Bytes of a BAM record before its name, its block_size included. @see SAMv1 §4.2 */
export const FIXED = 36

/** What is known of the records of a slice beside their bytes, a column each; positions are 0-based, half-open. */
export type RecordTable = {
  readonly count: number
  /** Where record `i` starts in the bytes, its block_size first; one more for the end of the last. */
  readonly at: Uint32Array
  readonly refIds: Int32Array
  readonly starts: Int32Array
  /** As in samtools a read that spans no reference has one base. */
  readonly ends: Int32Array
  readonly flags: Uint16Array
  /** Number of the record in the slice that is its mate; -1 when that is not in the slice, or not said. */
  readonly mates: Int32Array
  /** Bases of the read, also where they are not stored. */
  readonly lengths: Int32Array
  /** Where its differences start among those of all, in numbers of differences; one more for the end of the last. */
  readonly featuresAt: Uint32Array
}

export function recordTable(count: number): RecordTable {
  const column = (): Int32Array => new Int32Array(count)
  return {
    count,
    at: new Uint32Array(count + 1),
    refIds: column(),
    starts: column(),
    ends: column(),
    flags: new Uint16Array(count),
    mates: column().fill(-1),
    lengths: column(),
    featuresAt: new Uint32Array(count + 1),
  }
}

/** Records as BAM stores them, each with its block_size, and what is needed to fill in what no record says by itself. */
export type DecodedRecords = {
  readonly table: RecordTable
  readonly out: GrowingBytes
  readonly features: FeatureReader
}
