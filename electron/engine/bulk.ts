import { errorOf } from '../../shared/errors/fault.ts'
import type { EngineContext } from './context.ts'
import { errorResponse } from './error-response.ts'
import { referenceBulk } from './genome/bulk.ts'
import { htsgetBulk } from './reads/htsget-bulk.ts'
import { indexCoverageBulk } from './reads/index-coverage/calls.ts'
import { depthBulk } from './reads/slab/depth-bulk.ts'
import { panelCoverageBulk } from './quality/coverage/export-bulk.ts'
import { exportBulk } from './variants/export/export-bulk.ts'
import type { Stores } from './variants/stores.ts'
import { slabBulk } from './reads/slab/bulk.ts'

/** Answers the requests below one path of the bulk root, or null when the path is not its own. */
type BulkRoute = (request: Request, path: string) => Promise<Response | null>

/** The engine's answers to bulk requests: bytes rather than values, read with `fetch` by the page. Never rejects. */
export function bulkHandler(context: EngineContext, stores: Stores): (request: Request) => Promise<Response> {
  const routes: readonly BulkRoute[] = [
    slabBulk(context),
    depthBulk(context),
    htsgetBulk(context),
    referenceBulk(context),
    indexCoverageBulk(context),
    panelCoverageBulk(context),
    exportBulk(context, stores),
  ]
  return async (request) => {
    const path = new URL(request.url).pathname.replace(/^\/bulk\//, '')
    try {
      for (const route of routes) {
        const response = await route(request, path)
        if (response) return response
      }
      return errorResponse({ kind: 'call/unknown', call: path })
    } catch (thrown) {
      return errorResponse(errorOf(thrown))
    }
  }
}
