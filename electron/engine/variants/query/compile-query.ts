import { Fault } from '../../../../shared/errors/fault.ts'
import { checkFilter } from '../../../../shared/filter/check-filter.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { GENE_COLUMNS, type VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { VariantFilter, VariantQuery, VariantSort } from '../../../../shared/variant/variant-query.ts'
import type { Database } from '../store/database.ts'
import { codedConditions } from './coded-conditions.ts'
import { filterSql } from './filter-sql.ts'
import { type FlagSql, flagsNow } from './row-flags.ts'
import { joined, type Sql, sql } from './sql-fragment.ts'
import type { StoreScope } from './store-scope.ts'

/** A query in SQL, over `variant v`. */
export type CompiledQuery = {
  /** Of each filter: true, false, or NULL where it cannot tell. */
  readonly truths: readonly Sql[]
  /** Of each filter: whether it lets a row through; never NULL. */
  readonly passes: readonly Sql[]
  /** All of them together; null without any. */
  readonly where: Sql | null
  /** Whether a row has the case's flags now. */
  readonly flags: FlagSql
  /** Joins that the order needs, and the order itself; null in the order of the file. */
  readonly order: { readonly joins: string; readonly by: string; readonly keys: readonly SortKey[] } | null
}

/** What rows are sorted by, in SQL; missing values come last in both directions. */
export type SortKey = { readonly sql: string; readonly descending: boolean }

const ABSENT: Readonly<Record<VariantColumn['type'], string>> = {
  integer: 'CAST(NULL AS INTEGER)',
  number: 'CAST(NULL AS DOUBLE)',
  text: 'CAST(NULL AS VARCHAR)',
  word: 'CAST(NULL AS UTINYINT)',
  flag: 'FALSE',
}

/** The store's value of a column as a filter compares it. */
export function columnSql(column: VariantColumn, scope: StoreScope, flags: FlagSql): string {
  const flag = flags.get(column.name)
  if (flag !== undefined) return flag
  // Answered with what was typed, or not at all: as if it were missing would be wrong.
  if (GENE_COLUMNS.includes(column.name))
    throw new Fault({ kind: 'filter/not-comparable', column: column.name })
  const instead = scope.instead(column)
  if (instead !== undefined) return instead
  const name = scope.stored(column)
  if (name === undefined) return ABSENT[column.type]
  return scope.coded(column) === undefined
    ? `v."${name}"`
    : `(SELECT text FROM ${scope.dictionary(name)} WHERE code = v."${name}")`
}

async function filterTruth(
  { expression }: VariantFilter,
  scope: StoreScope,
  flags: FlagSql,
  database: Database,
  signal: AbortSignal | undefined,
): Promise<Sql> {
  const checked = checkFilter(parseFilter(expression), scope.filter)
  const known = await codedConditions(checked, scope, flags, database, signal)
  return filterSql(checked, (column) => columnSql(column, scope, flags), known)
}

/**
 * @throws Fault `filter/…` for what is wrong with an expression, `query/unknown-column` for a column to sort by
 */
export async function compileQuery(
  { filters, sort }: VariantQuery,
  scope: StoreScope,
  database: Database,
  signal?: AbortSignal,
): Promise<CompiledQuery> {
  // First of all: those of the moment in which the query was asked.
  const flags = await flagsNow(scope.flags)
  const truths: Sql[] = []
  for (const filter of filters) truths.push(await filterTruth(filter, scope, flags, database, signal))
  const passes = truths.map((truth, i) =>
    filters[i]?.missing === 'keep' ? sql`coalesce((${truth}), TRUE)` : sql`coalesce((${truth}), FALSE)`,
  )
  // A row of which a filter cannot tell does not pass a WHERE: said plainly, whole blocks can be passed over.
  const plain = truths.map((truth, i) =>
    filters[i]?.missing === 'keep' ? (passes[i] ?? truth) : sql`(${truth})`,
  )
  return {
    truths,
    passes,
    flags,
    where: plain.length === 0 ? null : joined(plain, ' AND '),
    order: await orderOf(sort, scope, flags, signal),
  }
}

async function orderOf(
  sort: readonly VariantSort[],
  scope: StoreScope,
  flags: FlagSql,
  signal: AbortSignal | undefined,
): Promise<CompiledQuery['order']> {
  if (sort.length === 0) return null
  const joins: string[] = []
  const keys: SortKey[] = []
  for (const [i, { column: name, descending }] of sort.entries()) {
    const column = scope.column(name)
    const coded = scope.coded(column)
    const add = (sql: string): void => void keys.push({ sql, descending })
    if (name === 'chrom' || name === 'pos') {
      add(scope.contigOrder)
      if (name === 'pos') add('v.pos')
    } else if (GENE_COLUMNS.includes(name)) add(await scope.genes.orderSql(column, signal))
    else if (coded === undefined) add(columnSql(column, scope, flags))
    else {
      joins.push(`LEFT JOIN ${scope.dictionary(coded)} AS t${i} ON t${i}.code = v."${coded}"`)
      add(`t${i}.text`)
    }
  }
  const by = [...keys.map(({ sql, descending }) => `${sql} ${direction(descending)}`), 'v.rowid']
  return { joins: joins.join(' '), by: by.join(', '), keys }
}

export const direction = (descending: boolean): string => `${descending ? 'DESC' : 'ASC'} NULLS LAST`
