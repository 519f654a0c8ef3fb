import {
  type EngineCallName,
  type EventName,
  type EventPayload,
  type Handlers,
  type Reply,
  engineCalls,
} from '../../shared/contract.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import { aboutCalls } from './about.ts'
import { bulkHandler } from './bulk.ts'
import { annotationCalls } from './annotation/calls.ts'
import { caseCalls } from './case/case-calls.ts'
import { caseFileCalls } from './case/case-file-calls.ts'
import { keepStores } from './case/ensure-stores.ts'
import { pedigreeCalls } from './case/pedigree-calls.ts'
import { createCaseSession } from './case/case-session.ts'
import type { EngineContext, EngineSettings } from './context.ts'
import { bundledGenome } from './genome/bundled.ts'
import { genomeCalls } from './genome/calls.ts'
import { panelCalls } from './panels/calls.ts'
import { phenotypeCalls } from './phenotype/calls.ts'
import { panelCoverageCalls } from './quality/coverage/calls.ts'
import { qualityCalls } from './quality/gate/calls.ts'
import { indexCoverageCalls } from './reads/index-coverage/calls.ts'
import { readDetailCalls } from './reads/detail/calls.ts'
import { prefetchCalls } from './reads/prefetch/calls.ts'
import { createPrefetcher } from './reads/prefetch/prefetcher.ts'
import { warmEverywhere } from './reads/prefetch/warm-everywhere.ts'
import type { WarmInput } from './reads/prefetch/warm-job.ts'
import { watchedPool } from './reads/prefetch/watched-pool.ts'
import { regionCalls } from './regions/region-calls.ts'
import { variantCalls } from './variants/calls.ts'
import { markCalls } from './variants/mark-calls.ts'
import { queryCalls } from './variants/query-calls.ts'
import { shortlistCalls } from './variants/shortlist-calls.ts'
import { createStores } from './variants/stores.ts'
import { taskCalls } from './work/task-calls.ts'
import { createTasks } from './work/tasks.ts'
import { createWorkerPool } from './work/worker-pool.ts'

export type EngineOptions = EngineSettings & {
  /** Entry of the worker threads, beside the process's own entry. */
  readonly workerFile: URL
}

/** The engine: answers the contract's engine calls and bulk requests; knows no host and no transport. */
export type Engine = {
  /** Validates, runs and answers one call; never rejects. `signal` aborts the work when the caller left. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<Reply<unknown>>
  /** Answers one bulk request (binary data below the bulk root); never rejects. */
  bulk(request: Request): Promise<Response>
  on(listener: <K extends EventName>(name: K, payload: EventPayload<K>) => void): () => void
  dispose(): Promise<void>
}

function isEngineCall(name: string): name is EngineCallName {
  return Object.hasOwn(engineCalls, name)
}

export function createEngine(options: EngineOptions): Engine {
  const listeners = new Set<<K extends EventName>(name: K, payload: EventPayload<K>) => void>()
  const emit: EngineContext['emit'] = (name, payload) => {
    for (const listener of listeners) listener(name, payload)
  }
  const pool = createWorkerPool(options.workerFile, options.workers)
  const prefetcher = createPrefetcher<WarmInput>((input, signal) =>
    warmEverywhere(pool, Math.max(2, options.workers), input, signal),
  )
  const context: EngineContext = {
    ...options,
    roots: options.roots === null ? null : [...options.roots, options.cacheFolder],
    pool: watchedPool(pool, prefetcher),
    tasks: createTasks((task) => emit('task.changed', task)),
    session: createCaseSession(),
    bundled: bundledGenome(options.resources),
    emit,
  }
  keepStores(context)
  context.session.onChange((event, state, sequence) => emit('case.changed', { event, state, sequence }))
  context.session.onLoad((log, state) => emit('case.loaded', { log: [...log], state }))

  const stores = createStores(context)
  const handlers: Handlers<EngineCallName> = {
    ...aboutCalls(context),
    ...caseCalls(context),
    ...caseFileCalls(context),
    ...pedigreeCalls(context),
    ...variantCalls(context, stores),
    ...queryCalls(context, stores),
    ...markCalls(context, stores),
    ...shortlistCalls(context, stores),
    ...panelCalls(context),
    ...phenotypeCalls(context),
    ...annotationCalls(context),
    ...genomeCalls(context),
    ...regionCalls(context),
    ...indexCoverageCalls(context),
    ...panelCoverageCalls(context),
    ...readDetailCalls(context),
    ...prefetchCalls(context, prefetcher),
    ...taskCalls(context),
    ...qualityCalls(context),
  }
  const bulk = bulkHandler(context, stores)

  return {
    async call(name, input, signal) {
      if (!isEngineCall(name)) return { ok: false, error: { kind: 'call/unknown', call: name } }
      const parsed = engineCalls[name].input.safeParse(input)
      if (!parsed.success)
        return { ok: false, error: { kind: 'call/invalid', call: name, detail: parsed.error.message } }
      try {
        // The schema just checked is the one the handler's input type derives from.
        const handler = handlers[name] as (input: unknown, signal: AbortSignal) => Promise<unknown>
        return { ok: true, value: await handler(parsed.data, signal) }
      } catch (thrown) {
        return { ok: false, error: errorOf(thrown) }
      }
    },
    bulk,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async dispose() {
      listeners.clear()
      context.tasks.cancelAll()
      // Whoever holds files of the case lets go of them.
      if (context.session.state() !== null) context.session.append({ kind: 'case-closed' })
      await context.pool.close()
    },
  }
}
