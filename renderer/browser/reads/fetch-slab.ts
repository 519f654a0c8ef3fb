import { Fault } from '../../../shared/errors/fault.ts'
import { decodeSlab } from '../../../shared/reads/read-slab.ts'
import { bodyOf, bulkFetch } from '../bulk-fetch.ts'
import type { FetchSlab } from './slab-store.ts'

/** Asks the engine for slabs. */
export const fetchSlab =
  (bulkRoot: string): FetchSlab =>
  async (file, request, signal) => {
    const query = new URLSearchParams({ q: JSON.stringify(request) })
    const response = await bulkFetch(`${bulkRoot}slab/${encodeURIComponent(file)}?${query}`, { signal })
    const { buffer } = await bodyOf(response, signal)
    const slab = decodeSlab(buffer)
    if (slab) return slab
    throw new Fault({ kind: 'internal', detail: 'the engine sent reads of another version' })
  }
