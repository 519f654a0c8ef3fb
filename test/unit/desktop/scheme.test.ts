import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSchemeHandler } from '../../../electron/desktop/scheme.ts'
import { createBulkHandler } from '../../../electron/host/bulk-handler.ts'
import { CONTENT_SECURITY_POLICY } from '../../../electron/host/content-security.ts'

let folder: string
let ask: (url: string, init?: RequestInit) => Promise<Response>
let cancelled = false

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'casement-scheme-'))
  const renderer = path.join(folder, 'renderer')
  await mkdir(renderer)
  await writeFile(path.join(renderer, 'index.html'), 'the page')
  await writeFile(path.join(folder, 'outside.json'), 'outside')
  await symlink(path.join(folder, 'outside.json'), path.join(renderer, 'link.json'))
  const handler = createSchemeHandler(
    renderer,
    createBulkHandler({
      bulk: async (request) =>
        new Response(
          new ReadableStream<Uint8Array>({
            start: (controller) => controller.enqueue(new Uint8Array([1])),
            cancel: () => {
              cancelled = true
            },
          }),
          { status: 206, headers: { 'x-range': request.headers.get('range') ?? '' } },
        ),
    }),
  )
  ask = (url, init) => handler(new Request(url, init))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('app://casement', () => {
  it('is the page, with its policy', async () => {
    for (const url of ['app://casement/', 'app://casement/index.html']) {
      const response = await ask(url)
      expect(await response.text()).toBe('the page')
      expect(response.headers.get('content-type')).toMatch(/^text\/html/)
      expect(response.headers.get('content-length')).toBe('8')
      expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it.each([
    'app://casement/../outside.json',
    'app://casement/..%2foutside.json',
    'app://casement/%2e%2e/outside.json',
    'app://casement/..%5coutside.json',
    'app://casement/link.json',
    'app://casement//etc/hosts.json',
    'app://other/index.html',
    'app://casement.evil/index.html',
  ])('has nothing at %s', async (url) => {
    const response = await ask(url)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('outside')
  })

  it('takes nothing', async () => {
    expect((await ask('app://casement/index.html', { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it('hands bulk requests to the engine with their range, and the reader leaving with them', async () => {
    const response = await ask('app://casement/bulk/x', { headers: { range: 'bytes=0-0' } })
    expect(response.status).toBe(206)
    expect(response.headers.get('x-range')).toBe('bytes=0-0')
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    await response.body?.cancel()
    expect(cancelled).toBe(true)
  })
})
