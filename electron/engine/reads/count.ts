import type { Region } from '../../../shared/genome/region.ts'
import type { BamReader, ReadOptions } from './region-reader.ts'

/**
 * How many records overlap `region`, every kind of record counted: the number `samtools view -c FILE REGION` gives.
 * Holds none of them. Errors as {@link BamReader.records}.
 */
export async function countReads(reader: BamReader, region: Region, options?: ReadOptions): Promise<number> {
  let count = 0
  await reader.walk(region, () => count++, options)
  return count
}
