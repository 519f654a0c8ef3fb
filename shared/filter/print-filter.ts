import type { Expression, SampleName } from './expression.ts'
import { quoted } from './text-literal.ts'

/** How tightly a node holds its parts, as in the grammar: what is looser than its surroundings needs brackets. */
const TIGHTNESS = {
  or: 0,
  and: 1,
  not: 2,
  compare: 3,
  in: 3,
  arithmetic: 4,
  negative: 6,
  number: 7,
  text: 7,
  truth: 7,
  column: 7,
  'of-sample': 7,
  call: 7,
} as const satisfies Record<Expression['kind'], number>
const SUM = TIGHTNESS.arithmetic
const PRODUCT = SUM + 1

function tightness(expression: Expression): number {
  if (expression.kind !== 'arithmetic') return TIGHTNESS[expression.kind]
  return expression.operator === '+' || expression.operator === '-' ? SUM : PRODUCT
}

const FIELD = /^(info|format)\.([^]*)$/
const PLAIN_FIELD = /^(?:info|format)(?:\.[A-Za-z0-9_]+)+$/

/**
 * A column, or what stands before the bracket of a sample's, as it is written in a filter: `info["odd-name"]` where the
 * name has characters that names have not.
 */
export function columnText(name: string): string {
  const [, of, field] = FIELD.exec(name) ?? []
  return field === undefined || PLAIN_FIELD.test(name) ? name : `${of}[${quoted(field)}]`
}

export const sampleText = ({ name, quoted: inQuotes }: SampleName): string => (inQuotes ? quoted(name) : name)

/** Within surroundings that need their parts to hold at least as tightly as `atLeast`. */
function print(expression: Expression, atLeast: number): string {
  const text = plain(expression)
  return tightness(expression) < atLeast ? `(${text})` : text
}

function plain(expression: Expression): string {
  const list = (expressions: readonly Expression[], atLeast: number): string =>
    expressions.map((each) => print(each, atLeast)).join(', ')
  switch (expression.kind) {
    case 'number':
    case 'truth':
      return String(expression.value)
    case 'text':
      return quoted(expression.value)
    case 'column':
      return columnText(expression.name)
    case 'of-sample':
      return `${columnText(expression.key)}(${expression.samples.map(sampleText).join(', ')})`
    case 'call':
      return `${expression.name}(${list(expression.arguments, TIGHTNESS.or)})`
    case 'not':
      return `not ${print(expression.operand, TIGHTNESS.not)}`
    case 'negative':
      return `-${print(expression.operand, TIGHTNESS.negative)}`
    case 'and':
      return expression.operands.map((each) => print(each, TIGHTNESS.not)).join(' and ')
    case 'or':
      return expression.operands.map((each) => print(each, TIGHTNESS.and)).join(' or ')
    case 'compare':
      return `${print(expression.left, SUM)} ${expression.operator} ${print(expression.right, SUM)}`
    case 'in':
      return `${print(expression.item, SUM)} ${expression.negated ? 'not in' : 'in'} [${list(expression.list, SUM)}]`
    case 'arithmetic': {
      const own = tightness(expression)
      return `${print(expression.left, own)} ${expression.operator} ${print(expression.right, own + 1)}`
    }
  }
}

/** A filter in its canonical form: parsed again, it is the same tree. */
export function printFilter(root: Expression): string {
  return print(root, TIGHTNESS.or)
}
