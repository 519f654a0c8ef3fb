/** A missing whole number in a column: below anything a VCF's 32-bit integers hold. @see VCFv4.3 §1.3 */
export const MISSING_INTEGER = -2_147_483_648
/** The largest whole number of a column. */
export const MOST_INTEGER = 2_147_483_647

const ZERO = 48
const MINUS = 45
const PLUS = 43
const POINT = 46
/** Powers of ten that a double holds exactly. */
const TENS = Array.from({ length: 23 }, (_, i) => 10 ** i)

/** A decimal whole number of 32 bits in `bytes[from, to)`; {@link MISSING_INTEGER} when it is none. */
export function integerAt(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from]
  const negative = first === MINUS
  let at = negative || first === PLUS ? from + 1 : from
  if (at >= to || to - at > 10) return MISSING_INTEGER
  let value = 0
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return MISSING_INTEGER
    value = value * 10 + digit
  }
  if (value > MOST_INTEGER) return MISSING_INTEGER
  return negative ? -value : value
}

/** A decimal number in `bytes[from, to)`, NaN when it is none: exactly what `Number` makes of a decimal text. */
export function numberAt(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  const negative = bytes[at] === MINUS
  if (negative) at++
  let value = 0
  let digits = 0
  let decimals = -1
  for (; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte === POINT && decimals < 0) {
      decimals = 0
      continue
    }
    const digit = byte - ZERO
    if (digit < 0 || digit > 9) return parsed(bytes, from, to)
    value = value * 10 + digit
    digits++
    if (decimals >= 0) decimals++
  }
  // Up to 15 digits a double is exact, and so is the power: one division rounds as reading the text does.
  if (digits === 0 || digits > 15) return parsed(bytes, from, to)
  const exact = decimals > 0 ? value / (TENS[decimals] ?? 1) : value
  return negative ? -exact : exact
}

/** Exponents, many digits, `nan` and what is no number. */
function parsed(bytes: Uint8Array, from: number, to: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
  const value = /^[+-]?\.?\d[\d.]*(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : Number.NaN
}
