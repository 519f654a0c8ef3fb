import { EOF, EmbeddedActionsParser, type IToken, type ParserMethod } from 'chevrotain'
import { Fault } from '../errors/fault.ts'
import type { Arithmetic, Comparison, Expression, SampleName } from './expression.ts'
import { SYNTAX_MESSAGES } from './syntax-messages.ts'
import { unquoted } from './text-literal.ts'
import * as t from './tokens.ts'

/** Brackets in brackets, `not` before `not` and so on: more than people write, and safe for every stack. */
export const MAX_DEPTH = 100

const COMPARISONS: readonly string[] = ['==', '!=', '<', '<=', '>', '>='] satisfies Comparison[]
const isComparison = (image: string): image is Comparison => COMPARISONS.includes(image)
/** The lexer gives no other signs; chevrotain's recording of the grammar does, and needs any value. */
const comparison = ({ image }: IToken): Comparison => (isComparison(image) ? image : '==')
const additive = ({ image }: IToken): Arithmetic => (image === '-' ? '-' : '+')
const multiplicative = ({ image }: IToken): Arithmetic => (image === '/' ? '/' : '*')

const start = (token: IToken): number => token.startOffset
const end = (token: IToken): number => token.startOffset + token.image.length
const span = (first: IToken, last: IToken = first) => ({ from: start(first), to: end(last) })

/** What is before the bracket of `gt(`, `format.SB(` and `format["odd-name"](`: `format.odd-name`. */
function keyOf({ image }: IToken): string {
  const key = image.replace(/\s*\($/, '')
  const field = /^format\s*\[\s*([^]*?)\s*\]$/.exec(key)?.[1]
  return field === undefined ? key : `format.${unquoted(field)}`
}

type Rule<T> = ParserMethod<[], T>

/**
 * The grammar, loosest first:
 *
 *     disjunction := conjunction ("or" conjunction)*
 *     conjunction := negation ("and" negation)*
 *     negation    := "not" negation | comparison
 *     comparison  := sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum | ["not"] "in" "[" sum ("," sum)* "]" ]
 *     sum         := product (("+" | "-") product)*
 *     product     := sign (("*" | "/") sign)*
 *     sign        := "-" sign | primary
 *     primary     := number | text | "true" | "false" | ofSample | named | "(" disjunction ")"
 *     ofSample    := ("gt" | "dp" | … | field) "(" [ sample ("," sample)* ] ")"
 *     field       := "format" "." NAME | "format" "[" text "]"
 *     named       := NAME | NAME "(" [ disjunction ("," disjunction)* ] ")" | ("info" | "format") "[" text "]"
 */
class FilterGrammar extends EmbeddedActionsParser {
  #text = ''
  #depth = 0

  constructor() {
    super(t.VOCABULARY, { errorMessageProvider: SYNTAX_MESSAGES, maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  /** @throws Fault `filter/syntax` */
  read(text: string, tokens: IToken[]): Expression {
    this.#text = text
    this.#depth = 0
    this.input = tokens
    const expression = this.disjunction()
    const [error] = this.errors
    if (error === undefined) return expression
    const at = error.token.tokenType === EOF ? { from: text.length, to: text.length } : span(error.token)
    throw new Fault({ kind: 'filter/syntax', text, ...at, detail: error.message })
  }

  private readonly disjunction: Rule<Expression> = this.RULE('disjunction', () => {
    const first = this.SUBRULE(this.conjunction)
    const others: Expression[] = []
    this.MANY(() => {
      this.CONSUME(t.Or)
      others.push(this.SUBRULE2(this.conjunction))
    })
    return joined('or', first, others)
  })

  private readonly conjunction: Rule<Expression> = this.RULE('conjunction', () => {
    const first = this.SUBRULE(this.negation)
    const others: Expression[] = []
    this.MANY(() => {
      this.CONSUME(t.And)
      others.push(this.SUBRULE2(this.negation))
    })
    return joined('and', first, others)
  })

  private readonly negation: Rule<Expression> = this.RULE('negation', () =>
    this.OR([
      {
        ALT: (): Expression => {
          const sign = this.CONSUME(t.Not)
          const operand = this.below(sign, () => this.SUBRULE(this.negation))
          return { kind: 'not', operand, from: start(sign), to: operand.to }
        },
      },
      { ALT: () => this.SUBRULE(this.comparison) },
    ]),
  )

  private readonly comparison: Rule<Expression> = this.RULE('comparison', () => {
    const left = this.SUBRULE(this.sum)
    const whole = this.OPTION(() =>
      this.OR([
        {
          ALT: (): Expression => {
            const operator = comparison(this.CONSUME(t.Compare))
            const right = this.SUBRULE2(this.sum)
            return { kind: 'compare', operator, left, right, from: left.from, to: right.to }
          },
        },
        {
          ALT: (): Expression => {
            const negated = this.OPTION2(() => this.CONSUME(t.Not)) !== undefined
            this.CONSUME(t.In)
            this.CONSUME(t.OpenList)
            const list: Expression[] = []
            this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => list.push(this.SUBRULE3(this.sum)) })
            const close = this.CONSUME(t.CloseList)
            return { kind: 'in', negated, item: left, list, from: left.from, to: end(close) }
          },
        },
      ]),
    )
    return whole ?? left
  })

  private readonly sum: Rule<Expression> = this.RULE('sum', () => {
    let left = this.SUBRULE(this.product)
    this.MANY(() => {
      const operator = additive(this.CONSUME(t.Additive))
      left = arithmetic(operator, left, this.SUBRULE2(this.product))
    })
    return left
  })

  private readonly product: Rule<Expression> = this.RULE('product', () => {
    let left = this.SUBRULE(this.sign)
    this.MANY(() => {
      const operator = multiplicative(this.CONSUME(t.Multiplicative))
      left = arithmetic(operator, left, this.SUBRULE2(this.sign))
    })
    return left
  })

  private readonly sign: Rule<Expression> = this.RULE('sign', () =>
    this.OR([
      {
        ALT: (): Expression => {
          const minus = this.CONSUME(t.Additive)
          if (minus.image === '+') this.fail(minus, 'a plus sign stands only between two numbers: remove it')
          const operand = this.below(minus, () => this.SUBRULE(this.sign))
          return { kind: 'negative', operand, from: start(minus), to: operand.to }
        },
      },
      { ALT: () => this.SUBRULE(this.primary) },
    ]),
  )

  private readonly primary: Rule<Expression> = this.RULE('primary', () =>
    this.OR([
      {
        ALT: (): Expression => {
          const token = this.CONSUME(t.Numeral)
          return { kind: 'number', value: Number(token.image), ...span(token) }
        },
      },
      {
        ALT: (): Expression => {
          const token = this.CONSUME(t.Text)
          return { kind: 'text', value: unquoted(token.image), ...span(token) }
        },
      },
      { ALT: (): Expression => ({ kind: 'truth', value: true, ...span(this.CONSUME(t.True)) }) },
      { ALT: (): Expression => ({ kind: 'truth', value: false, ...span(this.CONSUME(t.False)) }) },
      { ALT: () => this.SUBRULE(this.ofSample) },
      { ALT: () => this.SUBRULE(this.named) },
      {
        ALT: (): Expression => {
          const open = this.CONSUME(t.OpenBracket)
          const inner = this.below(open, () => this.SUBRULE(this.disjunction))
          return { ...inner, ...span(open, this.CONSUME(t.CloseBracket)) }
        },
      },
    ]),
  )

  private readonly ofSample: Rule<Expression> = this.RULE('ofSample', (): Expression => {
    const open = this.CONSUME(t.OfSample)
    const samples: SampleName[] = []
    this.MANY_SEP({ SEP: t.Comma, DEF: () => samples.push(this.SUBRULE(this.sample)) })
    const close = this.CONSUME(t.EndOfSample)
    return { kind: 'of-sample', key: keyOf(open), samples, ...span(open, close) }
  })

  private readonly sample: Rule<SampleName> = this.RULE('sample', () =>
    this.OR([
      {
        ALT: () => {
          const token = this.CONSUME(t.SampleWord)
          return { name: token.image, quoted: false, ...span(token) }
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(t.Text)
          return { name: unquoted(token.image), quoted: true, ...span(token) }
        },
      },
    ]),
  )

  private readonly named: Rule<Expression> = this.RULE('named', () => {
    const name = this.CONSUME(t.Name)
    return this.OR([
      {
        ALT: (): Expression => {
          const open = this.CONSUME(t.OpenBracket)
          const given: Expression[] = []
          this.MANY_SEP({
            SEP: t.Comma,
            DEF: () => given.push(this.below(open, () => this.SUBRULE(this.disjunction))),
          })
          const close = this.CONSUME(t.CloseBracket)
          return { kind: 'call', name: name.image, arguments: given, ...span(name, close) }
        },
      },
      {
        ALT: (): Expression => {
          const open = this.CONSUME(t.OpenList)
          this.ACTION(() => {
            if (name.image !== 'info' && name.image !== 'format')
              this.fail(open, 'only info and format have fields in square brackets: info["AC"]')
          })
          const field = unquoted(this.CONSUME(t.Text).image)
          const close = this.CONSUME(t.CloseList)
          return { kind: 'column', name: `${name.image}.${field}`, ...span(name, close) }
        },
      },
      { ALT: (): Expression => ({ kind: 'column', name: name.image, ...span(name) }) },
    ])
  })

  /** One level deeper, so that no filter can exhaust the stack. */
  private below<T>(at: IToken, inner: () => T): T {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) this.fail(at, TOO_DEEP)
    const result = inner()
    this.#depth -= 1
    return result
  }

  private fail(at: IToken, detail: string): never {
    throw new Fault({ kind: 'filter/syntax', text: this.#text, ...span(at), detail })
  }
}

export const TOO_DEEP = `brackets, signs and sums may be nested ${MAX_DEPTH} deep: make it simpler, or several filters`

function joined(kind: 'and' | 'or', first: Expression, others: readonly Expression[]): Expression {
  const last = others.at(-1)
  if (last === undefined) return first
  return { kind, operands: [first, ...others], from: first.from, to: last.to }
}

function arithmetic(operator: Arithmetic, left: Expression, right: Expression): Expression {
  return { kind: 'arithmetic', operator, left, right, from: left.from, to: right.to }
}

const grammar = new FilterGrammar()

/**
 * Puts tokens together.
 *
 * @throws Fault `filter/syntax`
 */
export function readTokens(text: string, tokens: IToken[]): Expression {
  return grammar.read(text, tokens)
}
