import type { EventName, EventPayload } from '../../shared/contract.ts'
import type { CaseSession } from './case/case-session.ts'
import type { BundledGenome } from './genome/bundled.ts'
import type { Tasks } from './work/tasks.ts'
import type { WorkerPool } from './work/worker-pool.ts'

/** What the engine is told when it starts. */
export type EngineSettings = {
  /** Derived files (indexes, copies, the demo case) go below this folder; it may be deleted at any time. */
  readonly cacheFolder: string
  /** Cases for which no place was chosen are kept here, one file each. Null: they are not kept. */
  readonly casesFolder: string | null
  /** Case files are opened to be read alone, and nobody is kept from writing to them. */
  readonly casesAreReadOnly?: boolean
  /** The `resources` folder: `genome/` below it holds bands, genes and synonyms. */
  readonly resources: string
  /** Only files below these may be opened, and those of the cache folder (the demo case); null means no limit. */
  readonly roots: readonly string[] | null
  readonly version: string
  /** Worker threads. */
  readonly workers: number
}

/** What the engine's modules share; made once by `createEngine`. */
export type EngineContext = EngineSettings & {
  readonly pool: WorkerPool
  readonly tasks: Tasks
  readonly session: CaseSession
  /** The annotation that comes with the app. */
  readonly bundled: BundledGenome
  /** Entry of the worker threads; that of the thread that writes stores lies beside it. */
  readonly workerFile: URL
  emit<K extends EventName>(name: K, payload: EventPayload<K>): void
}
