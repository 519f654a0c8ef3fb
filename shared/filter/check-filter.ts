import type { VariantColumn } from '../variant/variant-column.ts'
import { checkFunction } from './check-function.ts'
import {
  type Condition,
  type NumberTerm,
  type Term,
  type TermType,
  isCondition,
  isNumberTerm,
  typeOfTerm,
} from './checked-filter.ts'
import type { Expression, ParsedFilter } from './expression.ts'
import { type Check, typeFault, typedText } from './filter-fault.ts'
import { resolveColumn } from './resolve-column.ts'
import { resolveWord } from './resolve-word.ts'
import type { FilterScope } from './scope.ts'

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>

const TYPES: Readonly<Record<TermType, string>> = {
  number: 'a number',
  text: 'text',
  word: 'one of a list of words',
  truth: 'true or false',
}

function columnTerm(column: VariantColumn): Term {
  switch (column.type) {
    case 'integer':
    case 'number':
      return { kind: 'number-column', column }
    case 'text':
      return { kind: 'text-column', column }
    case 'word':
      return { kind: 'word-column', column }
    case 'flag':
      return { kind: 'flag', column }
  }
}

/** The negative of a number as written is a number, and compared as fast as one. */
const negative = (operand: NumberTerm): NumberTerm =>
  operand.kind === 'number' ? { kind: 'number', value: -operand.value } : { kind: 'negative', operand }

function checkTerm(check: Check, expression: Expression): Term {
  switch (expression.kind) {
    case 'number':
      return { kind: 'number', value: expression.value }
    case 'text':
      return { kind: 'text', value: expression.value }
    case 'truth':
      return { kind: 'truth', value: expression.value }
    case 'column':
    case 'of-sample':
      return columnTerm(resolveColumn(check, expression))
    case 'call':
      return checkFunction(check, expression)
    case 'negative':
      return negative(checkNumber(check, expression.operand))
    case 'arithmetic':
      return {
        kind: 'arithmetic',
        operator: expression.operator,
        left: checkNumber(check, expression.left),
        right: checkNumber(check, expression.right),
      }
    case 'not':
      return { kind: 'not', operand: checkCondition(check, expression.operand) }
    case 'and':
    case 'or':
      return {
        kind: expression.kind,
        operands: expression.operands.map((operand) => checkCondition(check, operand)),
      }
    case 'compare':
      return checkCompare(check, expression)
    case 'in':
      return checkIn(check, expression)
  }
}

function checkNumber(check: Check, expression: Expression): NumberTerm {
  const term = checkTerm(check, expression)
  if (isNumberTerm(term)) return term
  throw typeFault(
    check,
    expression,
    `numbers are calculated with, and ${typedText(check, expression)} is ${TYPES[typeOfTerm(term)]}`,
  )
}

function checkCondition(check: Check, expression: Expression): Condition {
  const term = checkTerm(check, expression)
  if (isCondition(term)) return term
  const typed = typedText(check, expression)
  const type = typeOfTerm(term)
  const example = type === 'number' ? `${typed} > 30` : type === 'word' ? `${typed} == …` : `${typed} == "…"`
  throw typeFault(
    check,
    expression,
    `a condition is needed, and ${typed} is ${TYPES[type]}: compare it, as in ${example}`,
  )
}

type Side = { readonly expression: Expression; readonly term: Term }

const sideOf = (check: Check, expression: Expression): Side => ({
  expression,
  term: checkTerm(check, expression),
})

/** Text beside a column of words is one of its words. */
function asWord(check: Check, { expression, term }: Side, beside: Term): Term {
  if (term.kind !== 'text' || beside.kind !== 'word-column') return term
  return { kind: 'word', rank: resolveWord(check, expression, term.value, beside.column) }
}

const sameWords = (a: Term, b: Term): boolean =>
  a.kind !== 'word-column' || b.kind !== 'word-column' || a.column.words.join() === b.column.words.join()

/** Both sides as terms of one type. */
function sides(check: Check, left: Side, right: Side): [Term, Term] {
  const terms: [Term, Term] = [asWord(check, left, right.term), asWord(check, right, left.term)]
  const [a, b] = terms
  const [typedA, typedB] = [typedText(check, left.expression), typedText(check, right.expression)]
  if (!sameWords(a, b))
    throw typeFault(
      check,
      right.expression,
      `${typedA} and ${typedB} have different words, so they cannot be compared`,
    )
  const [typeA, typeB] = [typeOfTerm(a), typeOfTerm(b)]
  if (typeA === typeB) return terms
  const number = [left, right].find(({ term }) => term.kind === 'number')
  const advice =
    number && (typeA === 'text' || typeB === 'text')
      ? `put the number in quotes ("${typedText(check, number.expression)}")`
      : 'compare values of one kind'
  throw typeFault(
    check,
    right.expression,
    `${typedA} is ${TYPES[typeA]}, ${typedB} is ${TYPES[typeB]}: ${advice}`,
  )
}

function checkCompare(check: Check, expression: Of<'compare'>): Condition {
  const { operator } = expression
  const [left, right] = sides(check, sideOf(check, expression.left), sideOf(check, expression.right))
  if (isCondition(left) && operator !== '==' && operator !== '!=')
    throw typeFault(
      check,
      expression,
      `${typedText(check, expression.left)} is true or false, which has no order: use == or !=`,
    )
  return { kind: 'compare', operator, left, right }
}

function checkIn(check: Check, expression: Of<'in'>): Condition {
  const item = sideOf(check, expression.item)
  const pairs = expression.list.map((each) => sides(check, item, sideOf(check, each)))
  // A word in quotes has a rank only beside a column, and each column of the list may have its own words.
  const each = pairs.map(([left, right]) => ({ kind: 'compare', operator: '==', left, right }) as const)
  const [first] = each
  const condition: Condition =
    item.term.kind !== 'text'
      ? { kind: 'in', item: item.term, list: pairs.map(([, right]) => right) }
      : each.length === 1 && first
        ? first
        : { kind: 'or', operands: each }
  return expression.negated ? { kind: 'not', operand: condition } : condition
}

/**
 * Says what every name in a filter stands for and that everything is of the right type.
 *
 * @returns the filter as a condition on the columns of `scope`
 * @throws Fault of a `filter/…` kind but `filter/syntax`: the first thing that is wrong, with its place in the text
 */
export function checkFilter({ text, root }: ParsedFilter, scope: FilterScope): Condition {
  return checkCondition({ text, scope }, root)
}
