import { BASE_LETTERS, CODE_N, CODE_OF_LETTER } from './base-codes.ts'

/** ASCII of the first and second base of a byte of packed sequence. */
const PAIRS = new Uint16Array(256)
for (let byte = 0; byte < 256; byte++)
  PAIRS[byte] = BASE_LETTERS.charCodeAt(byte >> 4) | (BASE_LETTERS.charCodeAt(byte & 15) << 8)

/** Unpacks `length` bases that start at byte `from`. */
export function decodeSequence(bytes: Uint8Array, from: number, length: number): string {
  const text = Buffer.allocUnsafe(length + 1)
  for (let i = 0; i < length; i += 2) {
    const pair = PAIRS[bytes[from + (i >> 1)] ?? 0xff] ?? 0
    text[i] = pair & 0xff
    text[i + 1] = pair >> 8
  }
  return text.toString('latin1', 0, length)
}

/** Packs bases two to a byte; letters that are no base become N. */
export function encodeSequence(bases: string): Uint8Array {
  const packed = new Uint8Array((bases.length + 1) >> 1)
  for (let i = 0; i < bases.length; i++) {
    const code = CODE_OF_LETTER[bases.charCodeAt(i) & 0xff] ?? CODE_N
    packed[i >> 1] = (packed[i >> 1] ?? 0) | (i % 2 === 0 ? code << 4 : code)
  }
  return packed
}
