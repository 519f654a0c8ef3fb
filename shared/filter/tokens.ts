import { type IMultiModeLexerDefinition, Lexer, createToken } from 'chevrotain'
import { SAMPLE_COLUMN_KEYS } from '../variant/variant-column.ts'

const Space = createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED })

/** `qual`, `info.AC`. What has other characters is written `info["…"]`. */
export const Name = createToken({
  name: 'Name',
  pattern: /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*/,
  label: 'a name',
})
const keyword = (name: string, pattern: RegExp, label: string) =>
  createToken({ name, pattern, label, longer_alt: Name })

export const Or = keyword('Or', /or|\|\|/i, 'or')
export const And = keyword('And', /and|&&/i, 'and')
export const Not = keyword('Not', /not|!/i, 'not')
export const In = keyword('In', /in/i, 'in')
export const True = keyword('True', /true/, 'true')
export const False = keyword('False', /false/, 'false')

export const Compare = createToken({
  name: 'Compare',
  pattern: /==|!=|<=|>=|<|>/,
  label: 'a comparison',
})
/** What other languages write for an operator; never part of a filter. */
export const ForeignOperator = createToken({
  name: 'ForeignOperator',
  pattern: /===|!==|<>|=<|=>|=(?!=)|&(?!&)|\|(?!\|)/,
})
export const Additive = createToken({ name: 'Additive', pattern: /[+-]/, label: '+ or -' })
export const Multiplicative = createToken({ name: 'Multiplicative', pattern: /[*/]/, label: '* or /' })

export const OpenBracket = createToken({ name: 'OpenBracket', pattern: '(', label: '"("' })
export const CloseBracket = createToken({ name: 'CloseBracket', pattern: ')', label: '")"' })
export const OpenList = createToken({ name: 'OpenList', pattern: '[', label: '"["' })
export const CloseList = createToken({ name: 'CloseList', pattern: ']', label: '"]"' })
export const Comma = createToken({ name: 'Comma', pattern: ',', label: '","' })

export const Numeral = createToken({
  name: 'Numeral',
  pattern: /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/,
  label: 'a number',
})
export const Text = createToken({
  name: 'Text',
  pattern: /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/,
  label: 'text in quotes',
})
export const UnclosedText = createToken({ name: 'UnclosedText', pattern: /["'][^]*/ })
/** Any other character, so that the lexer itself never fails and every fault is worded in one place. */
export const Other = createToken({ name: 'Other', pattern: /[\uD800-\uDBFF][\uDC00-\uDFFF]|[^]/ })

/** `format.SB`, `format["odd-name"]`. */
const FORMAT_FIELD = /format(?:(?:\.[A-Za-z0-9_]+)+|\s*\[\s*(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')\s*\])/

/**
 * `gt(`, `format.SB(` and their like. What follows is a name as files have them (`NA-12878`, `1234`), not an expression,
 * so that the lexer changes its mode up to the closing bracket.
 */
export const OfSample = createToken({
  name: 'OfSample',
  pattern: new RegExp(`(?:${SAMPLE_COLUMN_KEYS.join('|')}|${FORMAT_FIELD.source})\\s*\\(`),
  push_mode: 'sample',
})
export const SampleWord = createToken({
  name: 'SampleWord',
  pattern: /[A-Za-z0-9_.-]+/,
  label: 'the name of a sample',
})
export const EndOfSample = createToken({
  name: 'EndOfSample',
  pattern: ')',
  label: '")"',
  pop_mode: true,
})

/** Of two tokens that fit, the first in the list wins. */
export const VOCABULARY: IMultiModeLexerDefinition = {
  modes: {
    expression: [
      Space,
      OfSample,
      ForeignOperator,
      Or,
      And,
      Compare,
      Not,
      In,
      True,
      False,
      Name,
      Numeral,
      Additive,
      Multiplicative,
      OpenBracket,
      CloseBracket,
      OpenList,
      CloseList,
      Comma,
      Text,
      UnclosedText,
      Other,
    ],
    sample: [Space, SampleWord, Text, UnclosedText, EndOfSample, Comma, Other],
  },
  defaultMode: 'expression',
}
