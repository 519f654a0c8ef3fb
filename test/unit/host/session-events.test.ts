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
  for (const event of events) session.observe(name, { event, state: null })
  return session.all()
}

describe('what is remembered of a case', () => {
  it('is its events, in order', () => {
    expect(remembered([opened('a'), build])).toEqual([opened('a'), build])
  })
  it('begins anew with the next case', () => {
    expect(remembered([opened('a'), build, opened('b')])).toEqual([opened('b')])
  })
  it('ends with its closing', () => {
    expect(remembered([opened('a'), { kind: 'case-closed' }, build])).toEqual([])
  })
  it('is nothing of what is no event of a case', () => {
    expect(remembered([opened('a')], 'task.changed')).toEqual([])
    expect(remembered([{ kind: 'unheard-of' }, null])).toEqual([])
  })
})
