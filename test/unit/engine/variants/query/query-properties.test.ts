import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OpenVariants } from '../../../../../electron/engine/variants/open-variants.ts'
import { facetOf } from '../../../../../electron/engine/variants/query/facets.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { printFilter } from '../../../../../shared/filter/print-filter.ts'
import type { VariantColumn } from '../../../../../shared/variant/variant-column.ts'
import type { VariantFilter, VariantQuery, VariantSort } from '../../../../../shared/variant/variant-query.ts'
import { conditions } from '../../../../support/filter-arbitraries.ts'
import { randomVcf } from '../../../../support/random-vcf.ts'
import type { ScannedRow, Value } from '../../../../support/scanned-rows.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { rowsInStore, storeOf } from '../../../../support/variant-stores.ts'
import { runs } from '../../../../support/thorough.ts'

/* What must hold of any filter and any order, over a file that has everything. */

const RUNS = runs(15)
const folder = temporaryFolder()
const { signal } = unobserved
let variants: OpenVariants
let rows: ScannedRow[] = []
let columns: readonly VariantColumn[] = []
let filter: fc.Arbitrary<VariantFilter>
let sort: fc.Arbitrary<VariantSort[]>

beforeAll(async () => {
  // A dictionary that forgets what it had: some texts have several numbers, as in files of many different ones.
  const options = { lines: 20, remembered: 3 }
  variants = await storeOf(randomVcf('properties', 220, 'numbered CSQ', ['S1', 'S 2']), folder, options)
  rows = await rowsInStore(variants)
  columns = variants.store.meta.columns.map(({ column }) => column)
  // Comparing texts of any kind with one another is for the tests of the language.
  filter = fc.record({
    expression: conditions(columns)
      .map(printFilter)
      .filter((text) => text.length < 400),
    missing: fc.constantFrom('keep' as const, 'drop' as const),
  })
  sort = fc.array(
    fc.record({ column: fc.constantFrom(...columns.map(({ name }) => name)), descending: fc.boolean() }),
    { minLength: 1, maxLength: 3 },
  )
}, 60_000)

const query = (filters: VariantFilter[], by: VariantSort[] = []): VariantQuery => ({ filters, sort: by })
const passing = async (filters: VariantFilter[]): Promise<number[]> => [
  ...(await variants.results.all(query(filters))),
]
const holds = async <T>(
  given: fc.Arbitrary<T>,
  property: (value: T) => Promise<void>,
  times = RUNS,
): Promise<void> => fc.assert(fc.asyncProperty(given, property), { numRuns: times, seed: 7 })

describe('filters', () => {
  test('a further one takes rows away and never adds any', async () => {
    await holds(fc.tuple(filter, filter), async ([a, b]) => {
      const one = new Set(await passing([a]))
      const both = await passing([a, b])
      expect(both.every((row) => one.has(row))).toBe(true)
      expect(await passing([b, a])).toEqual(both)
    })
  })

  test('two of which neither keeps what is unknown are the same as both in one', async () => {
    await holds(fc.tuple(filter, filter), async ([a, b]) => {
      const strict = (expression: string): VariantFilter => ({ expression, missing: 'drop' })
      const apart = await passing([strict(a.expression), strict(b.expression)])
      expect(await passing([strict(`(${a.expression}) and (${b.expression})`)])).toEqual(apart)
    })
  })

  test('kept or dropped: true, false and unknown share the rows among them', async () => {
    await holds(filter, async ({ expression }) => {
      const keep = await passing([{ expression, missing: 'keep' }])
      const drop = await passing([{ expression, missing: 'drop' }])
      const not = await passing([{ expression: `not (${expression})`, missing: 'drop' }])
      const unknown = keep.filter((row) => !drop.includes(row))
      expect(drop.every((row) => keep.includes(row))).toBe(true)
      expect([...drop, ...not, ...unknown].toSorted((a, b) => a - b)).toEqual(rows.map((_, i) => i))
      const { effects } = await variants.results.count(query([{ expression, missing: 'drop' }]))
      expect(effects).toEqual([{ hidden: rows.length - drop.length, missing: unknown.length }])
    })
  })

  test('what one hides is what passes without it and not with it', async () => {
    await holds(
      fc.array(filter, { minLength: 1, maxLength: 4 }),
      async (filters) => {
        const { passing: count, total, effects } = await variants.results.count(query(filters))
        expect(total).toBe(rows.length)
        expect(count).toBe((await passing(filters)).length)
        for (const [i, { hidden, missing }] of effects.entries()) {
          const others = filters.filter((_, k) => k !== i)
          const without = others.length === 0 ? rows.length : (await passing(others)).length
          expect(hidden).toBe(without - count)
          const either = (kept: 'keep' | 'drop'): Promise<number[]> =>
            passing(filters.map((one, k) => (k === i ? { ...one, missing: kept } : one)))
          expect(missing).toBe((await either('keep')).length - (await either('drop')).length)
        }
      },
      8,
    )
  })
})

describe('facets', () => {
  test('of every column add up to the variants that pass, and have the values of the rows', async () => {
    await holds(fc.tuple(filter, fc.constantFrom(...columns.map((_, i) => i))), async ([a, at]) => {
      const column = columns[at]
      if (!column) return
      const found = await passing([a])
      const facet = await facetOf(query([a]), column, 5, variants.scope, variants.store.database, signal)
      const listed = facet.values.reduce((sum, { count }) => sum + count, 0)
      expect(listed + facet.others).toBe(found.length)
      const counts = new Map<Value, number>()
      for (const row of found) {
        const value = rows[row]?.[column.name] ?? null
        counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      for (const { value, count } of facet.values) expect(count).toBe(counts.get(value))
      const most = [...counts.values()].toSorted((x, y) => y - x).slice(0, 5)
      expect(facet.values.map(({ count }) => count).toSorted((x, y) => y - x)).toEqual(most)
      const numbers = [...counts.keys()].filter((value) => typeof value === 'number')
      const isNumber = column.type === 'number' || column.type === 'integer'
      const ends = facet.spread ? [facet.spread.least, facet.spread.most] : []
      expect(ends).toEqual(isNumber && numbers.length > 0 ? [Math.min(...numbers), Math.max(...numbers)] : [])
    })
  })
})

/** The slow order: by each column in turn, missing last, else as in the file. */
function slowOrder(found: readonly number[], by: readonly VariantSort[]): number[] {
  const { contigs } = variants.store.meta
  const keys = by.flatMap(({ column, descending }) =>
    column === 'pos'
      ? [
          { column: 'chrom', descending },
          { column, descending },
        ]
      : [{ column, descending }],
  )
  return found.toSorted((a, b) => {
    for (const { column: name, descending } of keys) {
      const column = columns.find((one) => one.name === name)
      const rank = (value: Value): Value => {
        if (name === 'chrom') return contigs.indexOf(String(value))
        return column?.type === 'word' && value !== null ? column.words.indexOf(String(value)) : value
      }
      const order = compared(rank(rows[a]?.[name] ?? null), rank(rows[b]?.[name] ?? null), descending)
      if (order !== 0) return order
    }
    return a - b
  })
}

function compared(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const order =
    typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(String(b))) : Number(a) - Number(b)
  return descending ? -order : order
}

describe('orders', () => {
  test('are those of a plain sort: stable, missing values last in both directions', async () => {
    await holds(fc.tuple(filter, sort), async ([a, by]) => {
      const order = [...(await variants.results.all(query([a], by)))]
      expect(order).toEqual(slowOrder(await passing([a]), by))
    })
  })

  test('of every single column, upwards and downwards', async () => {
    const all = rows.map((_, i) => i)
    for (const { name } of columns)
      for (const descending of [false, true]) {
        const by = [{ column: name, descending }]
        expect([name, ...(await variants.results.all(query([], by)))]).toEqual([name, ...slowOrder(all, by)])
      }
  })

  test('pages join to the whole, before and after the whole is known', async () => {
    await holds(fc.tuple(filter, sort, fc.integer({ min: 1, max: 90 })), async ([a, by, size]) => {
      const asked = query([a], by)
      const pages: number[] = []
      const { passing: count } = await variants.results.count(asked)
      for (let at = 0; at < count + size; at += size)
        pages.push(...(await variants.results.rows(asked, at, size)))
      const all = [...(await variants.results.all(asked))]
      expect(pages).toEqual(all)
      expect([...(await variants.results.rows(asked, 0, size))]).toEqual(all.slice(0, size))
      expect(await variants.results.rows(asked, count + 5, 10)).toHaveLength(0)
    })
  })

  test("a row's place is where it is", async () => {
    await holds(fc.tuple(filter, sort), async ([a, by]) => {
      const asked = query([a], by)
      const order = await variants.results.all(asked)
      for (let row = 0; row < rows.length; row += 17) {
        const { place } = await variants.results.placeOf(asked, row)
        expect(place).toBe(order.includes(row) ? order.indexOf(row) : null)
        expect(place === null ? row : order[place]).toBe(row)
      }
    })
  })

  test('the dictionaries have texts twice, as they are to have here', async () => {
    const [row] = await variants.store.database.rows(
      'SELECT count(*), count(DISTINCT text) FROM term_consequence',
      [],
    )
    expect(Number(row?.[0])).toBeGreaterThan(Number(row?.[1]))
  })

  test('all of the file', async () => {
    expect([...(await variants.results.all(query([])))]).toEqual(rows.map((_, i) => i))
    expect([...(await variants.results.rows(query([]), 5, 3))]).toEqual([5, 6, 7])
    expect(await variants.results.rows(query([]), rows.length, 3)).toHaveLength(0)
    expect(await variants.results.placeOf(query([]), 4)).toEqual({ place: 4, before: 4 })
    expect((await variants.results.placeOf(query([]), rows.length)).place).toBeNull()
    expect((await variants.results.placeOf(query([]), -1)).place).toBeNull()
  })
})
