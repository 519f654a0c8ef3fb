import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { openByteSource } from '../../files/byte-source.ts'
import { readCramHeader } from '../../files/cram/header.ts'
import { readCrai } from '../../indexing/crai.ts'
import { findIndex } from '../../indexing/find-index.ts'
import { craiCoverage } from './crai-coverage.ts'
import type { IndexCoverage } from './index-coverage.ts'

/**
 * {@link craiCoverage} of an indexed CRAM: of the file itself only the header is read, and no reference is needed.
 *
 * @throws Fault `index/missing`, `index/…`, `cram/…`, `file/…`
 */
export async function cramCoverage(
  path: string,
  cacheFolder: string,
): Promise<{ readonly coverage: IndexCoverage; readonly notices: readonly CasementError[] }> {
  const source = await openByteSource(path)
  try {
    const { references } = await readCramHeader(source)
    const found = await findIndex(path, 'cram', cacheFolder)
    if (!found) throw new Fault({ kind: 'index/missing', file: path })
    const names = { file: path, index: found.path }
    const entries = await readCrai(names)
    for (const { refId, container, size } of entries) {
      const detail =
        refId >= references.length
          ? `it has a contig number ${refId}, the file has ${references.length} contigs`
          : `it points to byte ${container}, where the file has no reads`
      if (refId >= references.length || container + size > source.size)
        throw new Fault({ kind: 'index/other-file', ...names, detail })
    }
    const notices: CasementError[] = found.stale ? [{ kind: 'index/stale', ...names }] : []
    return { coverage: craiCoverage(entries, references), notices }
  } finally {
    await source.close()
  }
}
