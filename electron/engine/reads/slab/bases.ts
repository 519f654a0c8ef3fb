/** ASCII of the base a code is drawn as: A, C, G, T, and N for any ambiguity. */
export const PLAIN_LETTER_OF_CODE = Uint8Array.from('NACNGNNNTNNNNNNN', (letter) => letter.charCodeAt(0))

/** Column of N, and of all that is not A, C, G or T. */
export const COLUMN_N = 4

/** The 4-bit code of base `index` of a packed sequence that starts at byte `from`. */
export function codeAt(bytes: Uint8Array, from: number, index: number): number {
  const byte = bytes[from + (index >> 1)] ?? 0xff
  return (index & 1) === 0 ? byte >> 4 : byte & 15
}
