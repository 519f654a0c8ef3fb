import {
  type Condition,
  type Search,
  type Term,
  isCondition,
  isNumberTerm,
} from '../../../../shared/filter/checked-filter.ts'
import type { Comparison } from '../../../../shared/filter/expression.ts'
import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import { type ColumnSql, numberBeside, numberColumn, numberSql } from './number-sql.ts'
import { type Sql, joined, rankValue, sql, textValue } from './sql-fragment.ts'

/** What a filter is put into SQL with: the store's columns, and the conditions that have been put into it already. */
type Translation = { readonly column: ColumnSql; readonly known: ReadonlyMap<Condition, Sql> }

const COMPARISON: Readonly<Record<Comparison, Sql>> = {
  '==': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
}

/**
 * `has` first looks for the term anywhere, which passes over most rows at a third of the cost of taking a text apart
 * (measured on a million rows: docs/decisions/018-filters.md).
 */
const SEARCH: Readonly<Record<Search, (text: Sql, wanted: Sql) => Sql>> = {
  has: (text, wanted) =>
    sql`contains(${text}, ${wanted}) AND list_contains(string_split_regex(${text}, '[;&/,|]'), ${wanted})`,
  contains: (text, wanted) => sql`contains(${text}, ${wanted})`,
  starts: (text, wanted) => sql`starts_with(${text}, ${wanted})`,
}

function termSql(term: Term, to: Translation): Sql {
  if (isNumberTerm(term)) return numberSql(term, to.column)
  if (isCondition(term)) return sql`(${conditionSql(term, to)})`
  switch (term.kind) {
    case 'text':
      return textValue(term.value)
    case 'word':
      return rankValue(term.rank)
    case 'text-column':
    case 'word-column':
      return to.column(term.column)
  }
}

function beside(term: Term, other: Term, to: Translation): Sql {
  return isNumberTerm(term) && isNumberTerm(other) ? numberBeside(term, other, to.column) : termSql(term, to)
}

function missingSql(column: VariantColumn, to: Translation): Sql {
  const isNumber = column.type === 'number' || column.type === 'integer'
  return sql`${isNumber ? numberColumn(column, to.column) : to.column(column)} IS NULL`
}

function conditionSql(condition: Condition, to: Translation): Sql {
  const known = to.known.get(condition)
  if (known) return sql`(${known})`
  switch (condition.kind) {
    case 'truth':
      return condition.value ? sql`TRUE` : sql`FALSE`
    case 'flag':
      return sql`coalesce(${to.column(condition.column)}, FALSE)`
    case 'not':
      return sql`NOT (${conditionSql(condition.operand, to)})`
    case 'and':
    case 'or':
      return joined(
        condition.operands.map((operand) => sql`(${conditionSql(operand, to)})`),
        condition.kind === 'and' ? ' AND ' : ' OR ',
      )
    case 'compare': {
      const left = beside(condition.left, condition.right, to)
      const right = beside(condition.right, condition.left, to)
      return sql`${left} ${COMPARISON[condition.operator]} ${right}`
    }
    case 'in': {
      const list = condition.list.map((each) => beside(each, condition.item, to))
      return sql`${termSql(condition.item, to)} IN (${joined(list, ', ')})`
    }
    case 'missing':
      return missingSql(condition.column, to)
    case 'search':
      return SEARCH[condition.search](sql`lower(${to.column(condition.column)})`, textValue(condition.wanted))
  }
}

/**
 * A filter as a boolean expression of DuckDB's SQL, NULL where the filter is unknown: exactly what `evaluateFilter`
 * says of each row. The text is made of a closed list of operators and functions, the store's own columns and `?`;
 * what was typed is only in `values`.
 *
 * A column of integers is any of DuckDB's types of integers that JavaScript's numbers hold exactly, one of numbers
 * DOUBLE (or FLOAT), a text VARCHAR, a flag BOOLEAN, and a word its 0-based place in the column's list of words as
 * UTINYINT (or a wider integer); NULL is missing.
 *
 * @param columnSql the store's name for a column, quoted where it must be: never made of what was typed.
 * @param known conditions within the filter that are in SQL already
 */
export function filterSql(
  filter: Condition,
  columnSql: (column: VariantColumn) => string,
  known: ReadonlyMap<Condition, Sql> = new Map(),
): Sql {
  return conditionSql(filter, { column: (column) => ({ sql: columnSql(column), values: [] }), known })
}
