import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { createLatest } from './latest.ts'

/** Rows asked for at once. */
export const PAGE_ROWS = 200

type List = {
  file: string | null
  /** Names in the order of each row's genotypes. */
  samples: readonly string[]
  /** Rows that can be asked for now. */
  available: number
  /** The file is still being read: `available` grows. */
  loading: boolean
  /** The file has more than the list holds. */
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
  /** Fetches the pages that hold rows `from`…`to` (inclusive) unless they are here or on their way. */
  ensure: (from: number, to: number) => Promise<void>
  rowAt: (row: number) => VariantRow | undefined
  grown: (file: string, available: number, loading: boolean) => void
  /** Forgets the rows and fetches them again: the engine restarted or an index was rebuilt. */
  reload: () => Promise<void>
}

export type VariantStore = StoreApi<VariantState>

const EMPTY: List = {
  file: null,
  samples: [],
  available: 0,
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
          offset: page * PAGE_ROWS,
          limit: PAGE_ROWS,
        })
        if (!stillShown()) return
        const { rows, error: stopped = null, ...list } = answer
        set((s) => ({
          ...list,
          available: Math.max(s.available, list.available),
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

    return {
      ...EMPTY,
      async show(file) {
        if (file === get().file) return
        current = shown.begin()
        asked = new Set()
        set({ ...EMPTY, file, loading: file !== null })
        if (file !== null) await fetchPage(file, 0)
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
      rowAt: (row) => get().pages.get(Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS],
      grown(file, available, loading) {
        if (file !== get().file) return
        set((s) => ({ available: Math.max(s.available, available), loading }))
        // The list's other facts (truncated, limit) come with a page: ask for the first again when reading ended.
        if (!loading || !get().ready) void fetchPage(file, 0)
      },
      async reload() {
        const { file } = get()
        if (file === null) return
        current = shown.begin()
        asked = new Set()
        set((s) => ({ ...EMPTY, file, samples: s.samples, loading: true }))
        await fetchPage(file, 0)
      },
    }
  })
}
