import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallOutput, Client, EventPayload } from '../../../shared/contract.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'

type HostInfo = CallOutput<'host.info'>
type About = CallOutput<'app.about'>
export type EngineState = EventPayload<'engine.state'>

/** What runs the window: the host (desktop or loopback), the engine process and what both say of themselves. */
export type HostState = {
  info: HostInfo | null
  about: About | null
  engine: EngineState
  /** Grows with every restart of the engine: views that hold engine data reload when it changes. */
  generation: number
  error: CasementError | null
  load: () => Promise<void>
  setEngine: (engine: EngineState) => void
}

export type HostStore = StoreApi<HostState>

export function createHostStore(client: Client): HostStore {
  return createStore<HostState>()((set) => ({
    info: null,
    about: null,
    engine: { state: 'starting', detail: null },
    generation: 0,
    error: null,
    async load() {
      try {
        set({ info: await client.call('host.info', {}) })
        const about = await client.call('app.about', {})
        // An engine that answers is ready, whatever was announced before we listened.
        set((s) => ({
          about,
          error: null,
          engine: s.engine.state === 'starting' ? { state: 'ready', detail: null } : s.engine,
        }))
      } catch (thrown) {
        set({ error: errorOf(thrown) })
      }
    },
    setEngine(engine) {
      set((s) => ({ engine, generation: engine.state === 'restarted' ? s.generation + 1 : s.generation }))
    },
  }))
}
