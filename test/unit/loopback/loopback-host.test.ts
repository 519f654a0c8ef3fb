import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../../shared/contract.ts'
import { type LoopbackHost, startLoopbackHost } from '../../../electron/loopback/loopback-host.ts'
import { createClient } from '../../../renderer/app/client/client.ts'
import { loopbackTransport } from '../../../renderer/app/client/loopback-client.ts'

/** The whole loopback host, over a toy engine in a real process, as the page's own client sees it. */
let folder: string
let host: LoopbackHost
let origin: string
let cookie: string
let client: Client & { close(): void }
const states: string[] = []

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'casement-host-')))
  await mkdir(path.join(folder, 'data'))
  await writeFile(path.join(folder, 'data', 'a.bam'), '')
  host = await startLoopbackHost({
    files: {
      version: '0',
      resources: folder,
      renderer: folder,
      engineEntry: new URL('../host/toy-engine-process.ts', import.meta.url),
      preload: '',
    },
    roots: [path.join(folder, 'data')],
    port: 0,
    cacheFolder: path.join(folder, 'cache'),
    casesFolder: path.join(folder, 'cases'),
    configFolder: path.join(folder, 'config'),
  })
  const exchange = await fetch(host.url, { redirect: 'manual' })
  cookie = (exchange.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  origin = new URL(host.url).origin
  const transport = loopbackTransport({ origin, fetch: asPage })
  client = createClient(transport, () => undefined)
  client.on('engine.state', ({ state }) => states.push(state))
})
afterAll(async () => {
  client.close()
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

const asPage: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers)
  headers.set('cookie', cookie)
  if (init?.method === 'POST') headers.set('origin', origin)
  return fetch(input, { ...init, headers })
}

/** How often the toy engine saw a signal abort, and how many of its answers wait for one. */
const count = async (of: 'aborted' | 'hanging'): Promise<number> =>
  Number((await asPage(`${origin}/bulk/aborted`)).headers.get(`x-${of}`))

describe('the loopback host', () => {
  it('prints an address on 127.0.0.1 with a token', () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    expect(host.urlOnce()).not.toBe(host.url)
  })

  it('answers for itself', async () => {
    const data = path.join(folder, 'data')
    expect(await client.call('host.info', {})).toMatchObject({ kind: 'loopback', roots: [data] })
    const { entries } = await client.call('host.browse', { folder: data })
    expect(entries.map(({ name }) => name)).toEqual(['a.bam'])
    await expect(client.call('host.browse', { folder })).rejects.toMatchObject({
      error: { kind: 'file/outside-roots' },
    })
    await expect(client.call('host.chooseFiles', { folder: false })).rejects.toMatchObject({
      error: { kind: 'host/unsupported' },
    })
    expect(await client.call('recent.list', {})).toEqual([])
    expect(await client.call('preset.list', {})).toEqual({ presets: [], problem: null })
  })

  it('stops the work in the engine when the page drops a bulk request', async () => {
    const before = await count('aborted')
    const gone = new AbortController()
    const answer = asPage(`${origin}/bulk/hang`, { signal: gone.signal })
    await expect.poll(() => count('hanging')).toBe(1)
    gone.abort()
    await expect(answer).rejects.toThrow(/abort/i)
    await expect.poll(() => count('aborted')).toBe(before + 1)
  })

  it('survives the death of the engine, and tells the page', async () => {
    await expect.poll(() => states.at(-1)).toBe('ready')
    const answer = await asPage(`${origin}/bulk/crash`)
    expect(answer.status).toBe(500)
    expect(await answer.json()).toMatchObject({ kind: 'engine/died' })
    await expect.poll(() => states.slice(-3)).toEqual(['ready', 'down', 'restarted'])
    expect((await asPage(`${origin}/bulk/zeros?n=3`)).status).toBe(200)
  })
})
