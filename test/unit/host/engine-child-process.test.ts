import { afterEach, describe, expect, it } from 'vitest'
import { forkEngine } from '../../../electron/host/engine-child-process.ts'
import type { EngineProcess } from '../../../electron/host/engine-port.ts'
import { type EngineSupervisor, superviseEngine } from '../../../electron/host/engine-supervisor.ts'
import { createRestartPolicy } from '../../../electron/host/restart-policy.ts'

const ENTRY = new URL('./toy-engine-process.ts', import.meta.url)

let running: EngineSupervisor | null = null
afterEach(async () => {
  await running?.stop()
  running = null
})

function start(): { supervisor: EngineSupervisor; kill: () => void; states: () => string[] } {
  let process: EngineProcess | null = null
  const supervisor = superviseEngine({
    start: () => {
      process = forkEngine(ENTRY, {
        cacheFolder: '/tmp',
        casesFolder: null,
        resources: '/tmp',
        roots: null,
        version: '0',
        workers: 1,
      })
      return process
    },
    policy: createRestartPolicy(1),
  })
  running = supervisor
  const states: string[] = []
  supervisor.on((name, payload) => {
    if (name === 'engine.state') states.push(JSON.stringify(payload))
  })
  return { supervisor, kill: () => process?.kill(), states: () => states }
}

const aborts = async (supervisor: EngineSupervisor): Promise<unknown> => {
  const reply = await supervisor.call('aborted', {})
  return reply.ok ? reply.value : null
}

describe('the engine in a process of its own', () => {
  it('is killed, and comes back', async () => {
    const { supervisor, kill } = start()
    expect(await supervisor.call('echo', { a: 1 })).toEqual({ ok: true, value: { a: 1 } })
    const pending = supervisor.call('hang', {})
    // The toy answers in order: once `echo` is back, `hang` is under way.
    await supervisor.call('echo', {})
    kill()
    expect(await pending).toMatchObject({ ok: false, error: { kind: 'engine/died', call: 'hang' } })
    expect(await supervisor.call('echo', 'again')).toEqual({ ok: true, value: 'again' })
  })

  it('leaves its last words', async () => {
    const { supervisor } = start()
    expect(await supervisor.call('crash', {})).toMatchObject({
      ok: false,
      error: { kind: 'engine/died', detail: expect.stringMatching(/exit code 3[^]*out of memory/) },
    })
  })

  it('streams a body larger than the window, whole', async () => {
    const { supervisor } = start()
    const response = await supervisor.bulk(
      new Request('http://127.0.0.1/bulk/zeros?n=5000001', { headers: { range: 'bytes=0-' } }),
    )
    expect(response.headers.get('x-range')).toBe('bytes=0-')
    expect((await response.arrayBuffer()).byteLength).toBe(5_000_001)
  })

  it('stops a body whose reader left', async () => {
    const { supervisor } = start()
    const response = await supervisor.bulk(new Request('http://127.0.0.1/bulk/zeros?n=1e12'))
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await expect.poll(() => aborts(supervisor)).toBe(1)
  })

  it('stops the work on a request that was aborted before its answer', async () => {
    const { supervisor } = start()
    const gone = new AbortController()
    const answer = supervisor.bulk(new Request('http://127.0.0.1/bulk/hang', { signal: gone.signal }))
    await supervisor.call('echo', {})
    gone.abort()
    await expect(answer).rejects.toThrow(/abort/i)
    await expect.poll(() => aborts(supervisor)).toBe(1)
  })

  it('cancels a call', async () => {
    const { supervisor } = start()
    const left = new AbortController()
    const pending = supervisor.call('hang', {}, left.signal)
    await supervisor.call('echo', {})
    left.abort()
    expect(await pending).toMatchObject({ ok: false, error: { kind: 'task/cancelled' } })
    await expect.poll(() => aborts(supervisor)).toBe(1)
  })

  it('that cannot even be started fails, and says why', async () => {
    const supervisor = superviseEngine({
      start: () =>
        forkEngine(new URL('./no-such-engine.ts', import.meta.url), {
          cacheFolder: '',
          casesFolder: null,
          resources: '',
          roots: null,
          version: '0',
          workers: 1,
        }),
      policy: createRestartPolicy(1),
    })
    await expect.poll(() => supervisor.state().state).toBe('failed')
    expect(supervisor.state().detail).toContain('no-such-engine')
    expect(await supervisor.call('echo', {})).toMatchObject({ error: { kind: 'engine/died' } })
    await supervisor.stop()
  })
})
