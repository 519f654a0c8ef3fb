import type { BulkHandler } from '../host/bulk-handler.ts'
import { SECURITY_HEADERS } from '../host/content-security.ts'
import { readStaticFile } from '../host/static-files.ts'
import { isOurPage } from './security.ts'

/**
 * Answers `app://casement/…`: the built page's files, and bulk requests below `/bulk/`. Every answer carries the CSP.
 *
 * @param rendererFolder folder of the built page
 */
export function createSchemeHandler(
  rendererFolder: string,
  bulk: BulkHandler,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (!isOurPage(request.url)) return plain(404, 'There is nothing here.')
    if (pathname.startsWith('/bulk/')) return withSecurity(await bulk(request))
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET is answered here.')
    const file = await readStaticFile(rendererFolder, pathname)
    if (file === null) return plain(404, 'There is nothing here.')
    return withSecurity(
      new Response(request.method === 'HEAD' ? null : file.bytes, {
        headers: { 'content-type': file.type, 'content-length': String(file.bytes.byteLength) },
      }),
    )
  }
}

function withSecurity(response: Response): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}

function plain(status: number, text: string): Response {
  return withSecurity(
    new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
  )
}
