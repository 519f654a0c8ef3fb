import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BulkHandler } from '../host/bulk-handler.ts'

/** The request headers that mean something to bulk data; cookies stay here. */
const PASSED = ['accept', 'range', 'if-range']

/**
 * Answers a bulk request of Node's server with the WHATWG handler of both hosts. When the client closes the socket
 * the handler's signal aborts, which stops the work in the engine.
 *
 * @param origin `http://host:port` as the browser wrote it
 */
export async function answerBulk(
  handler: BulkHandler,
  origin: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const gone = new AbortController()
  const passed = PASSED.flatMap((name): [string, string][] => {
    const value = incoming.headers[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  let request: Request | undefined = new Request(`${origin}${incoming.url ?? '/'}`, {
    method: incoming.method ?? 'GET',
    headers: passed,
    signal: gone.signal,
  })
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) gone.abort()
    // Held until here: the signal of a request that was collected as garbage is never aborted.
    request = undefined
  })
  try {
    const response = await handler(request)
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), ...headers })
    if (response.body === null) outgoing.end()
    else await pipeline(Readable.fromWeb(response.body), outgoing, { signal: gone.signal })
  } catch {
    // Either the client left, or the body broke after its head was sent: a cut connection is the only way to say so.
    outgoing.destroy()
  }
}
