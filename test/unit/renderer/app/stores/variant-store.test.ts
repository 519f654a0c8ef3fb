import { describe, expect, it } from 'vitest'
import { createVariantStore, PAGE_ROWS } from '../../../../../renderer/app/stores/variant-store.ts'
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
