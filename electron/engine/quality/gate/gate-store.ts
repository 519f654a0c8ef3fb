import { type CaseFile, hasVariants } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { storeOf } from '../../variants/import/import-variants.ts'
import { openStore, type Store } from '../../variants/store/open-store.ts'
import { annotationsOf, dataOf } from '../../variants/variant-data.ts'

/** A file of variants with its store, opened for a check alone. */
export type FileStore = { readonly file: CaseFile; readonly store: Store }

/**
 * Opens the stores of the case's files for as long as `work` takes: databases of their own, so that nothing that the list
 * asks waits behind a check.
 *
 * @throws Fault `variants/not-imported` when a store is not there any more
 */
export async function withStores<T>(
  state: CaseState,
  cacheFolder: string,
  work: (stores: readonly FileStore[]) => Promise<T>,
): Promise<T> {
  const opened: FileStore[] = []
  try {
    for (const file of importedFiles(state)) {
      const path = storeOf({
        identity: file.identity,
        compression: dataOf(file).compression,
        cacheFolder,
        annotations: annotationsOf(state),
      })
      const store = await openStore(path)
      if (store === null) throw new Fault({ kind: 'variants/not-imported', file: file.name })
      opened.push({ file, store })
    }
    return await work(opened)
  } finally {
    for (const { store } of opened) store.close()
  }
}

const importedFiles = ({ files }: Pick<CaseState, 'files'>): CaseFile[] =>
  files.filter((file) => hasVariants(file) && file.store?.state === 'ready')
