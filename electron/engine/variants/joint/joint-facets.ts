import { GENE_COLUMNS, type VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { Facet, VariantQuery } from '../../../../shared/variant/variant-query.ts'
import { columnSql } from '../query/compile-query.ts'
import { facetOf, listedValues, mostFrequent, spreadOf } from '../query/facets.ts'
import type { Cell, Database } from '../store/database.ts'
import type { JointPart } from './joint-parts.ts'
import { type PartSql, partsSql } from './joint-sql.ts'

/** More values than panels can give a gene. */
const EVERY_VALUE = 1_000_000

/** As `facetOf`, of the rows of several files together. */
export async function jointFacet(
  query: VariantQuery,
  column: VariantColumn,
  limit: number,
  parts: readonly JointPart[],
  together: () => Promise<Database>,
  signal: AbortSignal,
): Promise<Facet> {
  if (GENE_COLUMNS.includes(column.name)) return geneFacet(query, column, limit, parts, signal)
  const compiled = await partsSql(parts, { ...query, sort: [] }, signal)
  const values = compiled.flatMap(({ where }) => where?.values ?? [])
  const database = await together()
  const counted = compiled.map((part) => countedSql(part, column)).join(' UNION ALL ')
  const found = await database.rows(
    mostFrequent(`SELECT value, CAST(sum(n) AS BIGINT) AS n FROM (${counted}) GROUP BY 1`, limit),
    values,
    signal,
  )
  const numbers = compiled.map(
    (part) => `SELECT ${columnSql(column, part.scope, part.flags)} AS x FROM ${part.from} ${condition(part)}`,
  )
  const isNumber = column.type === 'number' || column.type === 'integer'
  const spread = isNumber ? await spreadOf(numbers.join(' UNION ALL '), values, database, signal) : null
  return { ...listedValues(found, column), spread }
}

const condition = ({ where }: PartSql): string => (where === null ? '' : `WHERE ${where.sql}`)

/** A part's values with how many rows have each: rows are counted by numbers, and only those put into texts. */
function countedSql(part: PartSql, column: VariantColumn): string {
  const { scope, from } = part
  const instead = scope.instead(column)
  const grouped = (by: string): string =>
    `(SELECT ${by}, count(*) AS n FROM ${from} ${condition(part)} GROUP BY 1)`
  // What stands in for a column follows from the contig, if from anything.
  if (instead !== undefined) return `SELECT ${instead} AS value, n FROM ${grouped('v.contig AS contig')} v`
  const coded = scope.coded(column)
  if (coded === undefined)
    return `SELECT value, n FROM ${grouped(`${columnSql(column, scope, part.flags)} AS value`)}`
  return `SELECT t.text AS value, c.n FROM ${grouped(`v."${coded}" AS code`)} c LEFT JOIN ${scope.dictionary(coded)} t ON t.code = c.code`
}

async function geneFacet(
  query: VariantQuery,
  column: VariantColumn,
  limit: number,
  parts: readonly JointPart[],
  signal: AbortSignal,
): Promise<Facet> {
  const counts = new Map<Cell, number>()
  for (const { scope, variants } of parts) {
    const { values } = await facetOf(query, column, EVERY_VALUE, scope, variants.store.database, signal)
    for (const { value, count } of values) counts.set(value, (counts.get(value) ?? 0) + count)
  }
  const all = [...counts].map(([value, count]) => ({ value, count })).toSorted((a, b) => b.count - a.count)
  const others = all.slice(limit).reduce((sum, { count }) => sum + count, 0)
  return { values: all.slice(0, limit), others, spread: null }
}
