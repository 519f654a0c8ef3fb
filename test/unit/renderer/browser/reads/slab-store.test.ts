import { expect, test, vi } from 'vitest'
import {
  createSlabStore,
  type FetchSlab,
  type SlabTerms,
} from '../../../../../renderer/browser/reads/slab-store.ts'
import { DEFAULT_FILTERS, type ReadSlab, type SlabRequest } from '../../../../../shared/reads/read-slab.ts'
import { makeSlab } from '../../../../support/make-slab.ts'

const TERMS: SlabTerms = { filters: DEFAULT_FILTERS, overlaps: 'once', maxDepth: 1000, focus: null }
const region = (start: number, end: number) => ({ contig: 'chr1', start, end })

const answer = (request: SlabRequest, kept = 1): ReadSlab =>
  makeSlab(request, [{ start: request.start, end: request.end }], { meta: { ...request, kept } })

function counting(kept?: number) {
  const asked: string[] = []
  const fetchSlab: FetchSlab = (file, request, signal) => {
    asked.push(`${file} ${request.start}-${request.end}`)
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError')))
      setTimeout(() => resolve(answer(request, kept)), 1)
    })
  }
  return { asked, fetchSlab }
}

test('asks once for what is wanted twice, and not again for what is inside', async () => {
  const { asked, fetchSlab } = counting()
  const store = createSlabStore(fetchSlab)
  await Promise.all([store.load('a', region(0, 1000), TERMS), store.load('a', region(100, 200), TERMS)])
  await store.load('a', region(300, 400), TERMS)
  expect(asked).toEqual(['a 0-1000'])
  expect(store.find('a', region(0, 500), TERMS)?.meta.end).toBe(1000)
  expect(store.find('a', region(900, 1100), TERMS)).toBeUndefined()
  expect(store.find('b', region(0, 500), TERMS)).toBeUndefined()
})

test('other filters are another slab; another focus only where reads were thinned out', async () => {
  const all = createSlabStore(counting().fetchSlab)
  await all.load('a', region(0, 1000), TERMS)
  expect(all.find('a', region(0, 1000), { ...TERMS, focus: 50 })).toBeDefined()
  const stricter = { ...TERMS, filters: { ...DEFAULT_FILTERS, minMapq: 20 } }
  expect(all.find('a', region(0, 1000), stricter)).toBeUndefined()
  const thinned = createSlabStore(counting(0).fetchSlab)
  await thinned.load('a', region(0, 1000), TERMS)
  expect(thinned.find('a', region(0, 1000), { ...TERMS, focus: 50 })).toBeUndefined()
})

test('drops the least recently used beyond its limit', async () => {
  const { fetchSlab } = counting()
  const bytes = (await fetchSlab('a', { ...TERMS, ...region(0, 10) }, new AbortController().signal)).start
    .buffer.byteLength
  const store = createSlabStore(fetchSlab, bytes * 2)
  await store.load('a', region(0, 10), TERMS)
  await store.load('a', region(20, 30), TERMS)
  store.find('a', region(0, 10), TERMS)
  await store.load('a', region(40, 50), TERMS)
  expect(store.find('a', region(0, 10), TERMS)).toBeDefined()
  expect(store.find('a', region(20, 30), TERMS)).toBeUndefined()
})

test('what is ended is not waited for by what is asked next', async () => {
  const { asked, fetchSlab } = counting()
  const store = createSlabStore(fetchSlab)
  const first = store.load('a', region(0, 1000), TERMS)
  store.abort('a')
  const second = store.load('a', region(0, 1000), TERMS)
  await expect(first).rejects.toThrow('ended')
  await expect(second).resolves.toBeDefined()
  expect(asked).toHaveLength(2)
})

test('prefetches one after the other, replaces what waits, and is not ended by a step', async () => {
  const { asked, fetchSlab } = counting()
  const store = createSlabStore(fetchSlab)
  const ahead = (start: number) => ({ region: region(start, start + 10), terms: TERMS })
  store.prefetch('a', [ahead(0), ahead(100)])
  store.prefetch('a', [ahead(200)])
  store.abort('a')
  await vi.waitFor(() => expect(store.find('a', region(200, 210), TERMS)).toBeDefined(), 60_000)
  expect(asked).toEqual(['a 0-10', 'a 200-210'])
})
