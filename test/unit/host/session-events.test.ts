import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '../../../shared/case/case-event.ts'
import { createSessionEvents } from '../../../electron/host/session-events.ts'

const opened = (id: string): CaseEvent => ({
  kind: 'case-opened',
  id,
  label: id,
  synthetic: false,
  paths: [],
})
const build: CaseEvent = { kind: 'build-set', build: 'GRCh37' }

function remembered(events: readonly unknown[], name = 'case.changed') {
  const session = createSessionEvents()
  for (const [i, event] of events.entries()) session.observe(name, { event, sequence: i + 1, state: null })
  return session.all()
}
const numbered = (...events: readonly [number, CaseEvent][]) =>
  events.map(([sequence, event]) => ({ sequence, event }))

describe('what is remembered of a case', () => {
  it('is its events, in order', () => {
    expect(remembered([opened('a'), build])).toEqual(numbered([1, opened('a')], [2, build]))
  })
  it('begins anew with the next case', () => {
    expect(remembered([opened('a'), build, opened('b')])).toEqual(numbered([3, opened('b')]))
  })
  it('is what a case had before, when it was opened from its file', () => {
    const session = createSessionEvents()
    session.observe('case.changed', { event: opened('a'), sequence: 1, state: null })
    const log = numbered([1, opened('b')], [2, build])
    session.observe('case.loaded', { log, state: null })
    expect(session.all()).toEqual(log)
  })
  it('ends with its closing', () => {
    expect(remembered([opened('a'), { kind: 'case-closed' }, build])).toEqual([])
  })
  it('is nothing of what is no event of a case', () => {
    expect(remembered([opened('a')], 'task.changed')).toEqual([])
    expect(remembered([{ kind: 'unheard-of' }, null])).toEqual([])
  })
})
