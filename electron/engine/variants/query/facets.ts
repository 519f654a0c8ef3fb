import { GENE_COLUMNS, type VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { Facet, VariantQuery } from '../../../../shared/variant/variant-query.ts'
import { type Cell, type Database, textOr } from '../store/database.ts'
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
  const { where, flags } = await compileQuery({ ...query, sort: [] }, scope, database, signal)
  const condition = where === null ? '' : `WHERE ${where.sql}`
  const values = where?.values ?? []
  if (GENE_COLUMNS.includes(column.name))
    return geneFacet(column, condition, values, limit, scope, database, signal)
  const flag = flags.get(column.name)
  if (flag !== undefined) {
    const found = await database.rows(
      `SELECT ${flag} AS value, count(*) FROM variant v ${condition} GROUP BY 1 ORDER BY 2 DESC`,
      values,
      signal,
    )
    const counts = found.map(([value = null, count]) => ({ value, count: Number(count) }))
    return { values: counts, others: 0, spread: null }
  }
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
  const found = await database.rows(mostFrequent(text, limit), values, signal)
  const isNumber = column.type === 'number' || column.type === 'integer'
  const spread = isNumber
    ? await spreadOf(`SELECT v."${stored}" AS x FROM variant v ${condition}`, values, database, signal)
    : null
  return { ...listedValues(found, column), spread }
}

/** The most frequent of counted values (`value`, `n`), each with the number of all. */
export const mostFrequent = (counted: string, limit: number): string =>
  `SELECT value, n, sum(n) OVER () AS total FROM (${counted}) ORDER BY n DESC, value NULLS LAST LIMIT ${limit}`

/** What {@link mostFrequent} answered. */
export function listedValues(
  found: readonly (readonly Cell[])[],
  column: VariantColumn,
): Pick<Facet, 'values' | 'others'> {
  const listed = found.map(([value = null, count]) => ({ value: named(value, column), count: Number(count) }))
  const total = Number(found[0]?.[2] ?? 0)
  const others = total - listed.reduce((sum, { count }) => sum + count, 0)
  const ordered =
    column.type === 'word' ? listed.toSorted((a, b) => rank(b.value, column) - rank(a.value, column)) : listed
  return { values: ordered, others }
}

/** Of what follows from the gene: genes are counted, and then what the panels say of each. */
async function geneFacet(
  column: VariantColumn,
  condition: string,
  values: readonly Cell[],
  limit: number,
  scope: StoreScope,
  database: Database,
  signal: AbortSignal,
): Promise<Facet> {
  const counts = new Map<Cell, number>()
  const add = (value: Cell, n: number): void => void counts.set(value, (counts.get(value) ?? 0) + n)
  const { stored } = scope.genes
  const code = (name: 'gene' | 'genes'): string => (stored[name] ? `v.${name}` : 'CAST(NULL AS INTEGER)')
  // What a row overlaps counts only where it has no gene of its own.
  const overlapped = stored.gene ? `CASE WHEN v.gene IS NULL THEN ${code('genes')} END` : code('genes')
  const text = (name: 'gene' | 'genes'): string =>
    stored[name]
      ? `(SELECT text FROM "${dictionaryTable(name)}" WHERE code = c.${name})`
      : 'CAST(NULL AS VARCHAR)'
  const found = await database.rows(
    `SELECT ${text('gene')}, ${text('genes')}, c.n FROM (SELECT ${code('gene')} AS gene, ${overlapped} AS genes, count(*) AS n FROM variant v ${condition} GROUP BY 1, 2) c`,
    values,
    signal,
  )
  for (const [gene, genes, n] of found)
    add(scope.genes.valueOf(column, textOr(gene), textOr(genes)), Number(n))
  const all = [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count)
  const listed = all.slice(0, limit)
  const others = all.slice(limit).reduce((sum, { count }) => sum + count, 0)
  return { values: listed, others, spread: null }
}

function named(value: Cell, { type, words }: VariantColumn): Cell {
  return type === 'word' && typeof value === 'number' ? (words[value] ?? null) : value
}

const rank = (value: Cell, { words }: VariantColumn): number =>
  value === null ? -1 : words.indexOf(String(value))

/** @param numbers a query of the numbers, as `x` */
export async function spreadOf(
  numbers: string,
  values: readonly Cell[],
  database: Database,
  signal: AbortSignal,
): Promise<Facet['spread']> {
  const [row = []] = await database.rows(
    `SELECT ${QUANTILES.map((q) => `quantile_cont(x, ${q})`).join(', ')} FROM (${numbers})`,
    values,
    signal,
  )
  const [least, quarter, half, threeQuarters, most] = row.flatMap((cell) =>
    typeof cell === 'number' ? cell : [],
  )
  // All of them are missing when no row has a value.
  if (least === undefined || quarter === undefined || half === undefined) return null
  if (threeQuarters === undefined || most === undefined) return null
  return { least, quarter, half, threeQuarters, most }
}
