import { EOF, type IParserErrorMessageProvider, type IToken, tokenLabel } from 'chevrotain'
import { CloseBracket, CloseList, Comma, Compare, In, OpenList } from './tokens.ts'

const ended = (token: IToken | undefined): boolean => token === undefined || token.tokenType === EOF

const A_VALUE = 'a column, a number, text in quotes or "("'

/** What chevrotain found wrong, as a part of a sentence: where that is, is said before it. */
export const SYNTAX_MESSAGES: IParserErrorMessageProvider = {
  buildMismatchTokenMessage({ expected, actual }) {
    const label = tokenLabel(expected)
    if (ended(actual)) return `the filter ends here, but ${label} must follow`
    if (expected === In)
      return `"not" here can only be followed by "in": write "and not" to join two conditions`
    if (expected === OpenList)
      return `a list must follow "in": write in ["HIGH", "MODERATE"], also for one value`
    return `${label} was expected in place of ${actual.image}`
  },
  buildNotAllInputParsedMessage({ firstRedundant }) {
    const { image, tokenType } = firstRedundant
    if (tokenType === CloseBracket || tokenType === CloseList)
      return `${image} closes nothing: remove it, or open it before`
    if (tokenType === Compare)
      return 'comparisons cannot be chained: write 1 < qual and qual < 5, and brackets around a comparison that is compared'
    if (tokenType === Comma)
      return 'a comma stands only within a list or a function: join conditions with "and" or "or"'
    return `${image} was not expected here: join conditions with "and" or "or", and put text in quotes`
  },
  buildNoViableAltMessage({ actual, ruleName }) {
    const what = ruleName === 'sample' ? "a sample's name or role" : A_VALUE
    const [token] = actual
    if (token === undefined || ended(token)) return `the filter ends here, but ${what} must follow`
    return `${what} must come before ${token.image}`
  },
  buildEarlyExitMessage({ actual }) {
    const [token] = actual
    return token === undefined || ended(token)
      ? `the filter ends here, but ${A_VALUE} must follow`
      : 'the list has no values: write what to look for, as in ["HIGH", "MODERATE"]'
  },
}
