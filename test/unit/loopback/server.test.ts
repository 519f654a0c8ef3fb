import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBulkHandler } from '../../../electron/host/bulk-handler.ts'
import { CONTENT_SECURITY_POLICY } from '../../../electron/host/content-security.ts'
import { type Auth, createAuth } from '../../../electron/loopback/auth.ts'
import { MOST_BODY_BYTES } from '../../../electron/loopback/request-body.ts'
import { type LoopbackServer, startLoopbackServer } from '../../../electron/loopback/server.ts'
import { collectGarbage } from '../../support/collect-garbage.ts'
import { raw } from './raw-request.ts'

const SECRET = 'this is the page'
let folder: string
let server: LoopbackServer
let auth: Auth
let cookie: string
const calls: unknown[] = []
const aborted: string[] = []
/** Bulk paths that somebody has begun to ask for. */
const begun: string[] = []

/** A file of ten bytes that knows ranges, one that never answers, one that never ends. */
const bulk = createBulkHandler({
  bulk: async (request) => {
    const { pathname } = new URL(request.url)
    begun.push(pathname)
    request.signal.addEventListener('abort', () => aborted.push(pathname))
    if (pathname === '/bulk/never') return new Promise<Response>(() => undefined)
    if (pathname === '/bulk/endless')
      return new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(65536)) }))
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get('range') ?? '')
    if (range === null) return new Response('0123456789', { headers: { 'content-length': '10' } })
    const [from, to] = [Number(range[1]), Number(range[2])]
    return new Response('0123456789'.slice(from, to + 1), {
      status: 206,
      headers: { 'content-range': `bytes ${from}-${to}/10`, 'content-length': String(to - from + 1) },
    })
  },
})

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'casement-server-'))
  const renderer = path.join(folder, 'renderer')
  await mkdir(path.join(renderer, 'assets'), { recursive: true })
  await writeFile(path.join(renderer, 'index.html'), SECRET)
  await writeFile(path.join(renderer, 'assets', 'a.js'), 'export {}')
  await writeFile(path.join(folder, 'outside.json'), 'outside')
  await symlink(path.join(folder, 'outside.json'), path.join(renderer, 'link.json'))
  auth = createAuth()
  server = await startLoopbackServer({
    auth,
    port: 0,
    gate: async (name, input, signal) => {
      calls.push([name, input])
      if (name === 'slow')
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            aborted.push('slow')
            resolve()
          })
        })
      return { ok: true, value: { asked: name } }
    },
    bulk,
    greeting: () => ['engine.state', { state: 'ready', detail: null }],
    rendererFolder: renderer,
  })
  cookie = auth.setCookie().split(';')[0] ?? ''
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (at: string, headers: Record<string, string> = {}) =>
  raw(server.port, at, { headers: { cookie, ...headers } })
const post = (at: string, headers: Record<string, string> = {}, body = '{}') =>
  raw(server.port, at, {
    method: 'POST',
    headers: {
      cookie,
      'content-type': 'application/json',
      origin: `http://127.0.0.1:${server.port}`,
      ...headers,
    },
    body,
  })

const EVERYTHING = ['/', '/index.html', '/assets/a.js', '/events', '/bulk/x', '/nothing', '/?token=', '/?x=1']

describe('without the token', () => {
  it.each(EVERYTHING)('GET %s gets nothing', async (at) => {
    const answer = await raw(server.port, at)
    expect(answer.status).toBe(401)
    expect(answer.body).not.toContain(SECRET)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('a call is not even looked at', async () => {
    const before = calls.length
    expect((await post('/call/case.state', { cookie: '' })).status).toBe(401)
    expect(calls).toHaveLength(before)
  })

  it.each(['wrong', 'a'.repeat(43), ''])('the token %j is refused', async (token) => {
    const answer = await raw(server.port, `/?token=${token}`)
    expect(answer.status).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it.each([
    () => 'casement=1',
    () => `${cookie}x`,
    () => cookie.slice(0, -1),
    () => cookie.replace('=', 'x='),
  ])('a cookie that is not ours is refused', async (forged) => {
    expect((await raw(server.port, '/', { headers: { cookie: forged() } })).status).toBe(401)
  })

  it('the token opens nothing but the exchange', async () => {
    for (const at of ['/index.html', '/events', '/bulk/x'])
      expect((await raw(server.port, `${at}?token=${auth.token}`)).status).toBe(401)
  })
})

describe('the token', () => {
  it('has 256 bits', () => {
    expect(Buffer.from(auth.token, 'base64url')).toHaveLength(32)
  })

  it('is exchanged for a cookie scripts and other sites cannot use, and leaves the address bar', async () => {
    const answer = await raw(server.port, `/?token=${auth.token}`)
    expect(answer.status).toBe(303)
    expect(answer.headers['location']).toBe('/')
    const set = String(answer.headers['set-cookie'])
    expect(set).toMatch(/; HttpOnly/)
    expect(set).toMatch(/; SameSite=Strict/)
    expect(set).not.toContain(auth.token)
    const page = await raw(server.port, '/', { headers: { cookie: set.split(';')[0] ?? '' } })
    expect(page).toMatchObject({ status: 200, body: SECRET })
  })

  it('for a command line works once', async () => {
    const once = auth.issueOnce()
    expect((await raw(server.port, `/?token=${once}`)).status).toBe(303)
    expect((await raw(server.port, `/?token=${once}`)).status).toBe(401)
  })
})

describe('a request that another page sent', () => {
  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    '10.0.0.1',
    'localhost evil.example',
  ])('is refused by its Host %j (DNS rebinding), cookie or not', async (host) => {
    const answer = await ask('/', { host })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.body).not.toContain(SECRET)
    expect((await raw(server.port, `/?token=${auth.token}`, { headers: { host } })).status).not.toBe(303)
  })

  it('is served through a tunnel, where the port is another', async () => {
    expect((await ask('/', { host: 'localhost:9999' })).status).toBe(200)
    expect((await post('/call/x', { host: 'localhost:9999', origin: 'http://localhost:9999' })).status).toBe(
      200,
    )
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1', 'http://localhost'])(
    'is refused by its Origin %j',
    async (origin) => {
      const before = calls.length
      expect((await post('/call/case.state', { origin })).status).toBe(403)
      expect((await ask('/events', { origin })).status).toBe(403)
      expect((await ask('/bulk/x', { origin })).status).toBe(403)
      expect(calls).toHaveLength(before)
    },
  )

  it('is refused when it changes something and does not say where it comes from', async () => {
    const answer = await raw(server.port, '/call/case.state', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.status).toBe(403)
  })

  it.each(['cross-site', 'same-site'])('is refused by Sec-Fetch-Site: %s', async (site) => {
    expect((await ask('/events', { 'sec-fetch-site': site })).status).toBe(403)
    expect((await ask('/bulk/x', { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).status).toBe(403)
    // A link that the user followed is no such request.
    expect((await ask('/', { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' })).status).toBe(200)
  })
})

describe('every answer', () => {
  it.each(['/', '/assets/a.js', '/bulk/x', '/nothing'])('%s carries the security headers', async (at) => {
    for (const answer of [await ask(at), await raw(server.port, at)])
      expect(answer.headers).toMatchObject({
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
  })

  it('never allows another origin to read it', async () => {
    const answer = await ask('/bulk/x')
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('the page', () => {
  it.each([
    '/../outside.json',
    '/..%2foutside.json',
    '/%2e%2e/outside.json',
    '/assets/../../outside.json',
    '/assets/..%5c..%5coutside.json',
    '//outside.json',
    '/link.json',
    '/assets',
    '/a%00.js',
    '/%ff.js',
  ])('has nothing at %s', async (at) => {
    const answer = await ask(at)
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('outside')
  })

  it('answers an address that is no path', async () => {
    expect((await ask('http://evil.example/')).status).toBe(400)
    expect((await ask('/', { host: 'localhost:99999' })).status).toBe(400)
  })

  it('serves types a browser will not guess about', async () => {
    expect((await ask('/assets/a.js')).headers['content-type']).toMatch(/^text\/javascript/)
    expect((await ask('/')).headers['content-type']).toMatch(/^text\/html/)
  })
})

describe('calls', () => {
  it('are answered with a reply', async () => {
    const answer = await post('/call/case.state', {}, '{"a":1}')
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { asked: 'case.state' } })
    expect(calls.at(-1)).toEqual(['case.state', { a: 1 }])
  })

  it('are POST, JSON and of a sensible size', async () => {
    expect((await ask('/call/case.state')).status).toBe(405)
    expect((await post('/call/x', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post('/call/x', {}, 'not json')).status).toBe(400)
    const large = JSON.stringify('x'.repeat(MOST_BODY_BYTES))
    const answer = await post('/call/x', {}, large).catch(() => ({ status: 413 }))
    expect(answer.status).toBe(413)
  })

  it('are aborted when their page leaves', async () => {
    const sent = request({
      host: '127.0.0.1',
      port: server.port,
      path: '/call/slow',
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin: `http://127.0.0.1:${server.port}` },
    })
    sent.on('error', () => undefined)
    sent.end('{}')
    await expect.poll(() => calls.some((call) => Array.isArray(call) && call[0] === 'slow')).toBe(true)
    sent.destroy()
    await expect.poll(() => aborted.includes('slow')).toBe(true)
  })
})

describe('bulk', () => {
  it('answers ranges', async () => {
    const answer = await ask('/bulk/x', { range: 'bytes=2-4' })
    expect(answer).toMatchObject({ status: 206, body: '234' })
    expect(answer.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3' })
  })

  it.each(['never', 'endless'])('that is %s answered is aborted when its socket closes', async (what) => {
    const sent = request({
      host: '127.0.0.1',
      port: server.port,
      path: `/bulk/${what}`,
      headers: { cookie, host: `127.0.0.1:${server.port}` },
    })
    sent.on('error', () => undefined)
    sent.on('response', (response) => response.on('error', () => undefined).resume())
    sent.end()
    // On a busy machine the request takes a while to arrive: closed before, there is nothing to abort.
    await expect.poll(() => begun).toContain(`/bulk/${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    // A signal must outlive what only it is reached by.
    collectGarbage()
    expect(aborted).not.toContain(`/bulk/${what}`)
    sent.destroy()
    await expect.poll(() => aborted.includes(`/bulk/${what}`)).toBe(true)
  })

  it('does not write', async () => {
    expect((await post('/bulk/x')).status).toBe(422)
    expect((await raw(server.port, '/bulk/x', { method: 'HEAD', headers: { cookie } })).status).toBe(200)
  })
})

describe('listening', () => {
  it('is on 127.0.0.1 only', async () => {
    const others = Object.values(os.networkInterfaces())
      .flat()
      .filter((at) => at?.internal === false && at.family === 'IPv4')
    for (const at of others)
      await expect(
        new Promise((resolve, reject) => {
          request({ host: at?.address, port: server.port, timeout: 500 }, resolve)
            .on('error', reject)
            .on('timeout', () => reject(new Error('timeout')))
            .end()
        }),
      ).rejects.toThrow(/ECONNREFUSED|timeout/)
  })
})
