import type { EventName, EventPayload, Reply } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { errorResponse } from '../engine/error-response.ts'
import { type EngineLink, linkEngine } from './engine-link.ts'
import type { EngineProcess } from './engine-port.ts'
import { createRestartPolicy, type RestartPolicy } from './restart-policy.ts'
import { createSessionEvents, type SessionEvents } from './session-events.ts'

type EngineState = EventPayload<'engine.state'>
type EventListener = (name: EventName, payload: unknown) => void

/** One engine that seems to live for ever: behind it, processes that may die and are replaced. */
export type EngineSupervisor = {
  /** Never rejects. While the engine restarts the call waits for it, at most `readyTimeoutMs`. */
  call(name: string, input: unknown, signal?: AbortSignal): Promise<Reply<unknown>>
  /** Rejects only when the request's own signal aborts. */
  bulk(request: Request): Promise<Response>
  on(listener: EventListener): () => void
  /** What a view that has just connected should be told. */
  state(): EngineState
  /** Ends the engine: asks first, kills after `stopTimeoutMs`. */
  stop(): Promise<void>
}

export type SupervisorOptions = {
  readonly start: () => EngineProcess
  readonly policy?: RestartPolicy
  /** ms */
  readonly readyTimeoutMs?: number
  /** ms */
  readonly stopTimeoutMs?: number
}

export function superviseEngine(options: SupervisorOptions): EngineSupervisor {
  const { start, policy = createRestartPolicy(), readyTimeoutMs = 20_000, stopTimeoutMs = 3000 } = options
  const listeners = new Set<EventListener>()
  let session = createSessionEvents()
  /** While a case is being restored: its events again, which count only once all of them are there. */
  let restoring: SessionEvents | null = null
  let state: EngineState = { state: 'starting', detail: null }
  let link: EngineLink | null = null
  /** The link that calls may use, or null for none ever again; a new promise once its process has died. */
  let usable = Promise.withResolvers<EngineLink | null>()
  let inUse: EngineLink | null = null
  let stopped = false

  const emit = (name: EventName, payload: unknown): void => {
    const memory = restoring ?? session
    memory.observe(name, payload)
    // Views keep what they show until `restarted`: to them the case was never closed and opened again.
    if (restoring !== null && (name === 'case.changed' || name === 'case.loaded')) return
    for (const listener of listeners) listener(name, payload)
  }
  const enter = (next: EngineState): void => {
    state = next.state === 'restarted' ? { ...next, state: 'ready' } : next
    emit('engine.state', next)
  }

  /** Rebuilds the case that was open; the sentence says what went wrong, null when nothing did. */
  const restore = async (on: EngineLink): Promise<string | null> => {
    const log = session.all()
    if (log.length === 0) return null
    const restored = createSessionEvents(log)
    restoring = restored
    const reply = await on.call('case.restore', { log: [...log] })
    restoring = null
    if (!reply.ok) return sentence(reply.error)
    session = restored
    return null
  }

  /** Runs one process from its start to its death, which is told in words. */
  const launch = async (again: boolean): Promise<string> => {
    let alive = true
    const current = linkEngine(start(), {
      event: emit,
      death: () => {
        alive = false
        if (inUse === current) usable = Promise.withResolvers<EngineLink | null>()
      },
    })
    link = current
    await Promise.race([current.ready, current.died])
    const problem = again && alive ? await restore(current) : null
    if (alive) {
      inUse = current
      usable.resolve(current)
      enter({ state: again ? 'restarted' : 'ready', detail: problem })
    }
    return current.died
  }

  const keepAlive = async (): Promise<void> => {
    for (let again = false; ; again = true) {
      const detail = await launch(again)
      if (stopped) return
      const waitMs = policy.afterDeath(Date.now())
      enter({ state: waitMs === null ? 'failed' : 'down', detail })
      if (waitMs === null) {
        usable.resolve(null)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      if (stopped) return
    }
  }

  /** The link to use now, or why there is none. */
  const available = async (what: string): Promise<EngineLink | CasementError> => {
    const died = (detail: string): CasementError => ({ kind: 'engine/died', call: what, detail })
    if (stopped) return died('stopped')
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), readyTimeoutMs)
    })
    const found = await Promise.race([usable.promise, late])
    clearTimeout(timer)
    if (found === 'late') return died(`not ready after ${readyTimeoutMs} ms`)
    return found ?? died(state.detail ?? '')
  }

  void keepAlive()

  return {
    async call(name, input, signal) {
      const found = await available(name)
      return 'kind' in found ? { ok: false, error: found } : found.call(name, input, signal)
    },
    async bulk(request) {
      const found = await available(new URL(request.url).pathname)
      return 'kind' in found ? errorResponse(found) : found.bulk(request)
    },
    on(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    state: () => state,
    async stop() {
      stopped = true
      const last = link
      if (last === null) return
      last.shutdown()
      const timer = setTimeout(() => last.kill(), stopTimeoutMs)
      await last.died
      clearTimeout(timer)
    },
  }
}
