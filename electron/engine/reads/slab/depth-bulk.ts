import { Fault } from '../../../../shared/errors/fault.ts'
import { formatRegion } from '../../../../shared/genome/region.ts'
import { depthRequestSchema, WIDEST_DEPTH } from '../../../../shared/reads/depth-bins.ts'
import type { EngineContext } from '../../context.ts'
import { shareRequests } from '../../work/shared-requests.ts'
import { queryOf } from './bulk-query.ts'
import { columnsResponse } from './columns-response.ts'
import { readsOf } from '../reads-input.ts'

const PATH = /^depth\/([^/]+)$/

/**
 * Coverage of wide windows over the bulk way: `depth/FILE?q=…`, the request as JSON (`shared/reads/depth-bins.ts`),
 * counted from the reads themselves.
 */
export function depthBulk(context: EngineContext) {
  const share = shareRequests<Uint8Array<ArrayBuffer>>('depth')
  const depthOf = async (id: string, url: URL, signal: AbortSignal): Promise<Response> => {
    const request = queryOf(url, 'depth', depthRequestSchema)
    const { file, input, toFile } = readsOf(context, id)
    if (request.end - request.start > WIDEST_DEPTH)
      throw new Fault({ kind: 'region/too-wide', region: formatRegion(request), limit: WIDEST_DEPTH })
    const contig = toFile(request.contig) ?? null
    const bytes = await share(`${file.id} ${file.identity.mtimeMs} ${url.search}`, signal, (shared) =>
      context.pool.run('readDepth', { ...input, contig, request }, { signal: shared, progress: () => {} }),
    )
    return columnsResponse(bytes)
  }

  /** @returns null when the path is not one of depths */
  return async (request: Request, path: string): Promise<Response | null> => {
    const id = PATH.exec(path)?.[1]
    return id === undefined ? null : depthOf(id, new URL(request.url), request.signal)
  }
}
