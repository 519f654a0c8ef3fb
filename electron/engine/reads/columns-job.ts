import type { FileIdentity } from '../../../shared/case/case-file.ts'
import type { Region } from '../../../shared/genome/region.ts'
import { assertUnchanged } from '../files/identity.ts'
import type { JobContext } from '../work/job.ts'
import { transferred } from '../work/transferred.ts'
import { keptReader } from './open-readers.ts'
import { type ReadColumns, readColumns } from './read-columns.ts'

export type ColumnsInput = {
  /** Of the file as it was opened: of any other no reads are shown. */
  readonly identity: FileIdentity
  readonly cacheFolder: string
  /** In the file's own contig names. */
  readonly region: Region
  readonly maxReads: number
}

/**
 * The records of a region as columns. Runs in a worker, whose cache keeps the blocks; the columns are moved, not
 * copied.
 *
 * @throws Fault `file/changed`, and as `openBam` and `readColumns`
 */
export async function readColumnsJob(input: ColumnsInput, { signal }: JobContext): Promise<ReadColumns> {
  const { identity, cacheFolder, region, maxReads } = input
  await assertUnchanged(identity)
  const reader = await keptReader(identity.path, cacheFolder)
  const columns = await readColumns(reader, region, { signal, maxReads })
  for (const column of Object.values(columns)) if (ArrayBuffer.isView(column)) transferred(column)
  return columns
}
