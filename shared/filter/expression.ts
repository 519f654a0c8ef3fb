/** Where something stands in the text of a filter: 0-based offsets of its characters, `to` exclusive. */
export type Span = { readonly from: number; readonly to: number }

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='
export type Arithmetic = '+' | '-' | '*' | '/'

/** In `gt(NAME)`. A name without quotes may be a role; one in quotes is always a sample's own. */
export type SampleName = Span & { readonly name: string; readonly quoted: boolean }

type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  /** `qual`, `info.AC`; `info["odd-name"]` has the name `info.odd-name`. */
  | { readonly kind: 'column'; readonly name: string }
  /** `gt(proband)`, `format.SB(proband)`: the key is what is before the bracket. How many names there must be is not the grammar's business. */
  | { readonly kind: 'of-sample'; readonly key: string; readonly samples: readonly SampleName[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'not' | 'negative'; readonly operand: Expression }
  /** Two or more; a chain of one operator is one node, however long. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'compare'
      readonly operator: Comparison
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'arithmetic'
      readonly operator: Arithmetic
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'in'
      readonly negated: boolean
      readonly item: Expression
      readonly list: readonly Expression[]
    }

/** What was typed, as a tree. The span of a node includes the brackets around it. */
export type Expression = Span & Node

/** A filter that follows the grammar; whether its names and types are right is asked by `check-filter.ts`. */
export type ParsedFilter = { readonly text: string; readonly root: Expression }

/** The nodes directly below a node, as they stand in the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'truth':
    case 'column':
    case 'of-sample':
      return []
    case 'call':
      return expression.arguments
    case 'not':
    case 'negative':
      return [expression.operand]
    case 'and':
    case 'or':
      return expression.operands
    case 'compare':
    case 'arithmetic':
      return [expression.left, expression.right]
    case 'in':
      return [expression.item, ...expression.list]
  }
}
