/** Letters with a lower case only since Unicode 15.1 to 17: the database knows none for them. */
const LATER = /[\u1C89\uA7CB\uA7CC\uA7CE\uA7D2\uA7D4\uA7DA\uA7DC\u{10D50}-\u{10D65}\u{16EA0}-\u{16EB8}]/u

function lowerLetter(letter: string): string {
  // The only letter whose lower case is two characters in JavaScript; its simple mapping is i.
  if (letter === 'İ') return 'i'
  return LATER.test(letter) ? letter : letter.toLowerCase()
}

/**
 * A text in lower case, letter by letter as DuckDB's `lower` does it, so that a filter finds the same in a row as in
 * the database: without the mappings that make one letter two or depend on its neighbours (final sigma).
 *
 * @see https://www.unicode.org/Public/UCD/latest/ucd/UnicodeData.txt, "Simple_Lowercase_Mapping"
 */
export function lowerCase(text: string): string {
  return /^[ -~]*$/.test(text) ? text.toLowerCase() : Array.from(text, lowerLetter).join('')
}
