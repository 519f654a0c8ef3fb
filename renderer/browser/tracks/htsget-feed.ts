import * as z from 'zod'
import { Fault } from '../../../shared/errors/fault.ts'
import { bodyOf, bulkFetch } from '../bulk-fetch.ts'

/** @see GA4GH htsget 1.3, "Response JSON fields" */
const ticketSchema = z.object({
  htsget: z.object({ format: z.string().optional(), urls: z.array(z.object({ url: z.string() })) }),
})

/** Reads of one BAM: BGZF bytes of a header, or of a header and the records that overlap a region. */
export type HtsgetFeed = {
  header(): Promise<Uint8Array<ArrayBuffer>>
  /** 0-based half-open, in the reference's contig names: the engine knows the file's. */
  region(contig: string, start: number, end: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>
}

export function htsgetUrl(bulkRoot: string, file: string): string {
  return `${bulkRoot}htsget/reads/${encodeURIComponent(file)}`
}

export function createHtsgetFeed(bulkRoot: string, file: string): HtsgetFeed {
  const endpoint = htsgetUrl(bulkRoot, file)
  const ask = async (query: URLSearchParams, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
    const options = signal ? { signal } : {}
    const response = await bulkFetch(`${endpoint}?${query}`, options)
    const ticket = ticketSchema.safeParse(await response.json())
    if (!ticket.success)
      throw new Fault({ kind: 'internal', detail: `htsget ticket: ${z.prettifyError(ticket.error)}` })
    const blocks = await Promise.all(
      ticket.data.htsget.urls.map(async ({ url }) =>
        url.startsWith('data:')
          ? decodeDataUrl(url)
          : bodyOf(await bulkFetch(ownUrl(url, bulkRoot), options), signal),
      ),
    )
    return joined(blocks)
  }
  return {
    header: () => ask(new URLSearchParams({ class: 'header', format: 'BAM' })),
    region: (contig, start, end, signal) =>
      ask(
        new URLSearchParams({ format: 'BAM', referenceName: contig, start: String(start), end: String(end) }),
        signal,
      ),
  }
}

/** A ticket may point anywhere; ours never leaves the host. */
function ownUrl(url: string, bulkRoot: string): string {
  const own = new URL(bulkRoot)
  const target = new URL(url, bulkRoot)
  if (target.protocol !== own.protocol || target.host !== own.host)
    throw new Fault({ kind: 'internal', detail: `htsget ticket points to ${target.host}` })
  return target.href
}

function decodeDataUrl(url: string): Uint8Array<ArrayBuffer> {
  const comma = url.indexOf(',')
  if (!url.slice(0, comma).endsWith(';base64'))
    throw new Fault({ kind: 'internal', detail: 'htsget ticket: a data URL that is not base64' })
  const text = atob(url.slice(comma + 1))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** In a buffer of its own: igv.js reads `.buffer` and ignores where the view begins. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
