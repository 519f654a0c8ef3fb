import { Fault } from '../../../shared/errors/fault.ts'
import { bodyOf, bulkFetch } from '../bulk-fetch.ts'

/**
 * Asks the engine for columns of a file: `{bulkRoot}{way}/FILE?q=…`, the request as JSON.
 *
 * @param decode undefined for bytes of another version
 * @returns what asks; it rejects with the host's Fault, or `internal` when what comes is of another version
 */
export const fetchColumns =
  <Answer>(bulkRoot: string, way: string, decode: (buffer: ArrayBuffer) => Answer | undefined) =>
  async (file: string, request: unknown, signal: AbortSignal): Promise<Answer> => {
    const query = new URLSearchParams({ q: JSON.stringify(request) })
    const response = await bulkFetch(`${bulkRoot}${way}/${encodeURIComponent(file)}?${query}`, { signal })
    const { buffer } = await bodyOf(response, signal)
    const answer = decode(buffer)
    if (answer !== undefined) return answer
    throw new Fault({ kind: 'internal', detail: `the engine sent a ${way} of another version` })
  }
