import { describe, expect, it } from 'vitest'
import { linkEngine } from '../../../electron/host/engine-link.ts'
import { createFakeEngine, settle } from './fake-engine.ts'

const never = { event: () => undefined }

describe('calls over the link', () => {
  it('answers each call with its own reply, whatever the order', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const first = link.call('a', 1)
    const idOfFirst = engine.last('call').id
    const second = link.call('b', 2)
    engine.say({ type: 'reply', id: engine.last('call').id, reply: { ok: true, value: 'of b' } })
    engine.say({ type: 'reply', id: idOfFirst, reply: { ok: true, value: 'of a' } })
    expect(await first).toEqual({ ok: true, value: 'of a' })
    expect(await second).toEqual({ ok: true, value: 'of b' })
  })

  it('tells the engine when the caller has left, and answers at once', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const left = new AbortController()
    const pending = link.call('slow', {}, left.signal)
    left.abort()
    expect(await pending).toEqual({ ok: false, error: { kind: 'task/cancelled', title: 'slow' } })
    expect(engine.last('cancel').id).toBe(engine.last('call').id)
  })

  it('fails what is pending, and what comes later, when the engine dies', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const pending = link.call('case.open', {})
    engine.die('exit code 9')
    const error = { kind: 'engine/died', call: 'case.open', detail: 'exit code 9' }
    expect(await pending).toEqual({ ok: false, error })
    expect(await link.call('case.open', {})).toEqual({ ok: false, error })
    expect(await link.died).toBe('exit code 9')
  })

  it('passes events on', () => {
    const engine = createFakeEngine()
    const heard: unknown[] = []
    linkEngine(engine, { event: (name, payload) => heard.push([name, payload]) })
    engine.say({ type: 'event', name: 'task.changed', payload: { id: 't1' } })
    expect(heard).toEqual([['task.changed', { id: 't1' }]])
  })
})

describe('bulk over the link', () => {
  const url = 'http://127.0.0.1:1/bulk/reference/x.fa'
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

  it('passes method, headers, status and body through', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const answer = link.bulk(new Request(url, { headers: { range: 'bytes=2-4' } }))
    const { id, request } = engine.last('bulk')
    expect(request).toMatchObject({ method: 'GET', url, headers: [['range', 'bytes=2-4']] })
    engine.say({
      type: 'bulk-head',
      id,
      status: 206,
      headers: [['content-range', 'bytes 2-4/9']],
      body: true,
    })
    engine.say({ type: 'bulk-chunk', id, bytes: bytes(1, 2) })
    engine.say({ type: 'bulk-chunk', id, bytes: bytes(3) })
    engine.say({ type: 'bulk-end', id })
    const response = await answer
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe('bytes 2-4/9')
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
  })

  it('gives one credit for each chunk the reader took, and none before', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const answer = link.bulk(new Request(url))
    const { id } = engine.last('bulk')
    const credits = (): number => engine.posted.filter((message) => message.type === 'credit').length
    engine.say({ type: 'bulk-head', id, status: 200, headers: [], body: true })
    for (let i = 0; i < 3; i++) engine.say({ type: 'bulk-chunk', id, bytes: bytes(i) })
    const reader = (await answer).body?.getReader()
    await settle()
    expect(credits()).toBe(0)
    await reader?.read()
    await reader?.read()
    expect(credits()).toBe(2)
  })

  it('cancels in the engine when the reader leaves', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const answer = link.bulk(new Request(url))
    const { id } = engine.last('bulk')
    engine.say({ type: 'bulk-head', id, status: 200, headers: [], body: true })
    engine.say({ type: 'bulk-chunk', id, bytes: bytes(1) })
    await (await answer).body?.cancel()
    expect(engine.last('cancel').id).toBe(id)
  })

  it('rejects, and cancels in the engine, when the request is aborted before its answer', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const gone = new AbortController()
    const answer = link.bulk(new Request(url, { signal: gone.signal }))
    gone.abort()
    await expect(answer).rejects.toThrow(/abort/i)
    expect(engine.last('cancel').id).toBe(engine.last('bulk').id)
  })

  it('answers 500 with the error when the engine dies before the head', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const answer = link.bulk(new Request(url))
    engine.die('exit code 1')
    const response = await answer
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      kind: 'engine/died',
      call: '/bulk/reference/x.fa',
      detail: 'exit code 1',
    })
  })

  it('breaks the body, never ends it, when the engine dies in the middle', async () => {
    const engine = createFakeEngine()
    const link = linkEngine(engine, never)
    const answer = link.bulk(new Request(url))
    const { id } = engine.last('bulk')
    engine.say({ type: 'bulk-head', id, status: 200, headers: [], body: true })
    engine.say({ type: 'bulk-chunk', id, bytes: bytes(1) })
    const response = await answer
    engine.die()
    await expect(response.arrayBuffer()).rejects.toThrow(/engine\/died/)
  })
})
