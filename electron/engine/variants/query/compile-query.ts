import { checkFilter } from '../../../../shared/filter/check-filter.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { VariantFilter, VariantQuery, VariantSort } from '../../../../shared/variant/variant-query.ts'
import type { Database } from '../store/database.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import { codedConditions } from './coded-conditions.ts'
import { filterSql } from './filter-sql.ts'
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
function columnSql(column: VariantColumn, scope: StoreScope): string {
  const name = scope.stored(column)
  if (name === undefined) return ABSENT[column.type]
  return scope.coded(column) === undefined
    ? `v."${name}"`
    : `(SELECT text FROM "${dictionaryTable(name)}" WHERE code = v."${name}")`
}

async function filterTruth(
  { expression }: VariantFilter,
  scope: StoreScope,
  database: Database,
  signal: AbortSignal | undefined,
): Promise<Sql> {
  const checked = checkFilter(parseFilter(expression), scope.filter)
  const known = await codedConditions(checked, scope.coded, database, signal)
  return filterSql(checked, (column) => columnSql(column, scope), known)
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
  const truths: Sql[] = []
  for (const filter of filters) truths.push(await filterTruth(filter, scope, database, signal))
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
    order: orderOf(sort, scope),
  }
}

function orderOf(sort: readonly VariantSort[], scope: StoreScope): CompiledQuery['order'] {
  if (sort.length === 0) return null
  const joins: string[] = []
  const by = sort.flatMap(({ column: name, descending }, i): string[] => {
    const column = scope.column(name)
    const direction = `${descending ? 'DESC' : 'ASC'} NULLS LAST`
    // A contig's place among its fellows, not its name: chr10 does not come before chr2.
    if (name === 'chrom') return [`v.contig ${direction}`]
    if (name === 'pos') return [`v.contig ${direction}`, `v.pos ${direction}`]
    const coded = scope.coded(column)
    if (coded === undefined) return [`${columnSql(column, scope)} ${direction}`]
    joins.push(`LEFT JOIN "${dictionaryTable(coded)}" AS t${i} ON t${i}.code = v."${coded}"`)
    return [`t${i}.text ${direction}`]
  })
  return { joins: joins.join(' '), by: [...by, 'v.rowid'].join(', ') }
}
