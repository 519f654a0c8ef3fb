import type { VariantColumn } from '../variant/variant-column.ts'
import type { Arithmetic, Comparison } from './expression.ts'

/** Three-valued truth: null is unknown, for a value that is missing. */
export type Truth = boolean | null

export type NumberTerm =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'number-column'; readonly column: VariantColumn }
  | { readonly kind: 'negative'; readonly operand: NumberTerm }
  | {
      readonly kind: 'arithmetic'
      readonly operator: Arithmetic
      readonly left: NumberTerm
      readonly right: NumberTerm
    }

export type TextTerm =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'text-column'; readonly column: VariantColumn }

/** A word is its rank, the 0-based place in the list of its column. */
export type WordTerm =
  | { readonly kind: 'word'; readonly rank: number }
  | { readonly kind: 'word-column'; readonly column: VariantColumn }

/** How a text is searched, always without case. `has`: one of the parts between `; & / , |` is the text. */
export type Search = 'has' | 'contains' | 'starts'

export type Condition =
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'flag'; readonly column: VariantColumn }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  /** Both sides are of one type; of conditions only `==` and `!=`. */
  | {
      readonly kind: 'compare'
      readonly operator: Comparison
      readonly left: Term
      readonly right: Term
    }
  | { readonly kind: 'in'; readonly item: Term; readonly list: readonly Term[] }
  | { readonly kind: 'missing'; readonly column: VariantColumn }
  /** `wanted` is in lower case, as `lower-case.ts` makes it. */
  | {
      readonly kind: 'search'
      readonly search: Search
      readonly column: VariantColumn
      readonly wanted: string
    }

export type Term = NumberTerm | TextTerm | WordTerm | Condition

/** What the values of a term are, as in {@link Term}. */
export type TermType = 'number' | 'text' | 'word' | 'truth'

const TYPE_OF: Readonly<Record<Term['kind'], TermType>> = {
  number: 'number',
  'number-column': 'number',
  negative: 'number',
  arithmetic: 'number',
  text: 'text',
  'text-column': 'text',
  word: 'word',
  'word-column': 'word',
  truth: 'truth',
  flag: 'truth',
  not: 'truth',
  and: 'truth',
  or: 'truth',
  compare: 'truth',
  in: 'truth',
  missing: 'truth',
  search: 'truth',
}

export const typeOfTerm = (term: Term): TermType => TYPE_OF[term.kind]

export const isNumberTerm = (term: Term): term is NumberTerm => typeOfTerm(term) === 'number'
export const isCondition = (term: Term): term is Condition => typeOfTerm(term) === 'truth'

/** The terms directly below a term. */
function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'not':
    case 'negative':
      return [term.operand]
    case 'and':
    case 'or':
      return term.operands
    case 'compare':
    case 'arithmetic':
      return [term.left, term.right]
    case 'in':
      return [term.item, ...term.list]
    case 'number':
    case 'number-column':
    case 'text':
    case 'text-column':
    case 'word':
    case 'word-column':
    case 'truth':
    case 'flag':
    case 'missing':
    case 'search':
      return []
  }
}

/** The columns a filter reads, each once, in the order in which it names them. */
export function columnsUsed(filter: Condition): VariantColumn[] {
  const found = new Map<string, VariantColumn>()
  const visit = (term: Term): void => {
    if ('column' in term) found.set(term.column.name, term.column)
    partsOf(term).forEach(visit)
  }
  visit(filter)
  return [...found.values()]
}
