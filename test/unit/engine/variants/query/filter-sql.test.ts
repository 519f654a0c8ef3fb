import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filterSql } from '../../../../../electron/engine/variants/query/filter-sql.ts'
import { checkFilter } from '../../../../../shared/filter/check-filter.ts'
import type { Condition, Truth } from '../../../../../shared/filter/checked-filter.ts'
import { evaluateFilter } from '../../../../../shared/filter/evaluate-filter.ts'
import { lowerCase } from '../../../../../shared/filter/lower-case.ts'
import { parseFilter } from '../../../../../shared/filter/parse-filter.ts'
import { printFilter } from '../../../../../shared/filter/print-filter.ts'
import {
  VARIANT_COLUMNS,
  type VariantColumn,
  formatColumn,
  infoColumn,
  sampleColumns,
} from '../../../../../shared/variant/variant-column.ts'
import { NASTY_TEXTS, conditions } from '../../../../support/filter-arbitraries.ts'
import { runs } from '../../../../support/thorough.ts'

const SAMPLES = ['HG002', 'HG003']
const COLUMNS = [
  ...VARIANT_COLUMNS,
  ...SAMPLES.flatMap(sampleColumns),
  infoColumn({ id: 'AC', type: 'integer', description: null }),
  infoColumn({ id: 'gnomAD-AF', type: 'number', description: null }),
  infoColumn({ id: 'DB', type: 'flag', description: null }),
  infoColumn({ id: "odd'; --", type: 'text', description: null }),
  ...SAMPLES.flatMap((sample) => [
    formatColumn(sample, { id: 'SB', type: 'text', description: null }),
    formatColumn(sample, { id: 'odd(", \\', type: 'number', description: null }),
  ]),
]
const scope = {
  columns: new Map(COLUMNS.map((column) => [column.name, column])),
  samples: SAMPLES,
  roles: new Map(),
}
const columnSql = (column: VariantColumn): string => `v.c${COLUMNS.indexOf(column)}`

const TYPE_IN_STORE = {
  integer: 'INTEGER',
  number: 'DOUBLE',
  text: 'VARCHAR',
  word: 'UTINYINT',
  flag: 'BOOLEAN',
} as const

type Row = ReadonlyMap<string, string | number | boolean | null>

const valueOfType = (column: VariantColumn): fc.Arbitrary<string | number | boolean | null> => {
  switch (column.type) {
    case 'integer':
      return fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constantFrom(2147483647, -2147483648, null))
    case 'number':
      return fc.oneof(
        fc.integer({ min: 0, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(null, NaN, Infinity, -Infinity, -0, 0.001, 1e-300, 1e300),
      )
    case 'text':
      return fc.oneof(
        fc.constantFrom(null, '', 'PASS', 'BRCA1', 'chr1', 'chrM', 'a;b', 'x|PASS', 'Pathogenic/b,c&d'),
        fc.constantFrom(...NASTY_TEXTS),
        // A mark of byte order at the start is dropped when a text goes through a TextDecoder.
        fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\uFEFF', '')),
      )
    case 'word':
      return fc.oneof(fc.constantFrom(...column.words), fc.constant(null))
    case 'flag':
      return fc.oneof(fc.boolean(), fc.boolean(), fc.constant(null))
  }
}
const row: fc.Arbitrary<Row> = fc
  .tuple(...COLUMNS.map(valueOfType))
  .map((values) => new Map(COLUMNS.map((column, i) => [column.name, values[i] ?? null])))

const rowValue = (of: Row) => (column: VariantColumn) => of.get(column.name) ?? null

function stored(column: VariantColumn, value: string | number | boolean | null): DuckDBValue {
  if (column.type === 'word' && typeof value === 'string') return column.words.indexOf(value)
  // Whole numbers beyond 64 bits cannot be bound as numbers.
  return column.type === 'number' && value !== null ? String(value) : value
}

let instance: DuckDBInstance
let database: DuckDBConnection
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  database = await instance.connect()
  const columns = COLUMNS.map((column, i) => `c${i} ${TYPE_IN_STORE[column.type]}`)
  await database.run(`CREATE TABLE variants (n INTEGER, ${columns.join(', ')})`)
})
afterAll(() => {
  database.closeSync()
  instance.closeSync()
})

async function store(rows: readonly Row[]): Promise<void> {
  await database.run('DELETE FROM variants')
  const holes = COLUMNS.map((column) => `CAST(? AS ${TYPE_IN_STORE[column.type]})`).join(', ')
  const statement = await database.prepare(`INSERT INTO variants VALUES (?, ${holes})`)
  for (const [n, each] of rows.entries()) {
    statement.bind([n, ...COLUMNS.map((column) => stored(column, rowValue(each)(column)))])
    await statement.run()
  }
}

/** What the database says of each row. */
async function answers(filter: Condition): Promise<Truth[]> {
  const { sql, values } = filterSql(filter, columnSql)
  const result = await database.runAndReadAll(`SELECT (${sql}) FROM variants v ORDER BY n`, [...values])
  return result.getRows().map(([truth]) => (typeof truth === 'boolean' ? truth : null))
}

const checked = (text: string): Condition => checkFilter(parseFilter(text), scope)

describe('filterSql', () => {
  it('says of every row what the filter says of it: true, false or unknown', async () => {
    const seen = new Map<Truth, number>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 50, maxLength: 50 }),
        fc.array(conditions(COLUMNS), { minLength: 50, maxLength: 50 }),
        async (rows, filters) => {
          await store(rows)
          for (const root of filters) {
            const text = printFilter(root)
            const filter = checked(text)
            const expected = rows.map((each) => evaluateFilter(filter, rowValue(each)))
            for (const truth of expected) seen.set(truth, (seen.get(truth) ?? 0) + 1)
            expect([text, await answers(filter)]).toEqual([text, expected])
          }
        },
      ),
      { numRuns: runs(12), endOnFailure: true },
    )
    // Filters that always say the same would show nothing.
    for (const truth of [true, false, null]) expect(seen.get(truth)).toBeGreaterThan(1000)
  }, 120_000)

  it('finds with "a and b" nothing that "a" does not find', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 30, maxLength: 30 }),
        fc.array(fc.tuple(conditions(COLUMNS), conditions(COLUMNS)), { minLength: 20, maxLength: 20 }),
        async (rows, pairs) => {
          await store(rows)
          for (const [a, b] of pairs) {
            const [first, second] = [checked(printFilter(a)), checked(printFilter(b))]
            const both = await answers({ kind: 'and', operands: [first, second] })
            const one = await answers(first)
            both.forEach((truth, n) => expect(truth !== true || one[n] === true).toBe(true))
          }
        },
      ),
      { numRuns: runs(3) },
    )
  }, 60_000)

  it('has only its own operators, functions and columns in its text, and a value for every hole', () => {
    const own =
      /^(?:[()?, =<>+\-*/0]|<>|<=|>=|CAST|AS|DOUBLE|INTEGER|UTINYINT|VARCHAR|nullif|'NaN'|isnan|CASE|WHEN|THEN|ELSE|END|NULL|IS|NOT|AND|OR|IN|TRUE|FALSE|coalesce|contains|list_contains|string_split_regex|'\[;&\/,\|\]'|starts_with|lower|v\.c\d+)*$/
    fc.assert(
      fc.property(conditions(COLUMNS), (root) => {
        const { sql, values } = filterSql(checked(printFilter(root)), columnSql)
        expect(sql).toMatch(own)
        expect(sql.split('?')).toHaveLength(values.length + 1)
      }),
      { numRuns: runs(1000) },
    )
  })

  it.each(NASTY_TEXTS)('is not led astray by %j', async (nasty) => {
    const rows = [nasty, 'PASS', null].map(
      (value) => new Map(COLUMNS.map(({ name }) => [name, name === 'gene' ? value : null])),
    )
    await store(rows)
    const literal = `"${nasty.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"`
    expect(await answers(checked(`gene == ${literal}`))).toEqual([true, false, null])
    expect(await answers(checked(`contains(gene, ${literal})`))).toEqual([true, false, null])
    expect(await answers(checked(`gene in [${literal}, ${literal}]`))).toEqual([true, false, null])
    expect(await answers(checked(`not starts(gene, ${literal})`))).toEqual([false, true, null])
  })

  it('takes columns whose names are nasty', async () => {
    await store([new Map([["info.odd'; --", 'x']])])
    expect(await answers(checked(`info["odd'; --"] == "x"`))).toEqual([true])
  })

  it('takes a chain as long, and nesting as deep, as a filter can have', async () => {
    await store([new Map([['qual', 5]])])
    const most = 'qual<1||'.repeat(1249)
    expect(await answers(checked(`${most}qual==5`))).toEqual([true])
    expect(await answers(checked(`${'qual>1&&'.repeat(1249)}qual==5`))).toEqual([true])
    expect(await answers(checked(`${'false||'.repeat(1420)}qual==5`))).toEqual([true])
    const deep = 96
    expect(await answers(checked(`${'not('.repeat(deep / 2)}qual==5${')'.repeat(deep / 2)}`))).toEqual([true])
    expect(await answers(checked(`${'1/('.repeat(40)}qual${')'.repeat(40)} == 5`))).toEqual([true])
    expect(await answers(checked(`${'-'.repeat(98)}qual == 5`))).toEqual([true])
    expect(await answers(checked(`1${'+1'.repeat(97)} == 98`))).toEqual([true])
  })

  it('has the letters of every alphabet in the lower case the database gives them', async () => {
    const result = await database.runAndReadAll(
      'SELECT i, lower(chr(CAST(i AS INTEGER))) FROM range(1, 1114112) t(i) WHERE i NOT BETWEEN 55296 AND 57343',
    )
    const other = result.getRows().filter(([point, lower]) => {
      // U+FEFF is a mark of byte order to the TextDecoder of the client.
      return Number(point) !== 0xfeff && lowerCase(String.fromCodePoint(Number(point))) !== lower
    })
    expect(other).toEqual([])
  }, 60_000)
})
