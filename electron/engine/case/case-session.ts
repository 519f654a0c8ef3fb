import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseFile } from '../../../shared/case/case-file.ts'
import { type CaseState, applyCaseEvent } from '../../../shared/case/case-state.ts'
import { Fault } from '../../../shared/errors/fault.ts'

/** The open case: its events and the state they fold to. */
export type CaseSession = {
  /** The state, or null when no case is open. */
  state(): CaseState | null
  /** @throws Fault `case/none-open` */
  require(): CaseState
  /** @throws Fault `case/none-open`, `case/unknown-file` */
  file(id: string): CaseFile
  events(): readonly CaseEvent[]
  append(event: CaseEvent): void
  /** Called after the state changed; returns the way to stop listening. */
  onChange(listener: (event: CaseEvent, state: CaseState | null) => void): () => void
}

export function createCaseSession(): CaseSession {
  let events: CaseEvent[] = []
  let state: CaseState | null = null
  const listeners = new Set<(event: CaseEvent, state: CaseState | null) => void>()

  const require = (): CaseState => {
    if (state === null) throw new Fault({ kind: 'case/none-open' })
    return state
  }
  return {
    state: () => state,
    require,
    file(id) {
      const found = require().files.find((f) => f.id === id)
      if (!found) throw new Fault({ kind: 'case/unknown-file', id })
      return found
    },
    events: () => events,
    append(event) {
      // A new case starts a new list: the events of the one before are that case's own.
      events = event.kind === 'case-opened' ? [event] : [...events, event]
      state = applyCaseEvent(state, event)
      for (const listener of listeners) listener(event, state)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
