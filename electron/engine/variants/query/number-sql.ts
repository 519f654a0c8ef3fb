import type { NumberTerm } from '../../../../shared/filter/checked-filter.ts'
import type { Arithmetic } from '../../../../shared/filter/expression.ts'
import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import { type Sql, integerValue, joined, numberValue, sql } from './sql-fragment.ts'

/** The store's own name of a column, ready to stand in a query. */
export type ColumnSql = (column: VariantColumn) => Sql

const ARITHMETIC: Readonly<Record<Arithmetic, Sql>> = {
  '+': sql`+`,
  '-': sql`-`,
  '*': sql`*`,
  '/': sql`/`,
}

/** A column of numbers with its missing values as NULL, NaN among them: DuckDB counts it the largest of numbers. */
export function numberColumn(column: VariantColumn, columnSql: ColumnSql): Sql {
  const stored = columnSql(column)
  return column.type === 'integer' ? stored : sql`nullif(CAST(${stored} AS DOUBLE), CAST('NaN' AS DOUBLE))`
}

/** As it is compared and calculated with. */
function columnValue(column: VariantColumn, columnSql: ColumnSql): Sql {
  const value = numberColumn(column, columnSql)
  return column.missing === 'zero' ? sql`coalesce(${value}, 0)` : value
}

/** A term in floating point as it comes out, also where it divides by zero: infinite or NaN. */
function unguarded(term: NumberTerm, columnSql: ColumnSql): Sql {
  switch (term.kind) {
    case 'number':
      return numberValue(term.value)
    case 'number-column':
      return sql`CAST(${columnValue(term.column, columnSql)} AS DOUBLE)`
    case 'negative':
      return sql`(-${unguarded(term.operand, columnSql)})`
    case 'arithmetic':
      return sql`(${unguarded(term.left, columnSql)} ${ARITHMETIC[term.operator]} ${unguarded(term.right, columnSql)})`
  }
}

function divisorsOf(term: NumberTerm): NumberTerm[] {
  switch (term.kind) {
    case 'number':
    case 'number-column':
      return []
    case 'negative':
      return divisorsOf(term.operand)
    case 'arithmetic': {
      const within = [...divisorsOf(term.left), ...divisorsOf(term.right)]
      return term.operator === '/' ? [term.right, ...within] : within
    }
  }
}

/**
 * A number, NULL where it is unknown. What makes it so (a divisor that is zero, infinity less infinity) is asked once
 * for the whole term. Asked at each division, as `nullif(divisor, 0)`, it would double the query with every division
 * within a divisor: DuckDB copies the arguments, and 18 of them take minutes.
 */
export function numberSql(term: NumberTerm, columnSql: ColumnSql): Sql {
  if (term.kind === 'number-column') return columnValue(term.column, columnSql)
  const value = unguarded(term, columnSql)
  if (term.kind === 'number') return value
  const unknown = [
    sql`isnan(${value})`,
    ...divisorsOf(term).map((divisor) => sql`${unguarded(divisor, columnSql)} = 0`),
  ]
  return sql`CASE WHEN ${joined(unknown, ' OR ')} THEN NULL ELSE ${value} END`
}

const isInt32 = (value: number): boolean => (value | 0) === value

/**
 * A number beside a column of integers: as an integer where it is one, so that the column is compared as it is stored
 * and whole blocks of rows are passed over by their smallest and largest values. Else as {@link numberSql} has it.
 */
export function numberBeside(term: NumberTerm, other: NumberTerm, columnSql: ColumnSql): Sql {
  const integers = other.kind === 'number-column' && other.column.type === 'integer'
  if (term.kind === 'number' && integers && isInt32(term.value)) return integerValue(term.value)
  return numberSql(term, columnSql)
}
