import { type Condition, columnsUsed } from '../../../../shared/filter/checked-filter.ts'
import { evaluateFilter } from '../../../../shared/filter/evaluate-filter.ts'
import type { FilterScope } from '../../../../shared/filter/scope.ts'
import { FILE_COLUMN } from '../../../../shared/variant/joint-columns.ts'
import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import { integerValue, joined, type Sql, sql, textLiteral } from '../query/sql-fragment.ts'
import { columnNamed, type StoreScope } from '../query/store-scope.ts'
import type { PlacedContigs } from './joint-contigs.ts'

const UNKNOWN: Readonly<Record<VariantColumn['type'], string>> = {
  integer: 'CAST(NULL AS INTEGER)',
  number: 'CAST(NULL AS DOUBLE)',
  text: 'CAST(NULL AS VARCHAR)',
  word: 'CAST(NULL AS UTINYINT)',
  flag: 'CAST(NULL AS BOOLEAN)',
}

/** The store's file does not have the column at all: not even a flag of it is known to be false. */
export const isLacking = (own: StoreScope, { name }: VariantColumn): boolean =>
  name !== FILE_COLUMN.name && !own.filter.columns.has(name)

/**
 * One store's answer to what filters of a list of several files name: the columns of all of them, contigs by the list's
 * names and order, and the file.
 *
 * @param filter what filters of the list may name
 * @param label what the file is called
 */
export function jointScope(
  own: StoreScope,
  filter: FilterScope,
  label: string,
  { names, places }: PlacedContigs,
): StoreScope {
  const listOf = (items: readonly (string | number)[], type: string): string =>
    `list_extract(CAST([${items.join(', ')}] AS ${type}[]), v.contig + 1)`
  const contigName = listOf(names.map(textLiteral), 'VARCHAR')

  /** What is said of the contig alone is asked of the few names there are, and of the rows only which they have. */
  const ofContig = (condition: Condition): Sql => {
    const found = names.flatMap((name, i) => (evaluateFilter(condition, () => name) === true ? [i] : []))
    return sql`v.contig IN (${joined([...found, -1].map(integerValue), ', ')})`
  }
  const isOfContigAlone = (condition: Condition): boolean =>
    columnsUsed(condition).every(({ name }) => name === 'chrom') && columnsUsed(condition).length > 0

  return {
    ...own,
    filter,
    column: (name) => filter.columns.get(name) ?? columnNamed(name, filter),
    instead(column) {
      if (column.name === FILE_COLUMN.name) return textLiteral(label)
      if (column.name === 'chrom') return contigName
      return isLacking(own, column) ? UNKNOWN[column.type] : undefined
    },
    async decided(condition, signal) {
      if (condition.kind === 'flag' && isLacking(own, condition.column)) return sql`CAST(NULL AS BOOLEAN)`
      if (isOfContigAlone(condition)) return ofContig(condition)
      return own.decided(condition, signal)
    },
    contigOrder: places.every((place, i) => place === i) ? 'v.contig' : listOf(places, 'INTEGER'),
  }
}
