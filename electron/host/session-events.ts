import type { CaseEvent } from '../../shared/case/case-event.ts'
import { events } from '../../shared/contract.ts'

/** The open case as its events, remembered outside the engine so that the case outlives it. */
export type SessionEvents = {
  /** Takes note of `case.changed`; other events are none of its business. */
  observe(name: string, payload: unknown): void
  all(): readonly CaseEvent[]
}

/** @param known events of a case that is open already */
export function createSessionEvents(known: readonly CaseEvent[] = []): SessionEvents {
  let remembered = [...known]
  return {
    observe(name, payload) {
      if (name !== 'case.changed') return
      const parsed = events['case.changed'].safeParse(payload)
      if (!parsed.success) return
      const { event } = parsed.data
      if (event.kind === 'case-opened') remembered = [event]
      else if (event.kind === 'case-closed') remembered = []
      else if (remembered.length > 0) remembered.push(event)
    },
    all: () => remembered,
  }
}
