import { errorOf, Fault } from '../../shared/errors/fault.ts'
import { errorResponse } from '../engine/error-response.ts'

/** Answers one bulk request; both hosts mount it at `/bulk/` of their origin. */
export type BulkHandler = (request: Request) => Promise<Response>

/** Statuses that make igv.js ask an outside server where a file has moved to. */
const NEVER = new Set([403, 404, 410])

/**
 * Lets only well-formed `GET` and `HEAD` requests through to the engine, with their headers (`Range`) and their
 * signal; what comes back always has a status that igv.js takes at face value.
 *
 * @throws only when the request's own signal aborted, with that reason
 */
export function createBulkHandler(engine: { bulk: BulkHandler }): BulkHandler {
  return async (request) => {
    try {
      checkRequest(request)
      const response = await engine.bulk(request)
      if (request.method === 'HEAD') {
        await response.body?.cancel()
        return new Response(null, { status: allowed(response.status), headers: response.headers })
      }
      if (!NEVER.has(response.status)) return response
      return new Response(response.body, { status: allowed(response.status), headers: response.headers })
    } catch (thrown) {
      if (request.signal.aborted) throw thrown
      return errorResponse(errorOf(thrown))
    }
  }
}

function allowed(status: number): number {
  return NEVER.has(status) ? 500 : status
}

/** The URL parser has already folded `..` away; what is left to refuse are its disguises. */
function checkRequest(request: Request): void {
  const { pathname } = new URL(request.url)
  const refuse = (detail: string): never => {
    throw new Fault({ kind: 'call/invalid', call: pathname, detail })
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') refuse(`method ${request.method}`)
  if (!pathname.startsWith('/bulk/')) refuse('not a bulk path')
  for (const segment of pathname.split('/')) {
    let name = segment
    try {
      name = decodeURIComponent(segment)
    } catch {
      refuse('malformed escape')
    }
    if (name === '..' || name === '.' || /[/\\\0]/.test(name)) refuse('unsafe path')
  }
}
