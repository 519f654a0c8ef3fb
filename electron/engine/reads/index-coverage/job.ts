import type { FileIdentity } from '../../../../shared/case/case-file.ts'
import { assertUnchanged } from '../../files/identity.ts'
import { transferred } from '../../work/transferred.ts'
import { keptReader } from '../open-readers.ts'
import { type IndexCoverage, indexCoverage } from './index-coverage.ts'

export type IndexCoverageInput = {
  /** Of the file as it was opened: of any other nothing is shown. */
  readonly identity: FileIdentity
  readonly cacheFolder: string
}

/**
 * {@link indexCoverage} of an indexed BAM: its header is read for the names and lengths of the contigs, its reads are
 * not. Runs in a worker; the column is moved, not copied.
 *
 * @throws Fault `file/changed`, and as `openBam`
 */
export async function indexCoverageJob({
  identity,
  cacheFolder,
}: IndexCoverageInput): Promise<IndexCoverage> {
  await assertUnchanged(identity)
  const { index, header } = await keptReader(identity.path, cacheFolder)
  const coverage = indexCoverage(index, header.references)
  transferred(coverage.relativeDepth)
  return coverage
}
