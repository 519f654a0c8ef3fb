import { join } from 'node:path'
import { type CaseFile, hasVariants, type StoreState } from '../../../shared/case/case-file.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { Task } from '../../../shared/task/task.ts'
import type { EngineContext } from '../context.ts'
import { importVariants, storeOf } from '../variants/import/import-variants.ts'
import { summaryOf } from '../variants/store-summary.ts'
import { openStore } from '../variants/store/open-store.ts'
import { annotationsOf, dataOf } from '../variants/variant-data.ts'

/** The summary of a file's store when there is one, else null. Opening it takes some 50 ms. */
async function knownStore(context: EngineContext, file: CaseFile): Promise<StoreState | null> {
  const { identity } = file
  const { compression } = dataOf(file)
  const { cacheFolder, session } = context
  const annotations = annotationsOf(session.require())
  const store = await openStore(storeOf({ identity, compression, cacheFolder, annotations }))
  store?.close()
  return store && { state: 'ready', summary: summaryOf(store.meta) }
}

/**
 * Starts importing a file's variants as a task, and keeps the case's state of it up to date. Rows of the list can be read
 * meanwhile; to filter them waits for the import.
 */
export function startImport(context: EngineContext, file: CaseFile): Task {
  const { session, pool, tasks, cacheFolder, workers, workerFile } = context
  const { path, compression, kind } = dataOf(file)
  const caseId = session.require().id
  const annotations = annotationsOf(session.require())
  const bundled = join(context.resources, 'genome')
  const samples = session.require().samples.map(({ name }) => name)
  const settle = (store: StoreState): void => {
    // The case may have been closed, or another opened, while the work went on.
    if (session.state()?.id === caseId) session.append({ kind: 'store-changed', file: file.id, store })
  }
  const { task, result } = tasks.start(`Importing ${file.name}`, file.id, async (jobContext) => {
    const input = {
      identity: file.identity,
      path,
      kind,
      compression,
      cacheFolder,
      samples,
      bundled,
      annotations,
    }
    const made = await importVariants(input, { pool, workers, workerFile }, jobContext)
    const store = await openStore(made)
    store?.close()
    const summary = store && summaryOf(store.meta)
    return {
      value: summary,
      outcome: `${(summary?.rows ?? 0).toLocaleString('en-GB')} variants imported`,
    }
  })
  settle({ state: 'importing', task: task.id })
  /** Another import may have begun since, with other annotation: what came of this one no longer matters. */
  const end = (store: StoreState): void => {
    const now = session.state()?.files.find((one) => one.id === file.id)?.store
    if (now?.state === 'importing' && now.task === task.id) settle(store)
  }
  result.then(
    (summary) =>
      end(
        summary
          ? { state: 'ready', summary }
          : { state: 'failed', error: { kind: 'internal', detail: 'the store just made cannot be opened' } },
      ),
    (thrown: unknown) => {
      const error = errorOf(thrown)
      end(error.kind === 'task/cancelled' ? { state: 'cancelled' } : { state: 'failed', error })
    },
  )
  return task
}

/** A gzip file is imported from its bgzip copy, which many threads can read: once that is there, or cannot be made. */
function isToWait({ kind, compression, index }: CaseFile): boolean {
  return kind === 'vcf' && compression === 'gzip' && (index.state === 'missing' || index.state === 'building')
}

/** Takes up the stores that are there, and imports what has none: now, or once what it waits for is done. */
export function keepStores(context: EngineContext): void {
  const { session } = context
  const begin = async (id: string): Promise<void> => {
    const before = session.state()
    const file = before?.files.find((one) => one.id === id)
    if (
      !before ||
      !file ||
      !hasVariants(file) ||
      file.unreachable ||
      file.store !== undefined ||
      isToWait(file)
    )
      return
    const known = await knownStore(context, file)
    const now = session.state()
    const still = now?.files.find((one) => one.id === id)
    if (now?.id !== before.id || !still || still.store !== undefined) return
    // Whoever changed what is joined looks too.
    if (now.annotations !== before.annotations) return
    if (known) session.append({ kind: 'store-changed', file: id, store: known })
    else startImport(context, still)
  }
  /** With other annotation it is another store: an import that is under way is of no use any more. */
  const again = async ({ id, store }: CaseFile): Promise<void> => {
    if (store?.state !== 'importing') return begin(id)
    context.tasks.cancel(store.task)
    const file = session.state()?.files.find((one) => one.id === id)
    if (file) startImport(context, file)
  }
  session.onChange((event) => {
    // What is wrong with a file its list says: without a store it is listed as it is read.
    if (event.kind === 'file-checked' && event.error === null) begin(event.file).catch(() => undefined)
    if (event.kind === 'file-added') begin(event.file.id).catch(() => undefined)
    if (event.kind === 'index-changed') begin(event.file).catch(() => undefined)
    if (event.kind === 'annotation-added' || event.kind === 'annotation-removed')
      for (const file of session.state()?.files ?? [])
        if (hasVariants(file)) again(file).catch(() => undefined)
  })
}
