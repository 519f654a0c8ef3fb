import type { CasementError } from '../../shared/errors/casement-error.ts'

type ErrorStatus = 413 | 416 | 422 | 500

function statusOf(error: CasementError): ErrorStatus {
  if (error.kind === 'region/too-many-reads' || error.kind === 'region/too-wide') return 413
  if (/^(?:call|region|locus|case)\//.test(error.kind)) return 422
  return 500
}

/**
 * A failed bulk request: the {@link CasementError} as JSON. The status is never 0, 403, 404 or 410, because igv.js
 * answers those by asking an outside server where the data has moved to.
 */
export function errorResponse(error: CasementError, status: ErrorStatus = statusOf(error)): Response {
  return Response.json(error, { status, headers: { 'cache-control': 'no-store' } })
}
