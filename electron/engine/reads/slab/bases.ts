/** ASCII of the sixteen bases of BAM's 4-bit codes. @see SAMv1 §4.2 */
export const LETTER_OF_CODE = Uint8Array.from('=ACMGRSVTWYHKDBN', (letter) => letter.charCodeAt(0))
/** ASCII of the base a code is drawn as: A, C, G, T, and N for any ambiguity. */
export const PLAIN_LETTER_OF_CODE = Uint8Array.from('NACNGNNNTNNNNNNN', (letter) => letter.charCodeAt(0))

/** Counts of a site are A, C, G, T, N: the column of a 4-bit code. */
export const COLUMN_OF_CODE = Uint8Array.from({ length: 16 }, (_, code) =>
  code === 1 ? 0 : code === 2 ? 1 : code === 4 ? 2 : code === 8 ? 3 : 4,
)
export const COLUMN_N = 4

/** The 4-bit code of an ASCII letter of either case; N of what is no base. */
export const CODE_OF_LETTER = new Uint8Array(256).fill(15)
for (const [code, letter] of LETTER_OF_CODE.entries()) {
  CODE_OF_LETTER[letter] = code
  CODE_OF_LETTER[letter | 0x20] = code
}
/** A base about which nothing is known. */
export const CODE_N = 15

/** The 4-bit code of base `index` of a packed sequence that starts at byte `from`. */
export function codeAt(bytes: Uint8Array, from: number, index: number): number {
  const byte = bytes[from + (index >> 1)] ?? 0xff
  return (index & 1) === 0 ? byte >> 4 : byte & 15
}
