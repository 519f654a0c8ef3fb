import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { Facet, VariantQuery } from '../../../../shared/variant/variant-query.ts'
import type { Cell, Database } from '../store/database.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import { compileQuery } from './compile-query.ts'
import type { StoreScope } from './store-scope.ts'

const QUANTILES = [0, 0.25, 0.5, 0.75, 1]

/**
 * The values of a column among the variants that pass a query, how many have each, and of numbers their spread.
 *
 * @param limit values that are listed
 */
export async function facetOf(
  query: VariantQuery,
  column: VariantColumn,
  limit: number,
  scope: StoreScope,
  database: Database,
  signal: AbortSignal,
): Promise<Facet> {
  const { where } = await compileQuery({ ...query, sort: [] }, scope, database, signal)
  const condition = where === null ? '' : `WHERE ${where.sql}`
  const values = where?.values ?? []
  const stored = scope.stored(column)
  if (stored === undefined) {
    const [row] = await database.rows(`SELECT count(*) FROM variant v ${condition}`, values, signal)
    return {
      values: [{ value: column.type === 'flag' ? false : null, count: Number(row?.[0]) }],
      others: 0,
      spread: null,
    }
  }
  const coded = scope.coded(column)
  // A dictionary may have a text twice: rows are counted by what they say, not by its number.
  const counted = `SELECT v."${stored}" AS code, count(*) AS n FROM variant v ${condition} GROUP BY 1`
  const text =
    coded === undefined
      ? `SELECT code AS value, n FROM (${counted})`
      : `SELECT t.text AS value, CAST(sum(c.n) AS BIGINT) AS n FROM (${counted}) c LEFT JOIN "${dictionaryTable(coded)}" t ON t.code = c.code GROUP BY 1`
  const found = await database.rows(
    `SELECT value, n, sum(n) OVER () AS total FROM (${text}) ORDER BY n DESC, value NULLS LAST LIMIT ${limit}`,
    values,
    signal,
  )
  const listed = found.map(([value = null, count]) => ({ value: named(value, column), count: Number(count) }))
  const total = Number(found[0]?.[2] ?? 0)
  const others = total - listed.reduce((sum, { count }) => sum + count, 0)
  const isNumber = column.type === 'number' || column.type === 'integer'
  const spread = isNumber ? await spreadOf(stored, condition, values, database, signal) : null
  const ordered =
    column.type === 'word' ? listed.toSorted((a, b) => rank(b.value, column) - rank(a.value, column)) : listed
  return { values: ordered, others, spread }
}

function named(value: Cell, { type, words }: VariantColumn): Cell {
  return type === 'word' && typeof value === 'number' ? (words[value] ?? null) : value
}

const rank = (value: Cell, { words }: VariantColumn): number =>
  value === null ? -1 : words.indexOf(String(value))

async function spreadOf(
  stored: string,
  condition: string,
  values: readonly Cell[],
  database: Database,
  signal: AbortSignal,
): Promise<Facet['spread']> {
  const [row = []] = await database.rows(
    `SELECT ${QUANTILES.map((q) => `quantile_cont(v."${stored}", ${q})`).join(', ')} FROM variant v ${condition}`,
    values,
    signal,
  )
  const [least, quarter, half, threeQuarters, most] = row.map((cell) =>
    typeof cell === 'number' ? cell : null,
  )
  if (least == null || quarter == null || half == null || threeQuarters == null || most == null) return null
  return { least, quarter, half, threeQuarters, most }
}
