import type { FileIdentity } from '../../../../shared/case/case-file.ts'
import { assertUnchanged } from '../../files/identity.ts'
import { transferred } from '../../work/transferred.ts'
import { keptReader } from '../open-readers.ts'
import { cramCoverage } from './cram-coverage.ts'
import { type IndexCoverage, indexCoverage } from './index-coverage.ts'

export type IndexCoverageInput = {
  /** Of the file as it was opened: of any other nothing is shown. */
  readonly identity: FileIdentity
  readonly kind: 'bam' | 'cram'
  readonly cacheFolder: string
}

/**
 * {@link indexCoverage} of an indexed BAM or CRAM: its header is read for the names and lengths of the contigs, its
 * reads are not. Runs in a worker; the column is moved, not copied.
 *
 * @throws Fault `file/changed`, and as `openBam` and {@link cramCoverage}
 */
export async function indexCoverageJob({
  identity,
  kind,
  cacheFolder,
}: IndexCoverageInput): Promise<IndexCoverage> {
  await assertUnchanged(identity)
  const coverage =
    kind === 'cram'
      ? (await cramCoverage(identity.path, cacheFolder)).coverage
      : await bamCoverage(identity.path, cacheFolder)
  transferred(coverage.relativeDepth)
  return coverage
}

async function bamCoverage(path: string, cacheFolder: string): Promise<IndexCoverage> {
  const { index, header } = await keptReader(path, cacheFolder)
  return indexCoverage(index, header.references)
}
