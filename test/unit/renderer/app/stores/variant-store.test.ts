import { describe, expect, it, vi } from 'vitest'
import {
  type Asked,
  createVariantStore,
  isHidden,
  PAGE_ROWS,
} from '../../../../../renderer/app/stores/variant-store.ts'
import type { CallOutput } from '../../../../../shared/contract.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import { fakeRow } from '../../../../support/fake-case.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

type Page = CallOutput<'variants.page'>

const page = (file: string, offset: number, count: number, change: Partial<Page> = {}): Page => ({
  rows: Array.from({ length: count }, (_, i) => fakeRow(offset + i, { file })),
  samples: ['NA24385', 'NA24143', 'NA24149'],
  firstRow: 0,
  available: 1_000,
  variants: change.available ?? 1_000,
  referenceBlocks: 0,
  loading: false,
  truncated: false,
  limit: 100_000,
  ...change,
})

const NOTHING = { file: null, row: null }
const at = (row: number) => ({ file: 'a', row })

function listOf(available: number) {
  return createFakeClient({
    'variants.page': async ({ file, offset, limit }) =>
      page(file, offset, Math.max(0, Math.min(limit, available - offset)), { available }),
  })
}

describe('the variant list', () => {
  it('fetches pages as they are looked at, each once', async () => {
    const client = listOf(1_000)
    const store = createVariantStore(client)
    await store.getState().show('a')
    await Promise.all([store.getState().ensure(150, 450), store.getState().ensure(390, 420)])
    expect(client.made.map((call) => call.input)).toEqual([
      { file: 'a', of: 'variants', offset: 0, limit: PAGE_ROWS },
      { file: 'a', of: 'variants', offset: PAGE_ROWS, limit: PAGE_ROWS },
      { file: 'a', of: 'variants', offset: 2 * PAGE_ROWS, limit: PAGE_ROWS },
    ])
    expect(store.getState().rowAt(450)?.row).toBe(450)
    expect(store.getState().rowAt(999)).toBeUndefined()
  })

  it('does not read what a dragged scroll bar only passes', async () => {
    const client = listOf(100_000)
    const store = createVariantStore(client)
    await store.getState().show('a')
    await Promise.all([20_050, 40_050, 60_050, 80_050].map((line) => store.getState().look(line, line + 30)))
    expect(client.made.map(({ input }) => input)).toMatchObject([
      { offset: 0 },
      { offset: 20_000 },
      { offset: 80_000 },
    ])
    expect(store.getState().rowAt(80_060)?.row).toBe(80_060)
  })

  it('keeps the rows before the damage and why reading stopped there, until it is read again', async () => {
    const error = { kind: 'vcf/too-few-columns', file: '/x.vcf', line: 8, found: 4, expected: 8 } as const
    let whole = false
    const client = createFakeClient({
      'variants.page': async ({ file }) => page(file, 0, 2, { available: 2, ...(whole ? {} : { error }) }),
    })
    const store = createVariantStore(client)
    await store.getState().show('a')
    expect(store.getState()).toMatchObject({ available: 2, loading: false, stopped: error, error: null })
    expect(store.getState().rowAt(1)?.row).toBe(1)
    whole = true
    await store.getState().reload()
    expect(store.getState()).toMatchObject({ available: 2, stopped: null })
  })

  it('asks for nothing beyond the end', async () => {
    const client = listOf(3)
    const store = createVariantStore(client)
    await store.getState().show('a')
    await store.getState().ensure(0, 500)
    expect(client.made.length).toBe(1)
    expect(store.getState()).toMatchObject({ available: 3, ready: true, error: null })
  })

  it('drops the answer of a file that is no longer shown', async () => {
    const waiting: (() => void)[] = []
    const client = createFakeClient({
      'variants.page': ({ file }) =>
        new Promise((resolve) => waiting.push(() => resolve(page(file, 0, 2, { available: 2 })))),
    })
    const store = createVariantStore(client)
    const first = store.getState().show('a')
    const second = store.getState().show('b')
    waiting[1]?.()
    await second
    waiting[0]?.()
    await first
    expect(store.getState().file).toBe('b')
    expect(store.getState().rowAt(0)?.file).toBe('b')
  })

  it('completes a page that was short while the file was still being read', async () => {
    let available = 50
    const client = createFakeClient({
      'variants.page': async ({ file, offset, limit }) =>
        page(file, offset, Math.max(0, Math.min(limit, available - offset)), {
          available,
          loading: available < 300,
        }),
    })
    const store = createVariantStore(client)
    await store.getState().show('a')
    expect(store.getState()).toMatchObject({ available: 50, loading: true })
    available = 300
    store.getState().grown({ file: 'a', variants: 300, referenceBlocks: 0, loading: false })
    await store.getState().ensure(40, 250)
    expect(store.getState().rowAt(60)?.row).toBe(60)
    expect(store.getState().rowAt(250)?.row).toBe(250)
    expect(store.getState().loading).toBe(false)
  })

  it('counts as still being read until it is known why reading ended', async () => {
    const error = { kind: 'bgzf/truncated', file: '/x.vcf.gz', offset: 0 } as const
    const waiting: (() => void)[] = []
    let loading = true
    const client = createFakeClient({
      'variants.page': ({ file }) => {
        const answer = page(file, 0, 2, { available: 2, loading, ...(loading ? {} : { error }) })
        return new Promise((resolve) => waiting.push(() => resolve(answer)))
      },
    })
    const store = createVariantStore(client)
    const shown = store.getState().show('a')
    // The first page is on its way and knows nothing of the end yet.
    loading = false
    store.getState().grown({ file: 'a', variants: 2, referenceBlocks: 0, loading: false })
    waiting[0]?.()
    await vi.waitFor(() => expect(waiting).toHaveLength(2), 60_000)
    expect(store.getState()).toMatchObject({ found: 2, loading: true, stopped: null })
    waiting[1]?.()
    await shown
    expect(store.getState()).toMatchObject({ found: 2, loading: false, stopped: error })
  })

  it('ignores the growth of another file', async () => {
    const store = createVariantStore(listOf(3))
    await store.getState().show('a')
    store.getState().grown({ file: 'b', variants: 900, referenceBlocks: 7, loading: true })
    expect(store.getState()).toMatchObject({ available: 3, loading: false })
  })

  it('says what is wrong, and reads again on request', async () => {
    const client = createFakeClient({
      'variants.page': async () => {
        throw new Fault({ kind: 'vcf/no-header', file: 'a.vcf' })
      },
    })
    const store = createVariantStore(client)
    await store.getState().show('a')
    expect(store.getState()).toMatchObject({ error: { kind: 'vcf/no-header' }, loading: false })
    client.answer('variants.page', async ({ file }) => page(file, 0, 2, { available: 2 }))
    await store.getState().reload()
    expect(store.getState()).toMatchObject({ error: null, available: 2 })
  })
})

describe('a list that is filtered and sorted', () => {
  const even: Asked = {
    query: { filters: [{ expression: 'even', missing: 'drop' }], sort: [] },
    columns: [],
  }
  const all: Asked = { query: { filters: [], sort: [] }, columns: [] }

  /** A thousand variants; a query with a filter lists those with an even number. */
  function imported() {
    const client = createFakeClient({
      'variants.page': async ({ file, offset, limit, query, columns = [] }) => {
        const some = query !== undefined && query.filters.length > 0
        const numbers = Array.from({ length: some ? 500 : 1_000 }, (_, i) => (some ? i * 2 : i))
        const rows = numbers.slice(offset, offset + limit).map((row) => fakeRow(row, { file }))
        return {
          ...page(file, 0, 0, { available: numbers.length, variants: 1_000 }),
          rows,
          cells: rows.map(({ row }) => columns.map((name) => `${name} ${row}`)),
        }
      },
      'variants.placeOf': async ({ row }) => ({
        place: row % 2 === 0 ? row / 2 : null,
        before: Math.ceil(row / 2),
      }),
    })
    return { client, store: createVariantStore(client) }
  }

  it('keeps the lines that are here until those asked for have come, all at once', async () => {
    const { client, store } = imported()
    await store.getState().show('a', all)
    const seen: number[] = []
    store.subscribe(({ available, rowAt }) => seen.push(available, rowAt(1)?.row ?? -1))
    await store.getState().ask(even, NOTHING)
    expect(new Set(seen)).toEqual(new Set([1_000, 1, 500, 2]))
    expect(seen.indexOf(500)).toBe(seen.lastIndexOf(1_000) + 2)
    expect(store.getState()).toMatchObject({ available: 500, found: 1_000, changing: false, asked: even })
    const before = client.made.length
    await store.getState().ask(even, NOTHING)
    expect(client.made.length).toBe(before)
    await store.getState().ask(even, NOTHING, true)
    expect(client.made.length).toBeGreaterThan(before)
  })

  it('opens at the variant under review, and knows when it is hidden', async () => {
    const { store } = imported()
    await store.getState().show('a', all)
    await store.getState().ask(even, at(900))
    expect(store.getState().lineOf(at(900))).toBe(450)
    expect(store.getState().rowAt(450)?.row).toBe(900)
    expect(isHidden(store.getState(), at(900))).toBe(false)
    await store.getState().ask(all, at(900))
    await store.getState().ask(even, at(501))
    expect(store.getState().lineOf(at(501))).toBeNull()
    expect(isHidden(store.getState(), at(501))).toBe(true)
    expect(store.getState().place).toEqual({ file: 'a', row: 501, line: null, before: 251 })
    expect(store.getState().rowAt(251)?.row).toBe(502)
  })

  it('asks where a variant is that has not been listed yet', async () => {
    const { store } = imported()
    await store.getState().show('a', even)
    expect(store.getState().lineOf(at(998))).toBeNull()
    await store.getState().locate(at(998))
    expect(store.getState().lineOf(at(998))).toBe(499)
    // A reference block before which three variants come: two of them pass.
    await store.getState().locate(at(100_002), 3)
    expect(store.getState().place).toEqual({ file: 'a', row: 100_002, line: null, before: 2 })
  })

  it('drops what was asked for before the newest', async () => {
    const { client, store } = imported()
    await store.getState().show('a', all)
    const waiting: (() => void)[] = []
    client.answer(
      'variants.page',
      async ({ file, query }) =>
        new Promise((resolve) => {
          const available = query?.sort.length === 0 ? 1 : 7
          waiting.push(() => resolve({ ...page(file, 0, 1, { available }), cells: [[]] }))
        }),
    )
    const first = store.getState().ask(even, NOTHING)
    const second = store
      .getState()
      .ask({ query: { filters: [], sort: [{ column: 'qual', descending: true }] }, columns: [] }, NOTHING)
    await Promise.resolve()
    for (const answer of waiting.toReversed()) answer()
    await Promise.all([first, second])
    expect(store.getState()).toMatchObject({ available: 7, changing: false })
  })

  it('fetches other columns for the lines that are looked at, which stay where they are', async () => {
    const { client, store } = imported()
    await store.getState().show('a', all)
    await store.getState().look(610, 640)
    const { version } = store.getState()
    const before = client.made.length
    await store.getState().ask({ ...all, columns: ['qual'] }, at(0))
    expect(client.made.slice(before).map(({ input }) => input)).toMatchObject([
      // What is seen, and then what is just above it.
      { offset: 600, columns: ['qual'] },
      { offset: 400, columns: ['qual'] },
    ])
    expect(store.getState().cellsAt(620)).toEqual(['qual 620'])
    expect(store.getState().version).toBe(version)
  })

  it('keeps the lines that are here when the others cannot be had, and says why', async () => {
    const { client, store } = imported()
    await store.getState().show('a', all)
    client.answer('variants.page', async () => {
      throw new Fault({ kind: 'variants/not-imported', file: 'a' })
    })
    await store.getState().ask(even, NOTHING)
    expect(store.getState()).toMatchObject({
      available: 1_000,
      changing: false,
      error: { kind: 'variants/not-imported' },
    })
  })

  it('is not lengthened by what is still read of the file', async () => {
    const { store } = imported()
    await store.getState().show('a', even)
    store.getState().grown({ file: 'a', variants: 900, referenceBlocks: 3, loading: true })
    expect(store.getState()).toMatchObject({ available: 500, referenceBlocks: 3, loading: false })
  })

  it('forgets pages that nobody looks at', async () => {
    const client = listOf(100_000)
    const store = createVariantStore(client)
    await store.getState().show('a')
    for (let line = 0; line < 100_000; line += PAGE_ROWS) await store.getState().look(line, line + 20)
    expect(store.getState().pages.size).toBeLessThanOrEqual(80)
    expect(store.getState().rowAt(99_801)?.row).toBe(99_801)
    expect(store.getState().rowAt(0)).toBeUndefined()
  })
})
