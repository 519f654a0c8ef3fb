import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type {
  ListFilter,
  QueryCount,
  VariantListView,
  VariantQuery,
  VariantSort,
} from '../../../shared/variant/variant-query.ts'
import type { ShownColumn } from '../list/table-columns.ts'
import { createLatest } from './latest.ts'

/** As a list is before anybody changed it. */
export const PLAIN_VIEW: VariantListView = { filters: [], sort: [], columns: null }

/** The most columns that are sorted by at once. */
const MOST_SORTS = 5

/** How the variants are looked at: what hides some of them, their order, what is shown of each. Kept with the case. */
export type ListState = {
  view: VariantListView
  /** The file, or `ALL_FILES`, whose list the reviewer chose; null leaves it to what has been imported. */
  chosen: string | null
  /** What the filters do, one by one; null until it has been counted. Of {@link ListState.counted}. */
  counts: QueryCount | null
  counted: { readonly file: string; readonly query: VariantQuery } | null
  /** Filters that were cleared last, to be put back. */
  cleared: readonly ListFilter[]
  /** The list of columns to filter by is open. */
  adding: boolean
  /** Counting failed, or the view could not be kept. */
  error: CasementError | null
  /** Another case, or the same one taken up again: its own view. */
  load: (view: VariantListView | null) => void
  choose: (file: string) => void
  setAdding: (adding: boolean) => void
  addFilters: (filters: readonly ListFilter[]) => void
  changeFilter: (at: number, change: Partial<ListFilter>) => void
  removeFilters: (places: readonly number[]) => void
  clear: () => void
  putBack: () => void
  /** Ascending, then descending, then not at all; `add` keeps what is sorted by already. */
  sortBy: (column: string, add: boolean) => void
  /** In the order of the file. */
  unsort: () => void
  /** Whether variants of a gene stand together. */
  groupByGene: (on: boolean) => void
  setColumns: (columns: readonly ShownColumn[] | null) => void
  /** Counts what passes a query, and what each of its filters does. */
  count: (file: string, query: VariantQuery) => Promise<void>
}

export type ListStore = StoreApi<ListState>

/** Sorted by gene before all else, so that each gene is one group. */
export const isGrouped = ({ sort }: VariantListView): boolean => sort[0]?.column === 'gene'

export function createListStore(client: Client): ListStore {
  const counting = createLatest()
  return createStore<ListState>()((set, get) => {
    const change = (view: VariantListView): void => {
      set({ view })
      client.call('variants.setList', { list: view }).catch((thrown: unknown) => {
        set({ error: errorOf(thrown) })
      })
    }
    const setFilters = (filters: ListFilter[]): void => {
      if (filters.length > 0) set({ cleared: [] })
      change({ ...get().view, filters })
    }
    return {
      view: PLAIN_VIEW,
      chosen: null,
      counts: null,
      counted: null,
      cleared: [],
      adding: false,
      error: null,
      choose: (chosen) => set({ chosen }),
      setAdding: (adding) => set({ adding }),
      load(view) {
        counting.forgetAll()
        set({
          view: view ?? PLAIN_VIEW,
          chosen: null,
          counts: null,
          counted: null,
          cleared: [],
          adding: false,
          error: null,
        })
      },
      addFilters(filters) {
        setFilters([...get().view.filters, ...filters])
      },
      changeFilter(at, changes) {
        setFilters(get().view.filters.map((filter, i) => (i === at ? { ...filter, ...changes } : filter)))
      },
      removeFilters(places) {
        setFilters(get().view.filters.filter((_, at) => !places.includes(at)))
      },
      clear() {
        const { filters } = get().view
        if (filters.length === 0) return
        setFilters([])
        set({ cleared: filters })
      },
      putBack() {
        const { cleared, view } = get()
        setFilters([...cleared, ...view.filters])
      },
      sortBy(column, add) {
        const { view } = get()
        const kept = add ? view.sort : view.sort.filter((each) => each.column === column)
        change({ ...view, sort: turned(kept, column).slice(-MOST_SORTS) })
      },
      unsort: () => change({ ...get().view, sort: [] }),
      groupByGene(on) {
        const { view } = get()
        const others = view.sort.filter(({ column }) => column !== 'gene')
        const sort = on ? [{ column: 'gene', descending: false }, ...others] : others
        change({ ...view, sort: sort.slice(0, MOST_SORTS) })
      },
      setColumns(columns) {
        change({ ...get().view, columns: columns === null ? null : [...columns] })
      },
      async count(file, query) {
        const isNewest = counting.begin()
        try {
          const counts = await client.call('variants.count', { file, query })
          if (isNewest()) set({ counts, counted: { file, query }, error: null })
        } catch (thrown) {
          if (isNewest()) set({ counts: null, counted: null, error: errorOf(thrown) })
        }
      },
    }
  })
}

function turned(sort: readonly VariantSort[], column: string): VariantSort[] {
  if (!sort.some((each) => each.column === column)) return [...sort, { column, descending: false }]
  return sort.flatMap((each) => {
    if (each.column !== column) return [each]
    return each.descending ? [] : [{ column, descending: true }]
  })
}
