/** The headers that say where a request comes from. */
export type Provenance = {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly secFetchSite: string | undefined
  readonly secFetchMode: string | undefined
}

/**
 * Whether a request was sent by a page of ours, or by the user opening one. A browser that any other page has talked
 * into sending it gives itself away:
 *
 * - by its `Host`, when the page's name was made to resolve to 127.0.0.1 (DNS rebinding). Any port is right: behind
 *   an SSH tunnel the browser's port need not be ours;
 * - by its `Origin`, which has to be there on everything that is not a plain read;
 * - by `Sec-Fetch-Site`: another port of this host is the same *site*, so cookies alone do not keep it out.
 */
export function isFromOurPage(request: Provenance): boolean {
  if (request.host === undefined || !/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(request.host))
    return false
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (request.origin === undefined ? !isRead : request.origin !== `http://${request.host}`) return false
  const opensPage = isRead && request.secFetchMode === 'navigate'
  return (
    opensPage || request.secFetchSite === undefined || /^(?:same-origin|none)$/.test(request.secFetchSite)
  )
}
