import { Fault } from '../../../../shared/errors/fault.ts'
import { formatRegion } from '../../../../shared/genome/region.ts'
import { DETAIL_MARGIN, type SlabRequest, slabRequestSchema } from '../../../../shared/reads/read-slab.ts'
import type { EngineContext } from '../../context.ts'
import { currentReference } from '../../genome/reference.ts'
import { shareRequests } from '../../work/shared-requests.ts'
import type { KnownBases, SlabAnswer } from './read-slab.ts'
import { queryOf } from './bulk-query.ts'
import { columnsResponse } from './columns-response.ts'
import { readsOf } from '../reads-input.ts'

const PATH = /^slab\/([^/]+)$/
/** Widest region, bp: beyond, no read can be told from another. */
const WIDEST = 500_000

/**
 * Read slabs over the bulk way: `slab/FILE?q=…`, the request as JSON (`shared/reads/read-slab.ts`). A contig that the file
 * does not have holds no reads. The reference's bases are asked for when reads need them: after the first time, at once.
 */
export function slabBulk(context: EngineContext) {
  const { session, pool } = context
  const share = shareRequests<SlabAnswer>('reads')
  /** Files, as they were, with reads that have no MD. */
  const needReference = new Set<string>()

  const basesFor = async (
    { contig, start, end }: SlabRequest,
    length: number | undefined,
  ): Promise<KnownBases | null> => {
    const { bases, state } = await currentReference(context).get()
    if (state.source === 'none' || length === undefined) return null
    const from = Math.max(0, start - DETAIL_MARGIN)
    const to = Math.min(length, end + DETAIL_MARGIN)
    return from < to ? { start: from, bases: await bases(contig, from, to) } : null
  }

  const slabOf = async (id: string, url: URL, signal: AbortSignal): Promise<Response> => {
    const request = queryOf(url, 'slab', slabRequestSchema)
    const { file, input, toFile, contigs } = readsOf(context, id)
    const { contig, start, end } = request
    if (end - start > WIDEST)
      throw new Fault({ kind: 'region/too-wide', region: formatRegion(request), limit: WIDEST })
    const version = `${file.id} ${file.identity.mtimeMs}`
    const length = contigs.find(({ name }) => name === contig)?.length
    const run = async (shared: AbortSignal): Promise<SlabAnswer> => {
      const slab = (bases: KnownBases | null): Promise<SlabAnswer> =>
        pool.run(
          'readSlab',
          { ...input, contig: toFile(contig) ?? null, request, bases },
          { signal: shared, progress: () => {} },
        )
      const isAsked = needReference.has(version)
      const first = await slab(isAsked ? await basesFor(request, length) : null)
      if (first.undecided === 0 || isAsked) return first
      needReference.add(version)
      const bases = await basesFor(request, length)
      return bases === null ? first : slab(bases)
    }
    const state = session.require()
    // A reference that is installed meanwhile tells more.
    const key = `${version} ${state.files.length} ${url.search}`
    const { bytes } = await share(key, signal, run)
    return columnsResponse(bytes)
  }

  /** @returns null when the path is not a slab's */
  return async (request: Request, path: string): Promise<Response | null> => {
    const id = PATH.exec(path)?.[1]
    return id === undefined ? null : slabOf(id, new URL(request.url), request.signal)
  }
}
