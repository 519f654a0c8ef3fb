import type { ReadSlab, SlabRequest } from '../../../shared/reads/read-slab.ts'
import type { Region } from '../../../shared/genome/region.ts'

/** What a slab is asked for, without where. */
export type SlabTerms = Omit<SlabRequest, 'contig' | 'start' | 'end'>

export type FetchSlab = (file: string, request: SlabRequest, signal: AbortSignal) => Promise<ReadSlab>

export type SlabStore = {
  /** A slab that covers the whole region, the widest there is; at once, or not at all. */
  find(file: string, region: Region, terms: SlabTerms): ReadSlab | undefined
  /** Asks for the region unless it is there or on its way. */
  load(file: string, region: Region, terms: SlabTerms): Promise<ReadSlab>
  /** Ends what is on its way for a file, but for what has to do with none of its viewers: prefetches. */
  abort(file: string): void
  /** Asks, one after the other, for what is not there; replaces what waited before. */
  prefetch(file: string, regions: readonly { readonly region: Region; readonly terms: SlabTerms }[]): void
  clear(): void
}

type Held = { readonly file: string; readonly slab: ReadSlab; readonly bytes: number }
type Pending = {
  readonly file: string
  readonly request: SlabRequest
  readonly answer: Promise<ReadSlab>
  readonly stop: AbortController
  /** Nobody waits for it yet. */
  ahead: boolean
}

const LIMIT = 64 * 2 ** 20

/** The slabs of all files on the screen, the least recently used dropped beyond `limit` bytes. */
export function createSlabStore(fetchSlab: FetchSlab, limit = LIMIT): SlabStore {
  /** From the least recently used to the last. */
  let held: Held[] = []
  const pending = new Set<Pending>()
  const queues = new Map<string, { region: Region; terms: SlabTerms }[]>()
  const running = new Set<string>()

  const keep = (file: string, slab: ReadSlab): void => {
    held.push({ file, slab, bytes: slab.start.buffer.byteLength })
    let bytes = held.reduce((sum, { bytes: own }) => sum + own, 0)
    while (bytes > limit && held.length > 1) bytes -= held.shift()?.bytes ?? 0
  }

  const find: SlabStore['find'] = (file, region, terms) => {
    let best: Held | undefined
    for (const one of held)
      if (one.file === file && covers(one.slab.meta, region) && fits(one.slab, terms))
        if (!best || width(one.slab.meta) >= width(best.slab.meta)) best = one
    if (!best) return undefined
    const found = best
    held = [...held.filter((one) => one !== found), found]
    return found.slab
  }

  const ask = (file: string, region: Region, terms: SlabTerms, ahead: boolean): Promise<ReadSlab> => {
    const there = find(file, region, terms)
    if (there) return Promise.resolve(there)
    for (const one of pending)
      if (one.file === file && covers(one.request, region) && sameTerms(one.request, terms)) {
        if (!ahead) one.ahead = false
        return one.answer
      }
    const stop = new AbortController()
    const request: SlabRequest = { ...terms, contig: region.contig, start: region.start, end: region.end }
    const answer = fetchSlab(file, request, stop.signal)
      .then((slab) => {
        keep(file, slab)
        return slab
      })
      .finally(() => pending.delete(one))
    const one: Pending = { file, request, answer, stop, ahead }
    pending.add(one)
    return answer
  }

  const runQueue = async (file: string): Promise<void> => {
    if (running.has(file)) return
    running.add(file)
    try {
      for (let next = queues.get(file)?.shift(); next; next = queues.get(file)?.shift())
        // Only ahead of time: what is wrong is said when it is wanted.
        await ask(file, next.region, next.terms, true).catch(() => undefined)
    } finally {
      running.delete(file)
    }
  }

  return {
    find,
    load: (file, region, terms) => ask(file, region, terms, false),
    abort(file) {
      for (const one of pending)
        if (one.file === file && !one.ahead) {
          // What is asked for from now on must not wait for what has ended.
          pending.delete(one)
          one.stop.abort()
        }
    },
    prefetch(file, regions) {
      queues.set(file, [...regions])
      void runQueue(file)
    },
    clear() {
      held = []
      queues.clear()
      for (const one of pending) one.stop.abort()
      pending.clear()
    },
  }
}

const width = ({ start, end }: { start: number; end: number }): number => end - start

const covers = (outer: Region, inner: Region): boolean =>
  outer.contig === inner.contig && outer.start <= inner.start && outer.end >= inner.end

const sameFilters = (a: SlabTerms, b: SlabTerms): boolean =>
  a.overlaps === b.overlaps &&
  a.filters.duplicates === b.filters.duplicates &&
  a.filters.secondary === b.filters.secondary &&
  a.filters.supplementary === b.filters.supplementary &&
  a.filters.qcFail === b.filters.qcFail &&
  a.filters.minMapq === b.filters.minMapq

const sameTerms = (a: SlabTerms, b: SlabTerms): boolean =>
  sameFilters(a, b) && a.maxDepth === b.maxDepth && a.focus === b.focus

/** A slab with all of its reads serves whatever the focus and the depth to thin at. */
const fits = (slab: ReadSlab, terms: SlabTerms): boolean =>
  slab.meta.kept === slab.meta.seen
    ? sameFilters(slab.meta, terms) && slab.meta.deepest <= terms.maxDepth
    : sameTerms(slab.meta, terms)
