import type { Role } from '../../../shared/case/sample.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { VariantKey } from '../../../shared/variant/variant-key.ts'
import type { JobContext } from '../work/job.ts'
import { type ImportInput, type ImportThreads, importVariants, storeOf } from './import/import-variants.ts'
import { createGeneColumns, type PanelInUse } from './query/gene-columns.ts'
import { createMarkedRows } from './query/marked-rows.ts'
import { createQueryResults, type QueryResults } from './query/query-results.ts'
import { createShortlistedRows, type ShortlistFacts } from './query/shortlisted-rows.ts'
import { type StoreScope, storeScope } from './query/store-scope.ts'
import { openStore, type Store } from './store/open-store.ts'
import { createStoredRows, type StoredRows } from './store/stored-rows.ts'

/** A file's variants in hand: filtered, sorted, and shown row by row. */
export type OpenVariants = {
  readonly store: Store
  readonly scope: StoreScope
  readonly results: QueryResults
  readonly rows: StoredRows
  close(): void
}

/** The store of a file, imported when it has none yet. Errors as {@link importVariants}. */
export async function ensureStore(
  input: ImportInput,
  threads: () => ImportThreads,
  context: JobContext,
): Promise<Store> {
  const known = await openStore(storeOf(input))
  if (known) return known
  const made = await openStore(await importVariants(input, threads(), context))
  if (made) return made
  throw new Fault({ kind: 'internal', detail: 'a store that was just made cannot be opened' })
}

/**
 * @param file id of the file in its case
 * @param roles of the case's samples by name
 * @param marks of the case, as they are whenever they are asked for; null outside a case
 * @param panels those in use; `symbolOf` gives the symbol they have for a gene as the file names it
 * @param shortlists of the case; null outside one
 */
export function openVariants(
  store: Store,
  file: string,
  roles: ReadonlyMap<string, Role>,
  marks: (() => readonly VariantKey[]) | null,
  panels: readonly PanelInUse[] = [],
  symbolOf: (gene: string) => string = (gene) => gene,
  shortlists: ShortlistFacts | null = null,
): OpenVariants {
  const { meta, database } = store
  const has = (name: string): boolean => meta.columns.some(({ stored }) => stored === name)
  const genes = createGeneColumns(panels, symbolOf, database, { gene: has('gene'), genes: has('genes') })
  const marked = marks === null ? null : createMarkedRows(marks, file, database, meta)
  const shortlisted = shortlists === null ? null : createShortlistedRows(shortlists, database, meta)
  const scope = storeScope(meta, roles, genes, marked, shortlisted)
  return {
    store,
    scope,
    results: createQueryResults(database, scope, meta.rows),
    rows: createStoredRows(file, store, scope),
    close: () => store.close(),
  }
}
