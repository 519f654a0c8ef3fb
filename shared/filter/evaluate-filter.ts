import type { VariantColumn } from '../variant/variant-column.ts'
import { SEPARATORS } from './check-function.ts'
import {
  type Condition,
  type NumberTerm,
  type Search,
  type Term,
  type TextTerm,
  type Truth,
  type WordTerm,
  isCondition,
  isNumberTerm,
} from './checked-filter.ts'
import type { Comparison } from './expression.ts'
import { lowerCase } from './lower-case.ts'

type Value = string | number | boolean | null

/** A row: the value of a column, a word by its name. Null, and a number that is none (NaN), are missing. */
export type RowValue = (column: VariantColumn) => Value

/** By code point, as UTF-8 is ordered: JavaScript's own order differs beyond the basic plane. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  const [left, right] = [Array.from(a), Array.from(b)]
  const differs = left.findIndex((letter, i) => letter !== right[i])
  if (differs < 0) return -1
  return (left[differs]?.codePointAt(0) ?? -1) - (right[differs]?.codePointAt(0) ?? -1)
}

function order(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  // Not by their difference: that of two infinities is no number.
  return a === b ? 0 : a < b ? -1 : 1
}

const HOLDS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function compare(operator: Comparison, left: Value, right: Value): Truth {
  return left === null || right === null ? null : HOLDS[operator](order(left, right))
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth)

/** Kleene's `or`: one that is true decides, else one that is unknown. */
function any(truths: readonly Truth[]): Truth {
  return truths.includes(true) ? true : truths.includes(null) ? null : false
}

const PARTS = new RegExp(`[${SEPARATORS.join('')}]`)

const FOUND: Readonly<Record<Search, (text: string, wanted: string) => boolean>> = {
  has: (text, wanted) => text.split(PARTS).includes(wanted),
  contains: (text, wanted) => text.includes(wanted),
  starts: (text, wanted) => text.startsWith(wanted),
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

function numberOf(term: NumberTerm, row: RowValue): number | null {
  switch (term.kind) {
    case 'number':
      return term.value
    case 'number-column': {
      const value = row(term.column)
      const number = typeof value === 'number' ? known(value) : null
      return number === null && term.column.missing === 'zero' ? 0 : number
    }
    case 'negative': {
      const value = numberOf(term.operand, row)
      return value === null ? null : -value
    }
    case 'arithmetic': {
      const [left, right] = [numberOf(term.left, row), numberOf(term.right, row)]
      if (left === null || right === null) return null
      switch (term.operator) {
        case '+':
          return known(left + right)
        case '-':
          return known(left - right)
        case '*':
          return known(left * right)
        case '/':
          return right === 0 ? null : known(left / right)
      }
    }
  }
}

function wordOrText(term: TextTerm | WordTerm, row: RowValue): string | number | null {
  switch (term.kind) {
    case 'text':
      return term.value
    case 'text-column': {
      const value = row(term.column)
      return typeof value === 'string' ? value : null
    }
    case 'word':
      return term.rank
    case 'word-column': {
      const value = row(term.column)
      const rank = typeof value === 'string' ? term.column.words.indexOf(value) : -1
      return rank < 0 ? null : rank
    }
  }
}

function valueOf(term: Term, row: RowValue): Value {
  if (isNumberTerm(term)) return numberOf(term, row)
  return isCondition(term) ? evaluateFilter(term, row) : wordOrText(term, row)
}

function isMissing(column: VariantColumn, row: RowValue): boolean {
  const value = row(column)
  return value === null || (typeof value === 'number' && Number.isNaN(value))
}

/**
 * Whether a filter holds for one row, in three-valued logic: what is said of a missing value is unknown (null), and
 * so is what depends on it. Slow and plain: what the database does with a filter is tested against this.
 *
 * @see Kleene 1952, §64, and SQL:2023 part 2, §8.21 <boolean value expression>
 */
export function evaluateFilter(condition: Condition, row: RowValue): Truth {
  switch (condition.kind) {
    case 'truth':
      return condition.value
    case 'flag':
      return row(condition.column) === true
    case 'not':
      return not(evaluateFilter(condition.operand, row))
    case 'or':
      return any(condition.operands.map((operand) => evaluateFilter(operand, row)))
    case 'and':
      return not(any(condition.operands.map((operand) => not(evaluateFilter(operand, row)))))
    case 'compare':
      return compare(condition.operator, valueOf(condition.left, row), valueOf(condition.right, row))
    case 'in': {
      const item = valueOf(condition.item, row)
      return any(condition.list.map((each) => compare('==', item, valueOf(each, row))))
    }
    case 'missing':
      return isMissing(condition.column, row)
    case 'search': {
      const text = row(condition.column)
      return typeof text === 'string' ? FOUND[condition.search](lowerCase(text), condition.wanted) : null
    }
  }
}
