import { Fault } from '../../../../shared/errors/fault.ts'
import { checkFilter } from '../../../../shared/filter/check-filter.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { GENE_COLUMNS, MARKED_COLUMN, type VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { VariantFilter, VariantQuery, VariantSort } from '../../../../shared/variant/variant-query.ts'
import type { Database } from '../store/database.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import { codedConditions } from './coded-conditions.ts'
import { filterSql } from './filter-sql.ts'
import { markedSql } from './marked-rows.ts'
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
  /** Joins that the order needs, and the order itself; null in the order of the file. */
  readonly order: { readonly joins: string; readonly by: string } | null
}

const ABSENT: Readonly<Record<VariantColumn['type'], string>> = {
  integer: 'CAST(NULL AS INTEGER)',
  number: 'CAST(NULL AS DOUBLE)',
  text: 'CAST(NULL AS VARCHAR)',
  word: 'CAST(NULL AS UTINYINT)',
  flag: 'FALSE',
}

/** The store's value of a column as a filter compares it. */
function columnSql(column: VariantColumn, scope: StoreScope, marked: string): string {
  if (column.name === MARKED_COLUMN.name) return marked
  // Answered with what was typed, or not at all: as if it were missing would be wrong.
  if (GENE_COLUMNS.includes(column.name))
    throw new Fault({ kind: 'filter/not-comparable', column: column.name })
  const name = scope.stored(column)
  if (name === undefined) return ABSENT[column.type]
  return scope.coded(column) === undefined
    ? `v."${name}"`
    : `(SELECT text FROM "${dictionaryTable(name)}" WHERE code = v."${name}")`
}

async function filterTruth(
  { expression }: VariantFilter,
  scope: StoreScope,
  marked: string,
  database: Database,
  signal: AbortSignal | undefined,
): Promise<Sql> {
  const checked = checkFilter(parseFilter(expression), scope.filter)
  const known = await codedConditions(
    checked,
    (column) => scope.coded(column),
    scope.genes,
    marked,
    database,
    signal,
  )
  return filterSql(checked, (column) => columnSql(column, scope, marked), known)
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
  const marked = markedSql((await scope.marked?.now()) ?? new Set())
  const truths: Sql[] = []
  for (const filter of filters) truths.push(await filterTruth(filter, scope, marked, database, signal))
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
    where: plain.length === 0 ? null : joined(plain, ' AND '),
    order: await orderOf(sort, scope, marked, signal),
  }
}

async function orderOf(
  sort: readonly VariantSort[],
  scope: StoreScope,
  marked: string,
  signal: AbortSignal | undefined,
): Promise<CompiledQuery['order']> {
  if (sort.length === 0) return null
  const joins: string[] = []
  const by: string[] = []
  for (const [i, { column: name, descending }] of sort.entries()) {
    const column = scope.column(name)
    const direction = `${descending ? 'DESC' : 'ASC'} NULLS LAST`
    // A contig's place among its fellows, not its name: chr10 does not come before chr2.
    const coded = scope.coded(column)
    if (name === 'chrom') by.push(`v.contig ${direction}`)
    else if (name === 'pos') by.push(`v.contig ${direction}`, `v.pos ${direction}`)
    else if (GENE_COLUMNS.includes(name))
      by.push(`${await scope.genes.orderSql(column, signal)} ${direction}`)
    else if (coded === undefined) by.push(`${columnSql(column, scope, marked)} ${direction}`)
    else {
      joins.push(`LEFT JOIN "${dictionaryTable(coded)}" AS t${i} ON t${i}.code = v."${coded}"`)
      by.push(`t${i}.text ${direction}`)
    }
  }
  return { joins: joins.join(' '), by: [...by, 'v.rowid'].join(', ') }
}
