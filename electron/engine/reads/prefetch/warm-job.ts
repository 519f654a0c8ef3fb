import type { FileIdentity } from '../../../../shared/case/case-file.ts'
import type { Region } from '../../../../shared/genome/region.ts'
import { assertUnchanged } from '../../files/identity.ts'
import type { JobContext } from '../../work/job.ts'
import { keptReader } from '../open-readers.ts'

export type WarmInput = {
  readonly identity: FileIdentity
  readonly cacheFolder: string
  /** In the file's own contig names. */
  readonly region: Region
}

/** Where more reads than this are expected, warming would hold up who asks for something else. */
const MOST_READS = 20_000

/**
 * Reads a region and drops it, so that it is quick to read again: the system has the file's pages, this worker the open
 * file, its index and the inflated blocks.
 *
 * @throws Fault as `openBam` and `BamReader.walk`
 */
export async function warmRegionJob(
  { identity, cacheFolder, region }: WarmInput,
  { signal }: JobContext,
): Promise<void> {
  await assertUnchanged(identity)
  const reader = await keptReader(identity.path, cacheFolder)
  if (reader.estimate(region) > MOST_READS) return
  await reader.walk(region, () => true, { signal })
}
