import { Lexer } from 'chevrotain'
import { Fault } from '../errors/fault.ts'
import { type Expression, type ParsedFilter, childrenOf } from './expression.ts'
import { MAX_DEPTH, TOO_DEEP, readTokens } from './grammar.ts'
import { tokenFault } from './token-fault.ts'
import { VOCABULARY } from './tokens.ts'

/** Characters. A panel of a thousand genes, written out, is about as long. */
export const MAX_LENGTH = 10_000

/** `safeMode`: without the tables of first characters, for which a token of any character leaves no use. */
const lexer = new Lexer(VOCABULARY, { positionTracking: 'onlyOffset', safeMode: true })

/** The first node that is too deep. Chains of sums are nested to the left, and are not seen by the grammar. */
function tooDeep(root: Expression): Expression | undefined {
  const waiting: [Expression, number][] = [[root, 1]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [expression, depth] = next
    if (depth > MAX_DEPTH) return expression
    for (const child of childrenOf(expression)) waiting.push([child, depth + 1])
  }
  return undefined
}

/**
 * Reads a filter as people type it: `impact == "HIGH" and popmax_af < 0.001`. The grammar is in `grammar.ts`, the
 * language in docs/filters.md.
 *
 * @throws Fault `filter/syntax`: the first place that follows no rule, a filter of more than {@link MAX_LENGTH}
 * characters, or one nested more than {@link MAX_DEPTH} deep.
 */
export function parseFilter(typed: string): ParsedFilter {
  if (typed.length > MAX_LENGTH)
    throw new Fault({
      kind: 'filter/syntax',
      text: typed.slice(0, MAX_LENGTH),
      from: MAX_LENGTH,
      to: MAX_LENGTH,
      detail: `a filter may have ${MAX_LENGTH.toLocaleString('en-GB')} characters, and this one has ${typed.length.toLocaleString('en-GB')}: make it shorter, or several filters`,
    })
  // Half of a surrogate pair is no character of any file, and no database would keep it.
  const text = typed.toWellFormed()
  const { tokens } = lexer.tokenize(text)
  const fault = tokenFault(tokens)
  if (fault) throw new Fault({ kind: 'filter/syntax', text, ...fault })
  const root = readTokens(text, tokens)
  const deep = tooDeep(root)
  if (deep) throw new Fault({ kind: 'filter/syntax', text, from: deep.from, to: deep.to, detail: TOO_DEEP })
  return { text, root }
}
