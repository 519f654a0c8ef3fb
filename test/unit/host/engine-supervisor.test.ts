import { describe, expect, it } from 'vitest'
import type { CaseEvent } from '../../../shared/case/case-event.ts'
import { applyCaseEvent, foldCase } from '../../../shared/case/case-state.ts'
import { type EngineSupervisor, superviseEngine } from '../../../electron/host/engine-supervisor.ts'
import { createRestartPolicy } from '../../../electron/host/restart-policy.ts'
import { createFakeEngine, type FakeEngine, settle } from './fake-engine.ts'

const opened: CaseEvent = {
  kind: 'case-opened',
  id: 'c1',
  label: 'Family 7',
  synthetic: false,
  paths: ['/data/family'],
}
const built: CaseEvent = { kind: 'build-set', build: 'GRCh38' }

function start(options: { readyTimeoutMs?: number } = {}): {
  engines: FakeEngine[]
  current: () => FakeEngine
  supervisor: EngineSupervisor
  states: string[]
} {
  const engines: FakeEngine[] = []
  const supervisor = superviseEngine({
    start: () => {
      const engine = createFakeEngine()
      engines.push(engine)
      return engine
    },
    policy: createRestartPolicy(1),
    stopTimeoutMs: 20,
    ...options,
  })
  const states: string[] = []
  supervisor.on((name, payload) => {
    if (name === 'engine.state' && typeof payload === 'object' && payload !== null && 'state' in payload)
      states.push(String(payload.state))
  })
  const current = (): FakeEngine => {
    const last = engines.at(-1)
    if (last === undefined) throw new Error('no engine was started')
    return last
  }
  return { engines, current, supervisor, states }
}

function tell(engine: FakeEngine, events: readonly CaseEvent[]): void {
  let state = foldCase([])
  for (const event of events) {
    state = applyCaseEvent(state, event)
    engine.say({ type: 'event', name: 'case.changed', payload: { event, state, sequence: null } })
  }
}

async function dieAndReturn(all: ReturnType<typeof start>): Promise<void> {
  const before = all.engines.length
  all.current().die('exit code 1')
  while (all.engines.length === before) await settle()
  all.current().say({ type: 'ready' })
  await settle()
}

describe('the supervised engine', () => {
  it('holds a call until the engine is ready', async () => {
    const { current, supervisor } = start()
    const pending = supervisor.call('case.state', {})
    await settle()
    expect(current().posted).toEqual([])
    current().say({ type: 'ready' })
    await settle()
    current().say({ type: 'reply', id: current().last('call').id, reply: { ok: true, value: null } })
    expect(await pending).toEqual({ ok: true, value: null })
  })

  it('gives up waiting after a while, with an error that names the call', async () => {
    const { supervisor } = start({ readyTimeoutMs: 10 })
    expect(await supervisor.call('case.state', {})).toMatchObject({
      ok: false,
      error: { kind: 'engine/died', call: 'case.state' },
    })
  })

  it('restarts a dead engine, replays the open case, and only then lets calls through', async () => {
    const all = start()
    all.current().say({ type: 'ready' })
    tell(all.current(), [opened, built])
    await settle()
    const pending = all.supervisor.call('variants.page', {})
    await settle()
    await dieAndReturn(all)
    expect(await pending).toMatchObject({ ok: false, error: { kind: 'engine/died', call: 'variants.page' } })

    const later = all.supervisor.call('case.state', {})
    await settle()
    const restore = all.current().last('call')
    expect(restore).toMatchObject({
      name: 'case.restore',
      input: { log: [{ event: opened }, { event: built }] },
    })
    expect(all.current().posted).toHaveLength(1)

    all.current().say({ type: 'reply', id: restore.id, reply: { ok: true, value: null } })
    await settle()
    expect(all.current().last('call').name).toBe('case.state')
    all.current().say({ type: 'reply', id: all.current().last('call').id, reply: { ok: true, value: 1 } })
    expect(await later).toEqual({ ok: true, value: 1 })
    expect(all.states).toEqual(['ready', 'down', 'restarted'])
    expect(all.supervisor.state()).toEqual({ state: 'ready', detail: null })
  })

  it('lets a call that waits for an engine that never came up have the next one', async () => {
    const all = start()
    const pending = all.supervisor.call('case.state', {})
    await dieAndReturn(all)
    all.current().say({ type: 'reply', id: all.current().last('call').id, reply: { ok: true, value: 7 } })
    expect(await pending).toEqual({ ok: true, value: 7 })
  })

  it('keeps a call made while its predecessor is failing away from the dead process', async () => {
    const all = start()
    all.current().say({ type: 'ready' })
    await settle()
    const first = all.supervisor.call('a', {})
    await settle()
    const second = first.then(() => all.supervisor.call('b', {}))
    await dieAndReturn(all)
    expect(all.current().last('call').name).toBe('b')
    all.current().say({ type: 'reply', id: all.current().last('call').id, reply: { ok: true, value: 8 } })
    expect(await second).toEqual({ ok: true, value: 8 })
  })

  it('keeps the case even when the engine dies again while it is being restored', async () => {
    const all = start()
    all.current().say({ type: 'ready' })
    tell(all.current(), [opened, built])
    await dieAndReturn(all)
    // Half of the events come back, then it dies.
    tell(all.current(), [opened])
    await dieAndReturn(all)
    expect(all.current().last('call')).toMatchObject({
      input: { log: [{ event: opened }, { event: built }] },
    })
  })

  it('says what went wrong when the case could not be restored', async () => {
    const all = start()
    all.current().say({ type: 'ready' })
    tell(all.current(), [opened])
    await dieAndReturn(all)
    const details: unknown[] = []
    all.supervisor.on((name, payload) => name === 'engine.state' && details.push(payload))
    all.current().say({
      type: 'reply',
      id: all.current().last('call').id,
      reply: { ok: false, error: { kind: 'file/not-found', file: '/data/family/a.bam' } },
    })
    await settle()
    expect(details).toEqual([{ state: 'restarted', detail: expect.stringContaining('a.bam') }])
  })

  it('does not show the views a case being closed and opened while it is restored', async () => {
    const all = start()
    all.current().say({ type: 'ready' })
    tell(all.current(), [opened])
    await settle()
    await dieAndReturn(all)
    const heard: string[] = []
    all.supervisor.on((name) => heard.push(name))
    tell(all.current(), [opened])
    all.current().say({ type: 'reply', id: all.current().last('call').id, reply: { ok: true, value: null } })
    await settle()
    expect(heard).toEqual(['engine.state'])
    tell(all.current(), [built])
    expect(heard).toEqual(['engine.state', 'case.changed'])
  })

  it('forgets a case that was closed', async () => {
    const all = start()
    all.current().say({ type: 'ready' })
    tell(all.current(), [opened, { kind: 'case-closed' }])
    await settle()
    await dieAndReturn(all)
    expect(all.current().posted).toEqual([])
    expect(all.states).toEqual(['ready', 'down', 'restarted'])
  })

  it('fails for good after five deaths in a minute', async () => {
    const all = start()
    for (let deaths = 1; deaths < 5; deaths++) await dieAndReturn(all)
    all.current().die('exit code 134')
    await settle()
    expect(all.engines).toHaveLength(5)
    expect(all.supervisor.state()).toEqual({ state: 'failed', detail: 'exit code 134' })
    expect(await all.supervisor.call('case.state', {})).toMatchObject({
      ok: false,
      error: { kind: 'engine/died', detail: 'exit code 134' },
    })
    const response = await all.supervisor.bulk(new Request('http://127.0.0.1/bulk/x'))
    expect(response.status).toBe(500)
  })

  it('asks the engine to end, and kills it when it does not', async () => {
    const all = start()
    all.current().say({ type: 'ready' })
    await settle()
    await all.supervisor.stop()
    expect(all.current().last('shutdown')).toEqual({ type: 'shutdown' })
    expect(all.current().killed()).toBe(true)
    expect(all.engines).toHaveLength(1)
  })
})

describe('the restart policy', () => {
  it('waits longer after each death of the last minute, and forgets older ones', () => {
    const policy = createRestartPolicy(100)
    expect([0, 1000, 2000].map((now) => policy.afterDeath(now))).toEqual([100, 200, 400])
    expect(policy.afterDeath(120_000)).toBe(100)
  })

  it('gives up at the fifth', () => {
    const policy = createRestartPolicy(100)
    expect([1, 2, 3, 4, 5].map((now) => policy.afterDeath(now))).toEqual([100, 200, 400, 800, null])
  })
})
