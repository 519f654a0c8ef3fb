import { describe, expect, it } from 'vitest'
import { errorResponse } from '../../../electron/engine/error-response.ts'
import { createBulkHandler } from '../../../electron/host/bulk-handler.ts'
import { Fault } from '../../../shared/errors/fault.ts'

const ORIGIN = 'http://127.0.0.1:4000'

function handlerOver(answer: (request: Request) => Response | Promise<Response>) {
  const seen: Request[] = []
  const handler = createBulkHandler({
    bulk: async (request) => {
      seen.push(request)
      return answer(request)
    },
  })
  return { seen, ask: (path: string, init?: RequestInit) => handler(new Request(ORIGIN + path, init)) }
}

describe('bulk requests', () => {
  it('reach the engine with their range, and come back with their status', async () => {
    const { seen, ask } = handlerOver(() => new Response('abc', { status: 206 }))
    const response = await ask('/bulk/reference/x.fa?a=1', { headers: { range: 'bytes=0-2' } })
    expect(response.status).toBe(206)
    expect(await response.text()).toBe('abc')
    expect(seen[0]?.headers.get('range')).toBe('bytes=0-2')
    expect(seen[0]?.url).toBe(`${ORIGIN}/bulk/reference/x.fa?a=1`)
  })

  it('answer HEAD without a body, and stop the engine from making one', async () => {
    let cancelled = false
    const { ask } = handlerOver(
      () =>
        new Response(new ReadableStream({ cancel: () => void (cancelled = true) }), {
          headers: { 'content-length': '9' },
        }),
    )
    const response = await ask('/bulk/x', { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe('9')
    expect(response.body).toBeNull()
    expect(cancelled).toBe(true)
  })

  it.each([
    ['POST', '/bulk/x'],
    ['GET', '/other/x'],
    ['GET', '/bulk/a%2fb'],
    ['GET', '/bulk/..%5cetc'],
    ['GET', '/bulk/%2e%2e%2fetc'],
    ['GET', '/bulk/a%00b'],
    ['GET', '/bulk/%ff'],
  ])('refuse %s %s before the engine sees it', async (method, path) => {
    const { seen, ask } = handlerOver(() => new Response('secret'))
    const response = await ask(path, { method })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ kind: 'call/invalid' })
    expect(seen).toEqual([])
  })

  it.each([403, 404, 410])('never answer %d, which makes igv.js ask an outside server', async (status) => {
    const { ask } = handlerOver(() => new Response('gone', { status }))
    expect((await ask('/bulk/x')).status).toBe(500)
    expect((await ask('/bulk/x', { method: 'HEAD' })).status).toBe(500)
  })

  it('turn what is thrown into an answer that carries the error', async () => {
    const error = { kind: 'file/changed', file: '/d/a.bam', detail: 'shorter' } as const
    const { ask } = handlerOver(() => Promise.reject(new Fault(error)))
    const response = await ask('/bulk/x')
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual(error)
  })

  it('pass the abort on to the engine', async () => {
    const gone = new AbortController()
    const { seen, ask } = handlerOver(
      (request) =>
        new Promise((_resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(new Error('stopped')))
        }),
    )
    const answer = ask('/bulk/x', { signal: gone.signal })
    gone.abort()
    await expect(answer).rejects.toThrow('stopped')
    expect(seen[0]?.signal.aborted).toBe(true)
  })

  it('accept the URLs of the desktop app', async () => {
    const handler = createBulkHandler({ bulk: () => Promise.resolve(new Response('ok')) })
    expect((await handler(new Request('app://casement/bulk/x'))).status).toBe(200)
    expect((await handler(new Request('app://casement/index.html'))).status).toBe(422)
  })
})

describe('the status of an error', () => {
  it('says whether the question, its size or the machine is the matter', () => {
    expect(errorResponse({ kind: 'region/too-many-reads', region: 'x', limit: 1 }).status).toBe(413)
    expect(errorResponse({ kind: 'case/none-open' }).status).toBe(422)
    expect(errorResponse({ kind: 'bgzf/bad-crc', file: 'x', offset: 0 }).status).toBe(500)
    expect(errorResponse({ kind: 'internal', detail: '' }, 416).status).toBe(416)
  })
})
