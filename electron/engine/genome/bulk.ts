import type { EngineContext } from '../context.ts'
import { errorResponse } from '../error-response.ts'
import { byteRange } from './byte-range.ts'
import { type Reference, currentReference } from './reference.ts'

const PATH = /^reference\/([0-9a-f]+)\.fa(\.fai)?$/
/** Bytes of one answer. igv.js asks for ~100 kb; more than this is a mistake, such as a request without a range. */
const MAX_BODY = 4 << 20

/**
 * The virtual FASTA over the bulk way: `reference/ID.fa` by byte range and `reference/ID.fa.fai`, ID and
 * query as in `reference.state`. Never answers 403, 404 or 410, on which igv.js asks an outside server where the data went.
 */
export function referenceBulk(context: EngineContext) {
  /** @returns null when the path is not the reference's */
  return async (request: Request, path: string): Promise<Response | null> => {
    const [, id, fai] = PATH.exec(path) ?? []
    if (id === undefined) return null
    const reference = await currentReference(context).get()
    if (reference.layoutId !== id)
      return errorResponse(
        { kind: 'call/invalid', call: path, detail: 'the reference has changed since' },
        422,
      )
    return serve(request, reference, fai !== undefined)
  }
}

async function serve(request: Request, { layout, bases }: Reference, fai: boolean): Promise<Response> {
  const index = fai ? Buffer.from(layout.fai) : null
  const size = index?.length ?? layout.size
  const range = byteRange(request.headers.get('range'), size)
  if (range === null)
    return new Response(null, {
      status: 416,
      headers: { 'content-range': `bytes */${size}`, 'accept-ranges': 'bytes' },
    })
  const { start, end, whole } = range
  const headers = {
    'accept-ranges': 'bytes',
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': String(end - start),
    ...(whole ? {} : { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
  }
  if (request.method === 'HEAD') return new Response(null, { status: 200, headers })
  if (end - start > MAX_BODY && index === null)
    return errorResponse(
      { kind: 'call/invalid', call: 'reference', detail: `ask for at most ${MAX_BODY} bytes at once` },
      413,
    )
  const body = index?.subarray(start, end) ?? (await layout.read(start, end, bases))
  return new Response(new Uint8Array(body), { status: whole ? 200 : 206, headers })
}
