import type { LoggedEvent } from '../../shared/case/recorded-event.ts'
import { events } from '../../shared/contract.ts'

/** The open case as its events, remembered outside the engine so that the case outlives it. */
export type SessionEvents = {
  /** Takes note of `case.changed`; other events are none of its business. */
  observe(name: string, payload: unknown): void
  all(): readonly LoggedEvent[]
}

/** @param known events of a case that is open already */
export function createSessionEvents(known: readonly LoggedEvent[] = []): SessionEvents {
  let remembered = [...known]
  return {
    observe(name, payload) {
      if (name === 'case.loaded') {
        const parsed = events['case.loaded'].safeParse(payload)
        if (parsed.success) remembered = parsed.data.log
      }
      if (name !== 'case.changed') return
      const parsed = events['case.changed'].safeParse(payload)
      if (!parsed.success) return
      const { event, sequence } = parsed.data
      if (event.kind === 'case-opened') remembered = [{ event, sequence }]
      else if (event.kind === 'case-closed') remembered = []
      else if (remembered.length > 0) remembered.push({ event, sequence })
    },
    all: () => remembered,
  }
}
