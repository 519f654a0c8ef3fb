import { join } from 'node:path'
import { describeFile } from '../../electron/engine/files/describe.ts'
import { importVariants } from '../../electron/engine/variants/import/import-variants.ts'
import { type OpenVariants, openVariants } from '../../electron/engine/variants/open-variants.ts'
import type { PanelInUse } from '../../electron/engine/variants/query/gene-columns.ts'
import { openStore } from '../../electron/engine/variants/store/open-store.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { createWorkerPool, type WorkerPool } from '../../electron/engine/work/worker-pool.ts'
import type { Role } from '../../shared/case/sample.ts'
import { Fault } from '../../shared/errors/fault.ts'

/** Entry of the worker threads, for tests that import. */
const WORKER_FILE = new URL('../../electron/engine/work/worker.ts', import.meta.url)

/** Imports a file with threads of its own and opens what came of it. */
export async function importedVariants(
  path: string,
  cacheFolder: string,
  {
    roles = new Map<string, Role>(),
    panels = [],
    pool = createWorkerPool(WORKER_FILE, 1),
    partSize,
  }: {
    roles?: ReadonlyMap<string, Role>
    panels?: readonly PanelInUse[]
    pool?: WorkerPool
    partSize?: number
  } = {},
): Promise<OpenVariants> {
  const { identity, kind, compression } = await describeFile(path)
  if (kind !== 'vcf' && kind !== 'bcf') throw new Fault({ kind: 'internal', detail: `${path} is a ${kind}` })
  const bundled = join(import.meta.dirname, '..', '..', 'resources', 'genome')
  const threads = {
    pool,
    workers: 1,
    workerFile: WORKER_FILE,
    ...(partSize === undefined ? {} : { partSize }),
  }
  try {
    const made = await importVariants(
      { identity, path, kind, compression, cacheFolder, bundled },
      threads,
      unobserved,
    )
    const store = await openStore(made)
    if (store === null) throw new Fault({ kind: 'internal', detail: 'the store cannot be opened' })
    return openVariants(store, 'f1', roles, panels)
  } finally {
    await pool.close()
  }
}
