import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errorOf } from '../../shared/errors/fault.ts'
import type { BulkHandler } from '../host/bulk-handler.ts'
import type { CallGate } from '../host/call-gate.ts'
import { SECURITY_HEADERS } from '../host/content-security.ts'
import { readStaticFile } from '../host/static-files.ts'
import type { Auth } from './auth.ts'
import { answerBulk } from './bulk-endpoint.ts'
import { createEventStreams } from './event-streams.ts'
import { isFromOurPage } from './origin-check.ts'
import { readBody } from './request-body.ts'

export type LoopbackServer = {
  readonly port: number
  /** Sends an event of the contract to every open page. */
  send(name: string, payload: unknown): void
  /** Cuts every connection and stops listening. */
  close(): Promise<void>
}

export type LoopbackOptions = {
  readonly auth: Auth
  /** 0 takes any free port. */
  readonly port: number
  readonly gate: CallGate
  readonly bulk: BulkHandler
  /** The first event of a new page. */
  readonly greeting: () => [name: string, payload: unknown]
  /** Folder of the built page. */
  readonly rendererFolder: string
}

const NO_STORE = { ...SECURITY_HEADERS, 'cache-control': 'no-store' }

/**
 * Serves the app on 127.0.0.1. Nothing is answered, not even a style sheet, before the request was found to come
 * from a page of ours (403) and to carry the cookie that the token was exchanged for (401).
 *
 * @throws the system's error when the port cannot be had
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const { auth } = options
  const streams = createEventStreams()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { headers, method = 'GET' } = request
    const ours = isFromOurPage({
      method,
      host: headers.host,
      origin: headers.origin,
      secFetchSite: headers['sec-fetch-site']?.toString(),
      secFetchMode: headers['sec-fetch-mode']?.toString(),
    })
    if (!ours) return say(response, 403, 'This request did not come from Casement.')
    const origin = `http://${headers.host ?? ''}`
    if (request.url?.startsWith('/') !== true || !URL.canParse(origin + request.url))
      return say(response, 400, 'Bad request.')
    const url = new URL(origin + request.url)

    const offered = url.searchParams.get('token')
    if (url.pathname === '/' && method === 'GET' && offered !== null && auth.accepts(offered)) {
      response.writeHead(303, { ...NO_STORE, location: '/', 'set-cookie': auth.setCookie() }).end()
      return
    }
    if (!auth.hasCookie(headers.cookie))
      return say(response, 401, 'Open the address that casement serve printed.')

    if (url.pathname.startsWith('/call/')) return answerCall(request, response, url.pathname.slice(6))
    if (url.pathname.startsWith('/bulk/'))
      return answerBulk(options.bulk, origin, request, response, SECURITY_HEADERS)
    if (method !== 'GET' && method !== 'HEAD') return say(response, 405, 'Only GET is answered here.')
    if (url.pathname === '/events') return streams.open(response, SECURITY_HEADERS, options.greeting())
    await answerStatic(response, url.pathname, method)
  }

  const answerCall = async (
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
  ): Promise<void> => {
    if (request.method !== 'POST') return say(response, 405, 'Calls are made with POST.')
    if (request.headers['content-type']?.split(';')[0] !== 'application/json')
      return say(response, 415, 'Calls are JSON.')
    const body = await readBody(request)
    if (body === null) {
      response.shouldKeepAlive = false
      return say(response, 413, 'This call is too large.')
    }
    const left = new AbortController()
    response.on('close', () => {
      if (!response.writableFinished) left.abort()
    })
    let input: unknown
    try {
      input = JSON.parse(body)
    } catch {
      return say(response, 400, 'Calls are JSON.')
    }
    const reply = await options.gate(name, input, left.signal)
    response.writeHead(200, { ...NO_STORE, 'content-type': 'application/json' }).end(JSON.stringify(reply))
  }

  const answerStatic = async (response: ServerResponse, pathname: string, method: string): Promise<void> => {
    const file = await readStaticFile(options.rendererFolder, pathname)
    if (file === null) return say(response, 404, 'There is nothing here.')
    response.writeHead(200, {
      ...NO_STORE,
      'content-type': file.type,
      'content-length': file.bytes.byteLength,
    })
    response.end(method === 'HEAD' ? undefined : file.bytes)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      // A defect of ours, or a connection that broke: the server lives on either way.
      if (response.headersSent) response.destroy()
      else
        response
          .writeHead(500, { ...NO_STORE, 'content-type': 'application/json' })
          .end(JSON.stringify({ ok: false, error: errorOf(thrown) }))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: options.port, exclusive: true }, resolve)
  })

  return {
    port: portOf(server.address()),
    send: (name, payload) => streams.send(name, payload),
    async close() {
      streams.close()
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeAllConnections()
      await closed
    },
  }
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...NO_STORE, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}
