import type { Region } from '../../../shared/genome/region.ts'
import type { AlignmentReader } from './alignment-reader.ts'
import type { ReadOptions } from './region-reader.ts'

/**
 * How many records overlap `region`, every kind of record counted: the number `samtools view -c FILE REGION` gives.
 * Holds none of them. Errors as {@link AlignmentReader.records}.
 */
export async function countReads(
  reader: AlignmentReader,
  region: Region,
  options?: ReadOptions,
): Promise<number> {
  let count = 0
  await reader.walk(region, () => count++, { ...options, fields: 'places' })
  return count
}
