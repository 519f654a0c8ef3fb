import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import type { EngineContext } from '../context.ts'
import { shareRequests } from '../work/shared-requests.ts'
import { readsOf } from './reads-input.ts'

/** Reads in one answer: igv.js packs and draws them on the UI thread, and a room is waiting. */
const MAX_READS = 200_000

const TICKETS = /^htsget\/reads\/([^/]+)$/
const BLOCKS = /^htsget\/blocks\/([^/]+)$/

function coordinate(url: URL, name: 'start' | 'end'): number {
  const value = Number(url.searchParams.get(name) ?? Number.NaN)
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Fault({ kind: 'call/invalid', call: 'htsget', detail: `${name} is not a position` })
  return value
}

/**
 * GA4GH htsget over the bulk way, as much of it as igv.js asks for: `htsget/reads/FILE?referenceName&start&end` (0-based,
 * half-open) answers with a ticket whose one URL, relative to the origin, is `htsget/blocks/FILE?…`; that answers with a small BAM.
 * `referenceName` is the case's name of the contig; a contig the file does not have holds no reads.
 *
 * @see https://samtools.github.io/hts-specs/htsget.html
 */
export function htsgetBulk(context: EngineContext) {
  const { session, pool } = context
  // Two tracks of one file, or one that asks again before it was answered.
  const share = shareRequests<Uint8Array>('reads')
  const sliceOf = async (id: string, url: URL, signal: AbortSignal): Promise<Response> => {
    const { file, input, toFile } = readsOf(context, id)
    const contig = toFile(url.searchParams.get('referenceName') ?? '')
    const region: Region | null =
      contig === undefined ? null : { contig, start: coordinate(url, 'start'), end: coordinate(url, 'end') }
    const run = (shared: AbortSignal) =>
      pool.run('sliceBam', { ...input, region, maxReads: MAX_READS }, { signal: shared, progress: () => {} })
    const bytes = await share(`${file.id} ${file.identity.mtimeMs} ${url.search}`, signal, run)
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': 'application/vnd.ga4gh.bam', 'content-length': String(bytes.length) },
    })
  }

  /** @returns null when the path is not one of htsget's */
  return async (request: Request, path: string): Promise<Response | null> => {
    const url = new URL(request.url)
    const ticket = TICKETS.exec(path)?.[1]
    if (ticket !== undefined) {
      session.file(ticket)
      // Without the origin: through an SSH tunnel the page's origin is not the one this request arrived at.
      const blocks = url.pathname.replace(/htsget\/reads\/[^/]+$/, `htsget/blocks/${ticket}`)
      return Response.json({ htsget: { format: 'BAM', urls: [{ url: `${blocks}${url.search}` }] } })
    }
    const id = BLOCKS.exec(path)?.[1]
    return id === undefined ? null : sliceOf(id, url, request.signal)
  }
}
