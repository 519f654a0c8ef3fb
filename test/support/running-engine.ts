import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../electron/engine/engine.ts'
import type { LoggedEvent } from '../../shared/case/recorded-event.ts'
import type { CaseFile } from '../../shared/case/case-file.ts'
import type { CaseState } from '../../shared/case/case-state.ts'
import type { CallInput, CallOutput, EngineCallName, EventPayload } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import type { Reply } from '../../shared/contract.ts'
import type { Task } from '../../shared/task/task.ts'

/** The real engine with real worker threads, over a cache folder of its own. */
export type RunningEngine = {
  readonly cacheFolder: string
  readonly tasks: Task[]
  /** All that happened to the open case, and to those before it. */
  readonly log: LoggedEvent[]
  /** @throws {error: CasementError} as an Error whose message is the error */
  call<K extends EngineCallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>>
  /** The error a call is refused with. */
  refusal<K extends EngineCallName>(name: K, input: CallInput<K>): Promise<CasementError>
  bulk(path: string, signal?: AbortSignal): Promise<Response>
  /** Waits until the open case is as wanted; fails after ten seconds with what it is then. */
  until(wanted: (state: CaseState) => boolean): Promise<CaseState>
  /** The file with this base name in the open case. */
  file(name: string): Promise<CaseFile>
  [Symbol.asyncDispose](): Promise<void>
}

const WORKER = new URL('../../electron/engine/work/worker.ts', import.meta.url)
const PATIENCE_MS = 100_000

export function runningEngine(
  options: {
    roots?: readonly string[]
    workers?: number
    casesFolder?: string
    /** The folder of bundled genes; without it there are none. */
    resources?: string
  } = {},
): RunningEngine {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'casement-cache-'))
  const engine = createEngine({
    cacheFolder,
    casesFolder: options.casesFolder ?? join(cacheFolder, 'cases'),
    resources: options.resources ?? join(cacheFolder, 'no-resources'),
    roots: options.roots ?? null,
    version: '0',
    workers: options.workers ?? 1,
    workerFile: WORKER,
  })
  const tasks: Task[] = []
  const log: LoggedEvent[] = []
  const waiting = new Set<() => void>()
  const listen = (name: string, payload: unknown): void => {
    if (name === 'task.changed') tasks.push(payload as Task)
    if (name === 'case.loaded') log.splice(0, Infinity, ...(payload as EventPayload<'case.loaded'>).log)
    if (name === 'case.changed') {
      const { event, sequence } = payload as EventPayload<'case.changed'>
      log.push({ event, sequence })
    }
    for (const look of waiting) look()
  }
  engine.on(listen)
  const { signal } = new AbortController()
  // The engine validates what comes in; what it answers is what the contract says.
  const ask = async <K extends EngineCallName>(name: K, input: CallInput<K>) =>
    (await engine.call(name, input, signal)) as Reply<CallOutput<K>>

  const running: RunningEngine = {
    cacheFolder,
    tasks,
    log,
    async call(name, input) {
      const reply = await ask(name, input)
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`)
      return reply.value
    },
    async refusal(name, input) {
      const reply = await ask(name, input)
      if (reply.ok) throw new Error(`${name} was not refused`)
      return reply.error
    },
    bulk: (path, gone = signal) =>
      engine.bulk(new Request(`http://casement.test/bulk/${path}`, { signal: gone })),
    async until(wanted) {
      const state = async (): Promise<CaseState | null> => running.call('case.state', {})
      const end = Date.now() + PATIENCE_MS
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          waiting.add(resolve)
          setTimeout(resolve, 500)
        })
        const now = await state()
        if (now !== null && wanted(now)) return now
        if (Date.now() > end) throw new Error(`the case is still ${JSON.stringify(now, null, 1)}`)
        await changed
        waiting.clear()
      }
    },
    async file(name) {
      const state = await running.call('case.state', {})
      const found = state?.files.find((f) => f.name === name)
      if (!found) throw new Error(`the case has no ${name}`)
      return found
    },
    async [Symbol.asyncDispose]() {
      await engine.dispose()
      rmSync(cacheFolder, { recursive: true, force: true })
    },
  }
  return running
}

/** Every index of the case is there, or it is said why not. */
export const settled = (state: CaseState): boolean =>
  state.files.every((f) => f.index.state !== 'missing' && f.index.state !== 'building')
