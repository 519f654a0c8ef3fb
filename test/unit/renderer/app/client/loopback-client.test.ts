import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../../../../shared/contract.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import { type Auth, createAuth } from '../../../../../electron/loopback/auth.ts'
import { type LoopbackServer, startLoopbackServer } from '../../../../../electron/loopback/server.ts'
import { createClient } from '../../../../../renderer/app/client/client.ts'
import { loopbackTransport } from '../../../../../renderer/app/client/loopback-client.ts'

let folder: string
let auth: Auth
let server: LoopbackServer
let answer: Reply<unknown>
const defects: Fault[] = []
const open: { close(): void }[] = []

async function serve(port: number): Promise<LoopbackServer> {
  return startLoopbackServer({
    auth,
    port,
    gate: () => Promise.resolve(answer),
    bulk: () => Promise.resolve(new Response('')),
    greeting: () => ['engine.state', { state: 'ready', detail: null }],
    rendererFolder: folder,
  })
}

/** What a browser would do on the page: send the cookie, and Origin where it is due. */
function connect(cookie = auth.setCookie().split(';')[0] ?? '') {
  const origin = `http://127.0.0.1:${server.port}`
  const transport = loopbackTransport({
    origin,
    retryMs: [5],
    fetch: (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('cookie', cookie)
      if (init?.method === 'POST') headers.set('origin', origin)
      return fetch(input, { ...init, headers })
    },
  })
  const client = createClient(transport, (defect) => defects.push(defect))
  open.push(client)
  const states: string[] = []
  client.on('engine.state', ({ state }) => states.push(state))
  return { client, states }
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'casement-client-'))
  await writeFile(path.join(folder, 'index.html'), '')
  auth = createAuth()
  server = await serve(0)
  answer = { ok: true, value: null }
  defects.length = 0
})
afterEach(async () => {
  for (const client of open.splice(0)) client.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (thrown: unknown) => (thrown instanceof Fault ? thrown.error : thrown),
  )

describe('a call over the loopback', () => {
  it('resolves with the value', async () => {
    answer = { ok: true, value: { kind: 'loopback', platform: 'linux', roots: ['/d'] } }
    const { client } = connect()
    expect(await client.call('host.info', {})).toEqual(answer.value)
  })

  it('rejects with the error of the domain', async () => {
    answer = { ok: false, error: { kind: 'case/none-open' } }
    expect(await errorOf(connect().client.call('case.state', {}))).toEqual({ kind: 'case/none-open' })
  })

  it('rejects an answer that does not fit the contract', async () => {
    answer = { ok: true, value: { kind: 'loopback', platform: 7 } }
    expect(await errorOf(connect().client.call('host.info', {}))).toMatchObject({ kind: 'internal' })
  })

  it('says that the session has ended when the cookie is not accepted', async () => {
    const { client, states } = connect('other=1')
    expect(await errorOf(client.call('case.state', {}))).toMatchObject({ kind: 'host/disconnected' })
    await expect.poll(() => states).toEqual(['failed'])
  })

  it('says that the server cannot be reached', async () => {
    const { client } = connect()
    await server.close()
    expect(await errorOf(client.call('case.state', {}))).toMatchObject({ kind: 'host/disconnected' })
  })
})

describe('events over the loopback', () => {
  it('begin with the state of the engine, and arrive whole', async () => {
    const { client, states } = connect()
    await expect.poll(() => states).toEqual(['ready'])
    const heard: unknown[] = []
    client.on('variants.grown', (payload) => heard.push(payload))
    const payload = { file: 'Ärzte\n\ndata: {"x":1}', variants: 1, referenceBlocks: 0, loading: true }
    server.send('variants.grown', payload)
    await expect.poll(() => heard).toEqual([payload])
  })

  it('stop for a listener that left', async () => {
    const { client, states } = connect()
    await expect.poll(() => states).toEqual(['ready'])
    const heard: unknown[] = []
    const stop = client.on('host.menu', (payload) => heard.push(payload))
    stop()
    server.send('host.menu', { command: 'about' })
    server.send('engine.state', { state: 'down', detail: null })
    await expect.poll(() => states).toEqual(['ready', 'down'])
    expect(heard).toEqual([])
  })

  it('that do not fit the contract are a defect, not a surprise for a view', async () => {
    const { client, states } = connect()
    await expect.poll(() => states).toEqual(['ready'])
    const heard: unknown[] = []
    client.on('host.menu', (payload) => heard.push(payload))
    server.send('host.menu', { command: 'format the disk' })
    server.send('no.such.event', {})
    await expect.poll(() => defects.length).toBe(2)
    expect(heard).toEqual([])
  })

  it('say when the stream breaks, come back by themselves, and ask for everything to be loaded again', async () => {
    const { states } = connect()
    await expect.poll(() => states).toEqual(['ready'])
    const { port } = server
    await server.close()
    await expect.poll(() => states).toEqual(['ready', 'down'])
    server = await serve(port)
    await expect.poll(() => states).toEqual(['ready', 'down', 'restarted', 'ready'])
  })
})
