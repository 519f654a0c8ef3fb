/** The sixteen bases of BAM's 4-bit codes. @see SAMv1 §4.2.3 */
export const BASE_LETTERS = '=ACMGRSVTWYHKDBN'

/** A base about which nothing is known. */
export const CODE_N = 15

/** ASCII of the letter of each code. */
export const LETTER_OF_CODE = Uint8Array.from(BASE_LETTERS, (letter) => letter.charCodeAt(0))

/** The code of an ASCII letter of either case; N of what is no base. */
export const CODE_OF_LETTER = new Uint8Array(256).fill(CODE_N)
for (const [code, letter] of LETTER_OF_CODE.entries()) {
  CODE_OF_LETTER[letter] = code
  CODE_OF_LETTER[letter | 0x20] = code
}

/** The column of each code where bases are counted: A, C, G, T, and N for everything else. */
export const COLUMN_OF_CODE = Uint8Array.from({ length: 16 }, (_, code) =>
  code === 1 ? 0 : code === 2 ? 1 : code === 4 ? 2 : code === 8 ? 3 : 4,
)
