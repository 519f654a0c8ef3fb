import type { IToken } from 'chevrotain'
import type { Span } from './expression.ts'
import { unknownEscape } from './text-literal.ts'
import { EndOfSample, ForeignOperator, Numeral, OfSample, Other, Text, UnclosedText } from './tokens.ts'

/** A place in the text and, as a part of a sentence, what is wrong there and what to do. */
export type SyntaxFault = Span & { readonly detail: string }

const INSTEAD: Readonly<Record<string, string>> = {
  '=': '==',
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  '=<': '<=',
  '=>': '>=',
  '&': 'and',
  '|': 'or',
}

/** Signs that word processors put in place of those on the keyboard. */
const TYPOGRAPHIC: Readonly<Record<string, string>> = {
  '“': 'straight quotes (")',
  '”': 'straight quotes (")',
  '„': 'straight quotes (")',
  '‘': "straight quotes (')",
  '’': "straight quotes (')",
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '−': '-',
  '–': '-',
}

const spanOf = (token: IToken): Span => ({
  from: token.startOffset,
  to: token.startOffset + token.image.length,
})

function faultOf(token: IToken, inSample: boolean): SyntaxFault | undefined {
  const { image } = token
  const at = spanOf(token)
  switch (token.tokenType) {
    case ForeignOperator:
      return { ...at, detail: `${image} is no operator of filters: use ${INSTEAD[image] ?? '=='}` }
    case UnclosedText:
      return { ...at, detail: `this quote is never closed: put ${image.slice(0, 1)} at the end of the text` }
    case OfSample:
    case Text: {
      const escape = unknownEscape(image)
      if (escape < 0) return undefined
      const from = at.from + escape
      return {
        from,
        to: from + 2,
        detail: `${image.slice(escape, escape + 2)} means nothing: for a backslash itself write \\\\`,
      }
    }
    case Numeral:
      return Number.isFinite(Number(image)) ? undefined : { ...at, detail: `${image} is too large a number` }
    case Other:
      if (TYPOGRAPHIC[image] !== undefined)
        return { ...at, detail: `${image} is not understood: use ${TYPOGRAPHIC[image]}` }
      return {
        ...at,
        detail: inSample
          ? `${image} cannot be in a sample's name without quotes: close the bracket before it, or put the name in quotes`
          : `${image} means nothing here: text goes in quotes, as in "PASS"`,
      }
    default:
      return undefined
  }
}

/** The first token that can be in no filter, if there is one. */
export function tokenFault(tokens: readonly IToken[]): SyntaxFault | undefined {
  let inSample = false
  for (const token of tokens) {
    if (token.tokenType === OfSample) inSample = true
    if (token.tokenType === EndOfSample) inSample = false
    const fault = faultOf(token, inSample)
    if (fault) return fault
  }
  return undefined
}
