import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallInput, CallOutput, Client, EventPayload } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { isAllVariants, type VariantQuery } from '../../../shared/variant/variant-query.ts'
import type { Listed, VariantPage, VariantRow } from '../../../shared/variant/variant-row.ts'
import { createLatest } from './latest.ts'

/** Rows asked for at once. */
export const PAGE_ROWS = 200
/** Pages that are kept: those looked at last. */
const KEEP_PAGES = 80
/** Lines before and after the one a changed list opens at that must be there before it is shown. */
const BEFORE = 40
const AFTER = 60

/** Lines around those looked at that are fetched with them. */
const AHEAD = 12

/** Of an imported file: which of its variants in which order, and the columns whose values are wanted besides. */
export type Asked = { readonly query: VariantQuery; readonly columns: readonly string[] }

export type Cell = NonNullable<VariantPage['cells']>[number][number]
type Page = { readonly rows: readonly VariantRow[]; readonly cells: readonly (readonly Cell[])[] }

/** A variant by its file and its number there, or nothing: what is selected. */
export type RowAt = { readonly file: string | null; readonly row: number | null }

/** Where a variant is in the list: its line, null when it is hidden; and how many lines come before it. */
type Place = RowAt & { readonly line: number | null; readonly before: number }

type List = {
  /** A file, or `ALL_FILES`. */
  file: string | null
  /** Of a list of all files: those it has. */
  files: readonly string[]
  /** What of the file is listed: its variants, unless the reference blocks were asked for. */
  of: Listed
  /** Of the lines that are here; null where the file is listed as it is read, in its own order. */
  asked: Asked | null
  /** Others were asked for and are on their way; those that are here stay until then. */
  changing: boolean
  /** Grows when every line may have become another one. */
  version: number
  /** `VariantRow.row` of the first line; the others follow it, unless they were filtered or sorted. */
  firstRow: number
  /** Names in the order of each row's genotypes. */
  samples: readonly string[]
  /** Lines that can be asked for now. */
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
  pages: ReadonlyMap<number, Page>
  /** Of the variant that was last looked for. */
  place: Place | null
  /** Why reading the file stopped before its end; the rows before that are in the list. */
  stopped: CasementError | null
  /** The first page has arrived. */
  ready: boolean
  error: CasementError | null
}

/** The variant list of one VCF or of all, fetched page by page as it is looked at. Lines are 0-based places in the list. */
export type VariantState = List & {
  show: (file: string | null, asked?: Asked | null) => Promise<void>
  /** Lists the file's variants, or its reference blocks. */
  list: (of: Listed) => Promise<void>
  /**
   * Lists other variants, another order or other columns. The lines that are here stay until the new ones have come.
   *
   * @param at the variant to open the list at
   * @param again also when the same was asked for: what it means has changed
   */
  ask: (asked: Asked | null, at: RowAt, again?: boolean) => Promise<void>
  /** Fetches the pages that hold lines `from`…`to` (inclusive) unless they are here or on their way. */
  ensure: (from: number, to: number) => Promise<void>
  /** The same of lines that are on the screen: they are kept, and stay when only the columns change. */
  look: (from: number, to: number) => Promise<void>
  /** The lines that are on the screen. */
  inSight: () => { readonly from: number; readonly to: number }
  rowAt: (line: number) => VariantRow | undefined
  /** The values of the columns that were asked for. */
  cellsAt: (line: number) => readonly Cell[] | undefined
  /** The line of a variant; null when it is not listed, or where it is has not been asked. */
  lineOf: (at: RowAt) => number | null
  /** Asks where a variant is. Of a reference block, which the filters know nothing of: the variants before it. */
  locate: (at: RowAt, variantsBefore?: number) => Promise<void>
  grown: (growth: EventPayload<'variants.grown'>) => void
  /** Forgets the rows and fetches them again: the engine restarted or an index was rebuilt. */
  reload: () => Promise<void>
}

export type VariantStore = StoreApi<VariantState>

const EMPTY: List = {
  file: null,
  files: [],
  of: 'variants',
  asked: null,
  changing: false,
  version: 0,
  firstRow: 0,
  samples: [],
  available: 0,
  found: 0,
  referenceBlocks: 0,
  loading: false,
  truncated: false,
  limit: 0,
  pages: new Map(),
  place: null,
  stopped: null,
  ready: false,
  error: null,
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Numbers and lines go together: the list is of one file, and nothing is filtered or sorted. */
export const isInFileOrder = ({ file, of, asked }: Pick<List, 'file' | 'of' | 'asked'>): boolean =>
  of !== 'variants' || asked === null || (file !== ALL_FILES && isAllVariants(asked.query))

/** The list is of the file, alone or among others. */
export const isListed = (list: Pick<List, 'file' | 'files'>, file: string | null): boolean =>
  file !== null && (list.file === ALL_FILES ? list.files.includes(file) : list.file === file)

/** Where the variant was last looked for; null when another one was. */
export const placeOf = ({ place }: Pick<List, 'place'>, { file, row }: RowAt): Place | null =>
  place?.row === row && place.file === file ? place : null

/** The variant is known to be none of those that pass. */
export const isHidden = (list: List, at: RowAt): boolean =>
  at.row !== null &&
  isListed(list, at.file) &&
  (list.asked?.query.filters.length ?? 0) > 0 &&
  placeOf(list, at)?.line === null

export function createVariantStore(client: Client): VariantStore {
  return createStore<VariantState>()((set, get) => {
    const shown = createLatest()
    const changes = createLatest()
    const places = createLatest()
    let current = shown.begin()
    let pending = new Set<number>()
    /** By {@link keyOf}: the lines of rows that have been here. */
    let lines = new Map<string, number>()
    let wanted: Asked | null = null
    /** The file was read as far as it can be: an answer that says otherwise is from before. */
    let ended = false
    /** Lines that are looked at. */
    let looked = { from: 0, to: AFTER }
    /** The fetching of those, of the list whose pages are `of`. */
    let looking: { readonly of: Set<number>; readonly done: Promise<void> } | null = null

    const isComplete = (page: number): boolean => {
      const rows = get().pages.get(page)?.rows
      return rows !== undefined && rows.length >= Math.min(PAGE_ROWS, get().available - page * PAGE_ROWS)
    }

    const call = (file: string, of: Listed, asked: Asked | null, page: number): Promise<Answer> => {
      const input: CallInput<'variants.page'> = { file, of, offset: page * PAGE_ROWS, limit: PAGE_ROWS }
      if (of !== 'variants' || asked === null) return client.call('variants.page', input)
      return client.call('variants.page', { ...input, query: asked.query, columns: [...asked.columns] })
    }

    const note = (page: number, rows: readonly VariantRow[]): void => {
      for (const [at, row] of rows.entries()) lines.set(keyOf(row), page * PAGE_ROWS + at)
    }

    const fetchPage = async (file: string, page: number): Promise<void> => {
      if (pending.has(page)) return
      pending.add(page)
      const stillShown = current
      const mine = pending
      let isOld = false
      try {
        const answer = await call(file, get().of, get().asked, page)
        if (!stillShown()) return
        isOld = ended && answer.loading
        note(page, answer.rows)
        set((s) => {
          const facts = factsOf(answer)
          return {
            ...facts,
            ...(answer.cells === undefined ? atLeast(s, facts) : {}),
            loading: s.loading && facts.loading,
            pages: withPage(s.pages, page, pageOf(answer), looked),
            ready: true,
            error: null,
          }
        })
      } catch (thrown) {
        if (stillShown()) set({ error: errorOf(thrown), loading: false, ready: true })
      } finally {
        mine.delete(page)
      }
      if (isOld) await fetchPage(file, page)
    }

    /** One after the other: what is looked at when an answer comes is asked for next. */
    const fetchLooked = async (of: Set<number>): Promise<void> => {
      for (;;) {
        const now = looked
        await get().ensure(now.from - AHEAD, now.to + AHEAD)
        // Nobody looked elsewhere meanwhile, or at another list.
        if (looked === now || pending !== of) break
      }
      if (looking?.of === of) looking = null
    }

    /** Every line becomes another one: nothing of those before may still arrive. */
    const begin = (): void => {
      current = shown.begin()
      changes.forgetAll()
      places.forgetAll()
      pending = new Set()
      lines = new Map()
      ended = false
    }

    const start = async (list: List): Promise<void> => {
      begin()
      const asked = list.of === 'variants' ? wanted : null
      set((s) => ({ ...list, asked, version: s.version + 1, loading: list.file !== null }))
      if (list.file !== null) await fetchPage(list.file, 0)
    }

    const placeIn = async (
      list: string,
      query: VariantQuery,
      { file, row }: { readonly file: string; readonly row: number },
    ): Promise<Place> => {
      const { place, before } = await client.call('variants.placeOf', {
        file: list,
        query,
        row,
        ...(list === ALL_FILES ? { rowOf: file } : {}),
      })
      return { file, row, line: place, before }
    }

    /** Puts the lines of `to` in the place of those that are here, all at once. */
    const change = async (
      file: string,
      to: Asked | null,
      { file: own, row }: RowAt,
      again: boolean,
    ): Promise<void> => {
      const isNewest = changes.begin()
      const stillShown = current
      const { asked, available } = get()
      const sameLines = !again && to !== null && asked !== null && isSame(to.query, asked.query)
      set({ changing: true })
      try {
        const byNumber = isInFileOrder({ file, of: 'variants', asked: to })
        const place =
          to !== null && !byNumber && own !== null && row !== null
            ? await placeIn(file, to.query, { file: own, row })
            : null
        const at = place === null ? ((byNumber ? row : null) ?? 0) : (place.line ?? place.before)
        const { from, to: end } = sameLines ? looked : { from: at - BEFORE, to: at + AFTER }
        const last = Math.floor((sameLines ? Math.min(end, available) : end) / PAGE_ROWS)
        const numbers = range(Math.floor(Math.max(0, from) / PAGE_ROWS), last)
        const answers = await Promise.all(
          numbers.map(async (page) => [page, await call(file, 'variants', to, page)] as const),
        )
        const [first] = answers
        if (!isNewest() || !stillShown() || first === undefined) return
        begin()
        for (const [page, answer] of answers) note(page, answer.rows)
        set((s) => ({
          ...factsOf(first[1]),
          asked: to,
          changing: false,
          version: s.version + (sameLines ? 0 : 1),
          pages: new Map(answers.map(([page, answer]) => [page, pageOf(answer)])),
          place,
          ready: true,
          error: null,
        }))
        void get().look(looked.from, looked.to)
      } catch (thrown) {
        if (isNewest() && stillShown()) set({ error: errorOf(thrown), changing: false })
      }
    }

    return {
      ...EMPTY,
      async show(file, asked = null) {
        if (file === get().file) return
        wanted = asked
        await start({ ...EMPTY, file })
      },
      async list(of) {
        const { file, samples, found, referenceBlocks } = get()
        if (of !== get().of) await start({ ...EMPTY, file, of, samples, found, referenceBlocks })
      },
      async ask(asked, at, again = false) {
        const { file, of } = get()
        if (file === null || (!again && isSame(asked, wanted))) return
        wanted = asked
        // Reference blocks are listed as they are; what is wanted of the variants is taken up with them.
        if (of === 'variants') await change(file, asked, at, again)
      },
      async ensure(from, to) {
        const { file, available } = get()
        if (file === null || available === 0) return
        const first = Math.floor(Math.max(0, from) / PAGE_ROWS)
        const last = Math.floor(Math.min(to, available - 1) / PAGE_ROWS)
        const missing = range(first, last).filter((page) => !isComplete(page))
        await Promise.all(missing.map((page) => fetchPage(file, page)))
      },
      async look(from, to) {
        looked = { from: Math.max(0, from), to }
        // Dragging the scroll bar passes many pages: each would be read before the one at which it stops.
        if (looking?.of !== pending) looking = { of: pending, done: fetchLooked(pending) }
        await looking.done
      },
      inSight: () => ({ from: looked.from, to: Math.min(looked.to, get().available - 1) }),
      rowAt: (line) => get().pages.get(Math.floor(line / PAGE_ROWS))?.rows[line % PAGE_ROWS],
      cellsAt: (line) => get().pages.get(Math.floor(line / PAGE_ROWS))?.cells[line % PAGE_ROWS],
      lineOf(at) {
        const list = get()
        if (at.row === null || !isListed(list, at.file)) return null
        const line = at.row - list.firstRow
        if (isInFileOrder(list)) return line >= 0 && line < list.available ? line : null
        return lines.get(keyOf(at)) ?? placeOf(list, at)?.line ?? null
      },
      async locate(at, variantsBefore) {
        const { file, asked } = get()
        const { file: own, row } = at
        if (file === null || asked === null || own === null || row === null) return
        if (isInFileOrder(get()) || !isListed(get(), own) || lines.has(keyOf(at))) return
        const isNewest = places.begin()
        try {
          const found = await placeIn(file, asked.query, { file: own, row: variantsBefore ?? row })
          if (isNewest()) set({ place: variantsBefore === undefined ? found : { ...found, row, line: null } })
        } catch (thrown) {
          if (isNewest()) set({ error: errorOf(thrown) })
        }
      },
      grown({ file, variants, referenceBlocks, loading }) {
        const { of, asked, ready } = get()
        if (file !== get().file) return
        // An imported file is read again only for its reference blocks.
        if (of === 'variants' && asked !== null)
          return set((s) => ({ referenceBlocks: Math.max(s.referenceBlocks, referenceBlocks) }))
        ended = !loading
        set((s) => {
          // How many blocks are listed, and under which numbers, comes with the first page of them.
          const available = s.of === 'variants' ? variants : Math.min(referenceBlocks, s.limit)
          const counts = atLeast(s, { available, found: variants, referenceBlocks })
          // Reading has not ended on the screen before it is known why.
          return { ...counts, loading: s.loading || loading }
        })
        void get().look(looked.from, looked.to)
        // The list's other facts (truncated, limit) come with a page: ask for the first again when reading ended.
        if (!loading || !ready) void fetchPage(file, 0)
      },
      async reload() {
        const { file, of, samples } = get()
        if (file !== null) await start({ ...EMPTY, file, of, samples })
      },
    }
  })
}

type Answer = CallOutput<'variants.page'>

const keyOf = ({ file, row }: RowAt): string => `${row} ${file}`

type Counts = Pick<List, 'available' | 'found' | 'referenceBlocks'>

const pageOf = ({ rows, cells = [] }: Answer): Page => ({ rows, cells })

/** What a page says of the whole list. */
function factsOf({
  rows: _rows,
  cells: _cells,
  files = [],
  error: stopped = null,
  variants: found,
  ...list
}: Answer) {
  return { ...list, files, found, stopped }
}

/** Counts only grow while a file is read: an answer may be overtaken by an event that came later. */
const atLeast = (known: Counts, told: Counts): Counts => ({
  available: Math.max(known.available, told.available),
  found: Math.max(known.found, told.found),
  referenceBlocks: Math.max(known.referenceBlocks, told.referenceBlocks),
})

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)

/** With one page more, and without the oldest ones that are out of sight when there are too many. */
function withPage(
  pages: ReadonlyMap<number, Page>,
  number: number,
  page: Page,
  looked: { readonly from: number; readonly to: number },
): ReadonlyMap<number, Page> {
  const more = new Map(pages)
  more.delete(number)
  more.set(number, page)
  for (const old of more.keys()) {
    if (more.size <= KEEP_PAGES) break
    const first = old * PAGE_ROWS
    if (first > looked.to || first + PAGE_ROWS <= looked.from) more.delete(old)
  }
  return more
}
