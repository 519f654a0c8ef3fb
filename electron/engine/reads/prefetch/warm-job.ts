import type { Region } from '../../../../shared/genome/region.ts'
import type { JobContext } from '../../work/job.ts'
import type { KeptFile } from '../open-readers.ts'
import { readerOf } from '../reads-input.ts'

export type WarmInput = KeptFile & {
  /** In the file's own contig names. */
  readonly region: Region
}

/** Where more reads than this are expected, warming would hold up who asks for something else. */
const MOST_READS = 20_000

/**
 * Reads a region and drops it, so that it is quick to read again: the system has the file's pages, this worker the open
 * file, its index and the inflated blocks, of a CRAM the decoded slices.
 *
 * @throws Fault as `openBam`, `openCram` and `AlignmentReader.walk`
 */
export async function warmRegionJob({ region, ...file }: WarmInput, { signal }: JobContext): Promise<void> {
  const reader = await readerOf(file)
  if (reader.estimate(region) > MOST_READS) return
  await reader.walk(region, () => true, { signal })
}
