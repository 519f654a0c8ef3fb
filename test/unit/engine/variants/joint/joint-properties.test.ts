import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { JointVariants } from '../../../../../electron/engine/variants/joint/open-joint.ts'
import { numberOf } from '../../../../../electron/engine/variants/joint/joint-parts.ts'
import type { OpenVariants } from '../../../../../electron/engine/variants/open-variants.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { checkFilter } from '../../../../../shared/filter/check-filter.ts'
import { evaluateFilter } from '../../../../../shared/filter/evaluate-filter.ts'
import { parseFilter } from '../../../../../shared/filter/parse-filter.ts'
import { printFilter } from '../../../../../shared/filter/print-filter.ts'
import type { VariantColumn } from '../../../../../shared/variant/variant-column.ts'
import type { VariantFilter, VariantQuery, VariantSort } from '../../../../../shared/variant/variant-query.ts'
import { conditions } from '../../../../support/filter-arbitraries.ts'
import { jointOf } from '../../../../support/joint-lists.ts'
import { randomVcf } from '../../../../support/random-vcf.ts'
import type { ScannedRow, Value } from '../../../../support/scanned-rows.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { rowsInStore, storeOf } from '../../../../support/variant-stores.ts'
import { runs } from '../../../../support/thorough.ts'

/*
 * One list of three files is their rows, filtered by the plain interpreter and sorted by a plain sort. The second file has
 * other samples, another annotation and no frequencies; the third names its contigs differently and is out of order.
 */

const RUNS = runs(25)
const CONTIGS = ['chr1', 'chr2', 'chrX']
/** No header declares the last. */
const PLACES = [...CONTIGS, 'chrUn']
const { signal } = unobserved
const folder = temporaryFolder()

type Row = { readonly number: number; readonly values: ScannedRow; readonly place: number }
const files: OpenVariants[] = []
let joint: JointVariants
let rows: Row[] = []
let columns: readonly VariantColumn[] = []
let filter: fc.Arbitrary<VariantFilter>
let sort: fc.Arbitrary<VariantSort[]>

const without = (text: string, ...fields: readonly string[]): string =>
  text
    .split('\n')
    .filter((line) => !fields.some((field) => line.startsWith(`##INFO=<ID=${field},`)))
    .join('\n')

function renamedAndReversed(text: string): string {
  const lines = text.trimEnd().split('\n')
  const head = lines.filter((line) => line.startsWith('#')).map((line) => line.replace('ID=chr', 'ID='))
  const records = lines.filter((line) => !line.startsWith('#')).map((line) => line.replace(/^chr(?!Un)/, ''))
  return `${[...head, ...records.toReversed()].join('\n')}\n`
}

beforeAll(async () => {
  const options = { lines: 20, remembered: 3 }
  const texts = [
    randomVcf('one', 120, 'numbered CSQ', ['S1', 'S 2']),
    without(
      randomVcf('two', 90, 'ANN and BCSQ', ['S 2', 'S3']),
      'AC',
      'NOTE',
      'gnomAD_AF',
      'gnomADg_AF_popmax',
    ),
    renamedAndReversed(randomVcf('three', 60, 'CSQ', ['S1'])),
  ]
  for (const text of texts) files.push(await storeOf(text, folder, options))
  joint = jointOf(
    files.map((variants, i) => ({ label: `${i}.vcf`, variants })),
    // Fewer than there are: what comes first is asked for by itself, too.
    { contigs: CONTIGS.map((name) => ({ name, length: 0 })), firstRows: 60 },
  )
  for (const [i, variants] of files.entries())
    for (const [row, found] of (await rowsInStore(variants)).entries()) {
      const chrom = String(found['chrom']).replace(/^(chr)?/, 'chr')
      const values = { ...found, chrom, file: `${i}.vcf` }
      rows.push({ number: numberOf(joint.parts, `f${i + 1}`, row) ?? -1, values, place: 0 })
    }
  rows = rows
    .toSorted(
      (a, b) =>
        PLACES.indexOf(String(a.values['chrom'])) - PLACES.indexOf(String(b.values['chrom'])) ||
        Number(a.values['pos']) - Number(b.values['pos']) ||
        a.number - b.number,
    )
    .map((row, place) => ({ ...row, place }))
  // What no file has stored is missing everywhere; flags that a file lacks have a test of their own.
  const stored = new Set(files.flatMap(({ store }) => store.meta.columns.map(({ column }) => column.name)))
  columns = joint.columns.filter(
    ({ name, sample, type }) =>
      (stored.has(name) || name === 'file') && !(sample !== null && type === 'flag'),
  )
  filter = fc.record({
    expression: conditions(columns)
      .map(printFilter)
      .filter((text) => text.length < 400),
    missing: fc.constantFrom('keep' as const, 'drop' as const),
  })
  sort = fc.array(
    fc.record({ column: fc.constantFrom(...columns.map(({ name }) => name)), descending: fc.boolean() }),
    { maxLength: 3 },
  )
}, 60_000)

const query = (filters: VariantFilter[], by: VariantSort[] = []): VariantQuery => ({ filters, sort: by })
const valueOf =
  ({ values }: Row) =>
  ({ name }: VariantColumn): Value =>
    values[name] ?? null

function passing(filters: readonly VariantFilter[]): Row[] {
  const scope = joint.parts[0]?.scope.filter
  if (!scope) return []
  const checked = filters.map(({ expression, missing }) => ({
    condition: checkFilter(parseFilter(expression), scope),
    kept: missing === 'keep',
  }))
  return rows.filter((row) =>
    checked.every(({ condition, kept }) => evaluateFilter(condition, valueOf(row)) ?? kept),
  )
}

function slowOrder(found: readonly Row[], by: readonly VariantSort[]): number[] {
  const keys = by.flatMap((each) => (each.column === 'pos' ? [{ ...each, column: 'chrom' }, each] : [each]))
  const rank = (row: Row, name: string): Value => {
    const column = columns.find((one) => one.name === name)
    const value = row.values[name] ?? null
    if (name === 'chrom') return PLACES.indexOf(String(value))
    return column?.type === 'word' && value !== null ? column.words.indexOf(String(value)) : value
  }
  return found
    .toSorted((a, b) => {
      for (const { column, descending } of keys) {
        const order = compared(rank(a, column), rank(b, column), descending)
        if (order !== 0) return order
      }
      return a.place - b.place
    })
    .map(({ number }) => number)
}

function compared(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const order =
    typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(String(b))) : Number(a) - Number(b)
  return descending ? -order : order
}

const holds = async <T>(
  given: fc.Arbitrary<T>,
  property: (value: T) => Promise<void>,
  times = RUNS,
): Promise<void> => fc.assert(fc.asyncProperty(given, property), { numRuns: times, seed: 11 })

describe('one list of several files', () => {
  test('has all rows of all of them in the order of the genome', async () => {
    expect(rows).toHaveLength(joint.total)
    expect([...(await joint.results.all(query([])))]).toEqual(rows.map(({ number }) => number))
  })

  test('has the rows that pass, in the order that is asked for', async () => {
    await holds(fc.tuple(fc.array(filter, { maxLength: 2 }), sort), async ([filters, by]) => {
      const asked = query(filters, by)
      const wanted = slowOrder(passing(filters), by)
      expect([...(await joint.results.rows(asked, 0, 50))]).toEqual(wanted.slice(0, 50))
      expect([...(await joint.results.all(asked))]).toEqual(wanted)
      expect([...(await joint.results.rows(asked, 7, 30))]).toEqual(wanted.slice(7, 37))
      expect(await joint.results.passing(asked)).toBe(wanted.length)
    })
  })

  test('is ordered by every single column, upwards and downwards', async () => {
    for (const { name } of columns)
      for (const descending of [false, true]) {
        const by = [{ column: name, descending }]
        expect([name, ...(await joint.results.all(query([], by)))]).toEqual([name, ...slowOrder(rows, by)])
      }
  })

  test('has the rows of the single lists, where a filter is of what all have', async () => {
    const common = columns.filter(({ name }) =>
      files.every(({ scope }) => scope.filter.columns.has(name) && name !== 'chrom'),
    )
    const shared = conditions(common)
      .map(printFilter)
      .filter((text) => text.length < 400 && !text.includes('chrom') && !text.includes('within'))
    await holds(shared, async (expression) => {
      const asked = query([{ expression, missing: 'drop' }])
      const single: number[] = []
      for (const [i, { results }] of files.entries())
        for (const row of await results.all(asked)) single.push(numberOf(joint.parts, `f${i + 1}`, row) ?? -1)
      const ofAll = [...(await joint.results.all(asked))]
      expect(ofAll.toSorted((a, b) => a - b)).toEqual(single.toSorted((a, b) => a - b))
    })
  })

  test('counts what passes and what each filter hides', async () => {
    await holds(fc.array(filter, { minLength: 1, maxLength: 3 }), async (filters) => {
      const counts = await joint.results.count(query(filters))
      expect(counts.total).toBe(rows.length)
      expect(counts.passing).toBe(passing(filters).length)
      for (const [i, effect] of counts.effects.entries()) {
        const as = (missing: 'keep' | 'drop'): number =>
          passing(filters.map((one, k) => (k === i ? { ...one, missing } : one))).length
        expect(effect).toEqual({
          hidden: passing(filters.filter((_, k) => k !== i)).length - counts.passing,
          missing: as('keep') - as('drop'),
        })
      }
    })
  })

  test('says where a row is, and of one that is hidden how many come before it', async () => {
    await holds(
      fc.tuple(filter, sort),
      async ([one, by]) => {
        const listed = slowOrder(passing([one]), by)
        const all = slowOrder(rows, by)
        for (const { number } of rows.filter((_, i) => i % 41 === 0)) {
          const at = listed.indexOf(number)
          const before = all.slice(0, all.indexOf(number)).filter((other) => listed.includes(other)).length
          const place = at < 0 ? null : at
          expect(await joint.results.placeOf(query([one], by), number)).toEqual({ place, before })
        }
      },
      8,
    )
  })

  test('shows of each row what its file has', async () => {
    const order = Int32Array.from(rows.map(({ number }) => number).toReversed())
    const cells = await joint.cells(order, columns, signal)
    const wanted = rows.toReversed().map((row) => columns.map((column) => valueOf(row)(column)))
    expect(cells).toEqual(wanted)
  })

  test('has the values of each column with how many rows have them', async () => {
    await holds(fc.tuple(filter, fc.nat({ max: columns.length - 1 })), async ([one, at]) => {
      const column = columns[at]
      if (!column) return
      const found = passing([one])
      const facet = await joint.facet(query([one]), column, 5, signal)
      const counts = new Map<Value, number>()
      for (const row of found) counts.set(valueOf(row)(column), (counts.get(valueOf(row)(column)) ?? 0) + 1)
      for (const { value, count } of facet.values) expect(count).toBe(counts.get(value))
      expect(facet.values).toHaveLength(Math.min(5, counts.size))
      expect(facet.values.reduce((sum, { count }) => sum + count, 0) + facet.others).toBe(found.length)
      const numbers = [...counts.keys()].filter((value) => typeof value === 'number')
      const ends = facet.spread ? [facet.spread.least, facet.spread.most] : []
      const isNumber = column.type === 'number' || column.type === 'integer'
      expect(ends).toEqual(isNumber && numbers.length > 0 ? [Math.min(...numbers), Math.max(...numbers)] : [])
    })
  })
})
