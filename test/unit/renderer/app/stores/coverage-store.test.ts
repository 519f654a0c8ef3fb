import { expect, it } from 'vitest'
import { createSession, startSession } from '../../../../../renderer/app/session.ts'
import type { CaseState } from '../../../../../shared/case/case-state.ts'
import type { CoverageState } from '../../../../../shared/quality/coverage-state.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import { fakeAnswers, fakeCase, fakeRow, fakeTask } from '../../../../support/fake-case.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

/** Longer than the pause after a change of the case. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250))

const panel: CaseState['panels'][number]['panel'] = {
  name: 'Epilepsy',
  id: null,
  version: null,
  date: null,
  source: 'gene list',
  digest: 'd1',
  genes: [],
  regions: [],
  unrecognised: [],
  resolved: [],
  ambiguous: [],
  repeated: [],
}
const state = (change: Partial<CoverageState> = {}): CoverageState => ({
  plan: null,
  problem: null,
  withoutReads: [],
  counting: null,
  counted: null,
  stale: false,
  ...change,
})

async function started(panels: CaseState['panels']) {
  const open = { ...fakeCase(), panels }
  const client = createFakeClient(fakeAnswers([fakeRow(0)], open))
  let now = state()
  client.answer('coverage.panel', async () => now)
  const session = createSession(client)
  const stop = startSession(session)
  // The case comes first.
  while (session.cases.getState().current === null) await new Promise((resolve) => setTimeout(resolve, 5))
  await settle()
  const asked = (): unknown[] =>
    client.made.flatMap(({ name, input }) => (name === 'coverage.panel' ? [input] : []))
  return { client, session, stop, open, asked, set: (next: CoverageState) => (now = next) }
}

const IN_USE = [{ panel, inUse: true }]
const PANELS = { of: { kind: 'panels' }, transcripts: 'canonical' } as const

it('asks nothing while no panel is in use and the page is closed', async () => {
  const { asked, session, stop } = await started([{ panel, inUse: false }])
  expect(asked()).toEqual([])
  session.coverage.getState().setLooking(true)
  await settle()
  expect(asked()).toEqual([PANELS])
  stop()
})

it('asks again when panels change, not when a variant is marked', async () => {
  const { asked, client, open, session, stop } = await started(IN_USE)
  expect(asked()).toEqual([PANELS])
  const mark = { file: 'trio.vcf.gz', contig: 'chr7', position: 5, ref: 'A', alt: 'T' }
  const event = { kind: 'variant-marked', variant: mark, marked: true } as const
  const marked = { ...open, revision: open.revision + 1, marks: [mark] }
  client.emit('case.changed', { event, state: marked, sequence: 1 })
  await settle()
  expect(asked()).toHaveLength(1)
  const off = { ...marked, revision: marked.revision + 1, panels: [{ panel, inUse: false }] }
  client.emit('case.changed', {
    event: { kind: 'panel-used', digest: 'd1', inUse: false },
    state: off,
    sequence: 2,
  })
  await settle()
  expect(session.coverage.getState().ofPanels).toBeNull()
  stop()
})

it('counts, and takes up what was counted when the task has ended', async () => {
  const { client, session, set, asked, stop } = await started(IN_USE)
  const task = { ...fakeTask('t7'), id: 't7', state: 'running' } as const
  client.answer('coverage.countPanel', async () => {
    set(state({ counting: 't7' }))
    return task
  })
  await session.coverage.getState().countPanels()
  expect(session.coverage.getState().ofPanels?.counting).toBe('t7')
  const before = asked().length
  client.emit('task.changed', { ...task, id: 't8', state: 'done' })
  client.emit('task.changed', { ...task, done: 2 })
  await settle()
  expect(asked()).toHaveLength(before)
  set(state({ stale: true }))
  client.emit('task.changed', { ...task, state: 'done' })
  await settle()
  expect(session.coverage.getState().ofPanels).toMatchObject({ counting: null, stale: true })
  stop()
})

it('takes up what was counted when the news of its end comes before the answer that it is under way', async () => {
  const { client, session, stop } = await started(IN_USE)
  const task = { ...fakeTask('t7'), id: 't7', state: 'running' } as const
  client.answer('coverage.countPanel', async () => task)
  client.answer('coverage.panel', async () => {
    // Answered while it was counted; it has ended by the time this arrives, and whoever asks again is told so.
    client.answer('coverage.panel', async () => state({ stale: true }))
    client.emit('task.changed', { ...task, state: 'done' })
    return state({ counting: 't7' })
  })
  await session.coverage.getState().countPanels()
  await settle()
  expect(session.coverage.getState().ofPanels).toMatchObject({ counting: null, stale: true })
  stop()
})

it('keeps why it could not be counted', async () => {
  const { client, session, stop } = await started(IN_USE)
  client.answer('coverage.countPanel', async () => {
    throw new Fault({ kind: 'coverage/no-reads' })
  })
  await session.coverage.getState().count()
  expect(session.coverage.getState().error).toEqual({ kind: 'coverage/no-reads' })
  stop()
})
