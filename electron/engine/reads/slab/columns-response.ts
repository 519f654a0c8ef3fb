/** Columns as a bulk answer: never kept by the page's own cache, which does not know when files change. */
export function columnsResponse(bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'cache-control': 'no-store',
    },
  })
}
