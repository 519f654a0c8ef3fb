import { type CasementError, casementErrorSchema } from '../../shared/errors/casement-error.ts'
import { errorOf, Fault } from '../../shared/errors/fault.ts'

/**
 * A bulk request to our own host. igv.js's own requests are never used: one that fails makes it ask an outside server
 * where the data has moved to, and alert.
 *
 * @throws Fault: what the host said, or `host/disconnected` when it could not be reached; the signal's reason when
 * it was aborted.
 */
export async function bulkFetch(
  url: string,
  init: { signal?: AbortSignal; range?: string } = {},
): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      cache: 'no-store',
      ...(init.signal ? { signal: init.signal } : {}),
      ...(init.range === undefined ? {} : { headers: { range: init.range } }),
    })
  } catch (thrown) {
    init.signal?.throwIfAborted()
    throw new Fault({ kind: 'host/disconnected', detail: String(thrown) }, { cause: thrown })
  }
  if (response.ok) return response
  throw new Fault(await errorIn(response))
}

async function errorIn(response: Response): Promise<CasementError> {
  const text = await response.text().catch((thrown: unknown) => errorOf(thrown).kind)
  try {
    const parsed = casementErrorSchema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
  } catch {
    // Not JSON: said below, with what it was.
  }
  return { kind: 'internal', detail: `${response.status} from ${response.url}: ${text.slice(0, 200)}` }
}

/** The whole body. @throws Fault `host/disconnected` when it breaks off. */
export async function bodyOf(response: Response, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await response.arrayBuffer())
  } catch (thrown) {
    signal?.throwIfAborted()
    throw new Fault({ kind: 'host/disconnected', detail: String(thrown) }, { cause: thrown })
  }
}
