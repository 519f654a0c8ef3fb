import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, EventPayload } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { Listed, VariantRow } from '../../../shared/variant/variant-row.ts'
import { createLatest } from './latest.ts'

/** Rows asked for at once. */
export const PAGE_ROWS = 200

type List = {
  file: string | null
  /** What of the file is listed: its variants, unless the reference blocks were asked for. */
  of: Listed
  /** `VariantRow.row` of the first line; the others follow it. */
  firstRow: number
  /** Names in the order of each row's genotypes. */
  samples: readonly string[]
  /** Rows that can be asked for now. */
  available: number
  /** Variants and reference blocks read so far, whichever are listed. */
  found: number
  referenceBlocks: number
  /** The file is still being read: `available` grows. */
  loading: boolean
  /** The file has more variants than the list holds, and was not read further. */
  truncated: boolean
  limit: number
  /** By page number; a row that is not here yet is drawn as a skeleton. */
  pages: ReadonlyMap<number, readonly VariantRow[]>
  /** Why reading the file stopped before its end; the rows before that are in the list. */
  stopped: CasementError | null
  /** The first page has arrived. */
  ready: boolean
  error: CasementError | null
}

/** The variant list of one VCF, fetched page by page as it is looked at. */
export type VariantState = List & {
  show: (file: string | null) => Promise<void>
  /** Lists the file's variants, or its reference blocks. */
  list: (of: Listed) => Promise<void>
  /** Fetches the pages that hold lines `from`…`to` (inclusive, 0-based) unless they are here or on their way. */
  ensure: (from: number, to: number) => Promise<void>
  /** By the row's own number, not its line. */
  rowAt: (row: number) => VariantRow | undefined
  /** The line of a row; null when it is not listed. */
  lineOf: (row: number | null) => number | null
  grown: (growth: EventPayload<'variants.grown'>) => void
  /** Forgets the rows and fetches them again: the engine restarted or an index was rebuilt. */
  reload: () => Promise<void>
}

export type VariantStore = StoreApi<VariantState>

const EMPTY: List = {
  file: null,
  of: 'variants',
  firstRow: 0,
  samples: [],
  available: 0,
  found: 0,
  referenceBlocks: 0,
  loading: false,
  truncated: false,
  limit: 0,
  pages: new Map(),
  stopped: null,
  ready: false,
  error: null,
}

export function createVariantStore(client: Client): VariantStore {
  return createStore<VariantState>()((set, get) => {
    const shown = createLatest()
    let current = shown.begin()
    let asked = new Set<number>()

    const isComplete = (page: number): boolean => {
      const rows = get().pages.get(page)
      return rows !== undefined && rows.length >= Math.min(PAGE_ROWS, get().available - page * PAGE_ROWS)
    }

    const fetchPage = async (file: string, page: number): Promise<void> => {
      if (asked.has(page)) return
      asked.add(page)
      const stillShown = current
      const pending = asked
      try {
        const answer = await client.call('variants.page', {
          file,
          of: get().of,
          offset: page * PAGE_ROWS,
          limit: PAGE_ROWS,
        })
        if (!stillShown()) return
        const { rows, error: stopped = null, variants, ...list } = answer
        set((s) => ({
          ...list,
          ...atLeast(s, { ...list, found: variants }),
          loading: s.loading && list.loading,
          pages: new Map(s.pages).set(page, rows),
          stopped,
          ready: true,
          error: null,
        }))
      } catch (thrown) {
        if (stillShown()) set({ error: errorOf(thrown), loading: false, ready: true })
      } finally {
        pending.delete(page)
      }
    }

    const start = async (list: List): Promise<void> => {
      current = shown.begin()
      asked = new Set()
      set({ ...list, loading: list.file !== null })
      if (list.file !== null) await fetchPage(list.file, 0)
    }

    return {
      ...EMPTY,
      async show(file) {
        if (file !== get().file) await start({ ...EMPTY, file })
      },
      async list(of) {
        const { file, samples, found, referenceBlocks } = get()
        if (of !== get().of) await start({ ...EMPTY, file, of, samples, found, referenceBlocks })
      },
      async ensure(from, to) {
        const { file, available } = get()
        if (file === null || available === 0) return
        const first = Math.floor(Math.max(0, from) / PAGE_ROWS)
        const last = Math.floor(Math.min(to, available - 1) / PAGE_ROWS)
        const wanted: Promise<void>[] = []
        for (let page = first; page <= last; page += 1)
          if (!isComplete(page)) wanted.push(fetchPage(file, page))
        await Promise.all(wanted)
      },
      rowAt(row) {
        const line = row - get().firstRow
        return get().pages.get(Math.floor(line / PAGE_ROWS))?.[line % PAGE_ROWS]
      },
      lineOf(row) {
        const { firstRow, available } = get()
        return row !== null && row >= firstRow && row < firstRow + available ? row - firstRow : null
      },
      grown({ file, variants, referenceBlocks, loading }) {
        if (file !== get().file) return
        set((s) => {
          // How many blocks are listed, and under which numbers, comes with the first page of them.
          const available = s.of === 'variants' ? variants : Math.min(referenceBlocks, s.limit)
          return { ...atLeast(s, { available, found: variants, referenceBlocks }), loading }
        })
        // The list's other facts (truncated, limit) come with a page: ask for the first again when reading ended.
        if (!loading || !get().ready) void fetchPage(file, 0)
      },
      async reload() {
        const { file, of, samples } = get()
        if (file !== null) await start({ ...EMPTY, file, of, samples })
      },
    }
  })
}

type Counts = Pick<List, 'available' | 'found' | 'referenceBlocks'>

/** Counts only grow: an answer may be overtaken by an event that came later. */
const atLeast = (known: Counts, told: Counts): Counts => ({
  available: Math.max(known.available, told.available),
  found: Math.max(known.found, told.found),
  referenceBlocks: Math.max(known.referenceBlocks, told.referenceBlocks),
})
