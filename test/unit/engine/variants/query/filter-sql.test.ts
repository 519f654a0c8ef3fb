import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filterSql } from '../../../../../electron/engine/variants/query/filter-sql.ts'
import { checkFilter } from '../../../../../shared/filter/check-filter.ts'
import type { Condition, Truth } from '../../../../../shared/filter/checked-filter.ts'
import { evaluateFilter } from '../../../../../shared/filter/evaluate-filter.ts'
import { parseFilter } from '../../../../../shared/filter/parse-filter.ts'
import { printFilter } from '../../../../../shared/filter/print-filter.ts'
import {
  VARIANT_COLUMNS,
  type VariantColumn,
  infoColumn,
  sampleColumns,
} from '../../../../../shared/variant/variant-column.ts'
import { NASTY_TEXTS, conditions } from '../../../../support/filter-arbitraries.ts'

const SAMPLES = ['HG002', 'HG003']
const COLUMNS = [
  ...VARIANT_COLUMNS,
  ...SAMPLES.flatMap(sampleColumns),
  infoColumn({ id: 'AC', type: 'integer', description: null }),
  infoColumn({ id: 'gnomAD-AF', type: 'number', description: null }),
  infoColumn({ id: 'DB', type: 'flag', description: null }),
  infoColumn({ id: "odd'; --", type: 'text', description: null }),
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
      { numRuns: 12, endOnFailure: true },
    )
    // Filters that always say the same would show nothing.
    for (const truth of [true, false, null]) expect(seen.get(truth)).toBeGreaterThan(1000)
  }, 120_000)
})
