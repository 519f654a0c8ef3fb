import { describe, expect, it } from 'vitest'
import { asksForMarks } from '../../../../renderer/app/list/marks.ts'
import { toggleMark, toggleMarkedOnly } from '../../../../renderer/app/mark-commands.ts'
import { createSession, startSession } from '../../../../renderer/app/session.ts'
import { PLAIN_VIEW } from '../../../../renderer/app/stores/list-store.ts'
import type { CaseEvent } from '../../../../shared/case/case-event.ts'
import { applyCaseEvent, type CaseState } from '../../../../shared/case/case-state.ts'
import { MARKED_PRESET } from '../../../../shared/filter/built-in-presets.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { type VariantKey, variantKey } from '../../../../shared/variant/variant-key.ts'
import type { ListFilter } from '../../../../shared/variant/variant-query.ts'
import { fakeAnswers, fakeBlock, fakeCase, fakeRow, importedCase } from '../../../support/fake-case.ts'
import { createFakeClient } from '../../../support/fake-client.ts'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
const ROWS = Array.from({ length: 14 }, (_, i) => fakeRow(i))

/** A session whose engine keeps marks as the real one does: by events. */
async function started(open: CaseState) {
  let state: CaseState | null = open
  const client = createFakeClient(fakeAnswers(ROWS, open))
  const lost: VariantKey[] = []
  client.answer('variants.mark', async ({ variant, marked }) => {
    const event: CaseEvent = { kind: 'variant-marked', variant, marked }
    state = applyCaseEvent(state, event)
    client.emit('case.changed', { sequence: null, event, state })
    return {}
  })
  client.answer('variants.lostMarks', async () => lost)
  client.answer('variants.setList', async () => ({}))
  client.answer('variants.count', async () => ({ passing: 14, total: 14, effects: [] }))
  client.answer('variants.placeOf', async () => ({ place: 0, before: 0 }))
  const session = createSession(client)
  startSession(session)
  await settle()
  const marks = () => session.cases.getState().current?.marks
  const asked = (name: string): number => client.made.filter((call) => call.name === name).length
  return { client, session, marks, lost, asked }
}

describe('marking', () => {
  it('works before the import, and undoes itself', async () => {
    const { session, marks } = await started(fakeCase())
    await toggleMark(session, fakeRow(3))
    expect(marks()).toEqual([variantKey(fakeRow(3))])
    await toggleMark(session, fakeRow(3))
    expect(marks()).toEqual([])
  })

  it('says why a reference block is not marked, and what the engine refuses', async () => {
    const { session, client, marks } = await started(fakeCase())
    await toggleMark(session, fakeBlock(0, 0))
    expect(session.view.getState().said).toContain('is not a variant')
    client.answer('variants.mark', async () => {
      throw new Fault({ kind: 'case/unknown-file', id: 'f9' })
    })
    await toggleMark(session, fakeRow(0))
    expect(session.view.getState().said).toContain('The case has no file f9')
    expect(marks()).toEqual([])
  })

  it('asks for the list again only where the list follows from the marks', async () => {
    const { session, asked } = await started(importedCase())
    const before = asked('variants.page')
    await toggleMark(session, fakeRow(3))
    await settle()
    expect(asked('variants.page')).toBe(before)
    toggleMarkedOnly(session)
    await settle()
    const filtered = asked('variants.page')
    expect(filtered).toBeGreaterThan(before)
    await toggleMark(session, fakeRow(3))
    await settle()
    expect(asked('variants.page')).toBeGreaterThan(filtered)
  })

  it('tells marks that the file no longer has, of a file that has marks', async () => {
    const { session, lost, asked } = await started(importedCase())
    expect(asked('variants.lostMarks')).toBe(0)
    lost.push(variantKey(fakeRow(3)))
    await toggleMark(session, fakeRow(3))
    await settle()
    expect(session.marks.getState().lost).toEqual([variantKey(fakeRow(3))])
    await toggleMark(session, fakeRow(3))
    await settle()
    expect(session.marks.getState().lost).toEqual([])
    expect(asked('variants.lostMarks')).toBe(1)
  })
})

describe('listing only what is marked', () => {
  it('is a filter like any other, put in and taken out', async () => {
    const { session } = await started(importedCase())
    const expressions = () => session.list.getState().view.filters.map(({ expression }) => expression)
    const other: ListFilter = { expression: 'qual > 3', missing: 'drop', enabled: true, label: null }
    session.list.getState().addFilters([other])
    toggleMarkedOnly(session)
    expect(expressions()).toEqual(['qual > 3', ...MARKED_PRESET.filters.map(({ expression }) => expression)])
    toggleMarkedOnly(session)
    expect(expressions()).toEqual(['qual > 3'])
  })

  it('waits for the import, and says so', async () => {
    const { session } = await started(fakeCase())
    toggleMarkedOnly(session)
    expect(session.list.getState().view.filters).toEqual([])
    expect(session.view.getState().said).toContain('when the file has been imported')
  })

  it('is known from filters and order', () => {
    const filter = (expression: string): ListFilter => ({
      expression,
      missing: 'drop',
      enabled: true,
      label: null,
    })
    expect(asksForMarks(PLAIN_VIEW)).toBe(false)
    expect(asksForMarks({ ...PLAIN_VIEW, filters: [filter('info.unmarked > 1')] })).toBe(false)
    expect(asksForMarks({ ...PLAIN_VIEW, filters: [filter('qual > 3 or Marked')] })).toBe(true)
    expect(asksForMarks({ ...PLAIN_VIEW, sort: [{ column: 'marked', descending: true }] })).toBe(true)
  })
})
