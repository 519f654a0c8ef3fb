/** What is wrong with a JSON text: the 1-based line, and as a part of a sentence what was expected there. */
export type JsonFault = { readonly line: number; readonly detail: string }

/** A bracket, comma or colon; a text, whose characters begin at the space; a number, or one of three words. */
const TOKEN =
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[ !#-[\]-\u{10FFFF}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/uy

/** What may come next: a value, the end of a list, the name of a field, the end of an object, a colon or a comma. */
type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or ]' | ', or }' | 'end'

const WORDS: Readonly<Record<Expected, string>> = {
  value: 'a value is missing here',
  'value or ]': 'a value or ] is missing here',
  name: 'the name of a field, in double quotes, is missing here',
  'name or }': 'the name of a field, in double quotes, or } is missing here',
  ':': 'a colon is missing here',
  ', or ]': 'a comma or ] is missing here',
  ', or }': 'a comma or } is missing here',
  end: 'the text goes on after its end',
}

/** After a value: what the object or list it is in needs next. */
const afterValue = (open: readonly string[]): Expected => {
  const within = open.at(-1)
  return within === undefined ? 'end' : within === '{' ? ', or }' : ', or ]'
}

/** What a token makes of the expectation, undefined when it does not fit. Opens and closes the brackets in `open`. */
function next(expected: Expected, sign: string, isText: boolean, open: string[]): Expected | undefined {
  const valueFits = expected === 'value' || expected === 'value or ]'
  if (sign === '') {
    if (isText && (expected === 'name' || expected === 'name or }')) return ':'
    return valueFits ? afterValue(open) : undefined
  }
  if (sign === '{' || sign === '[') {
    if (!valueFits) return undefined
    open.push(sign)
    return sign === '{' ? 'name or }' : 'value or ]'
  }
  if (sign === ':') return expected === ':' ? 'value' : undefined
  if (sign === ',') return expected === ', or ]' ? 'value' : expected === ', or }' ? 'name' : undefined
  if (!expected.endsWith(`or ${sign}`)) return undefined
  open.pop()
  return afterValue(open)
}

/**
 * Where a text stops being JSON, undefined when it is JSON. The messages of `JSON.parse` do not always say, and differ
 * between browsers.
 *
 * @see RFC 8259
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = 0
  while (true) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)
    const after: Expected | undefined = token
      ? next(expected, token[1] ?? '', token[2] !== undefined, open)
      : undefined
    if (after === undefined) break
    expected = after
    at = TOKEN.lastIndex
  }
  const rest = text.slice(at).trimStart()
  if (rest === '' && expected === 'end') return undefined
  const line = text.slice(0, text.length - rest.length).split('\n').length
  return { line, detail: WORDS[expected] }
}
