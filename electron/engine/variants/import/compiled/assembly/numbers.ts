/*
 * Numbers in text, as `byte-numbers.ts` has them. What needs more than one exact operation is left to the host: `isOdd`
 * is set then.
 */

export const MISSING_INTEGER: i32 = i32.MIN_VALUE
const MINUS: i32 = 45
const PLUS: i32 = 43
const POINT: i32 = 46
const ZERO: i32 = 48
/** Powers of ten that a double holds exactly. */
const TENS = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
])

/** A text was met that only the host can read. */
export let isOdd: bool = false

export function clearOdd(): void {
  isOdd = false
}

export function integerAt(from: usize, to: usize): i32 {
  if (from >= to) return MISSING_INTEGER
  const first = <i32>load<u8>(from)
  const isNegative = first == MINUS
  let at = isNegative || first == PLUS ? from + 1 : from
  if (at >= to || to - at > 10) return MISSING_INTEGER
  let value: i64 = 0
  for (; at < to; at++) {
    const digit = <i32>load<u8>(at) - ZERO
    if (<u32>digit > 9) return MISSING_INTEGER
    value = value * 10 + <i64>digit
  }
  if (value > <i64>i32.MAX_VALUE) return MISSING_INTEGER
  return isNegative ? <i32>-value : <i32>value
}

/** NaN for `.`, for nothing, and with `isOdd` for what it does not know. */
export function numberAt(from: usize, to: usize): f64 {
  let at = from
  const isNegative = at < to && load<u8>(at) == <u8>MINUS
  if (isNegative) at++
  let value: i64 = 0
  let digits = 0
  let decimals = -1
  let exponent = 0
  for (; at < to; at++) {
    const byte = <i32>load<u8>(at)
    const digit = byte - ZERO
    if (<u32>digit <= 9) {
      value = value * 10 + <i64>digit
      digits++
      if (decimals >= 0) decimals++
    } else if (byte == POINT && decimals < 0) decimals = 0
    else if ((byte | 32) == 101 && digits > 0) {
      exponent = exponentAt(at + 1, to)
      break
    } else {
      isOdd = true
      return NaN
    }
    if (digits > 15) {
      isOdd = true
      return NaN
    }
  }
  if (digits == 0) {
    // `.` says nothing; a sign or nothing at all is for the host.
    if (!(to - from == 1 && decimals == 0)) isOdd = true
    return NaN
  }
  const scale = exponent - (decimals > 0 ? decimals : 0)
  if (scale < -22 || scale > 22) {
    isOdd = true
    return NaN
  }
  // Both are exact: one operation rounds as reading the text does.
  const power = load<f64>(TENS + ((<usize>abs(scale)) << 3))
  const exact = scale < 0 ? <f64>value / power : <f64>value * power
  return isNegative ? -exact : exact
}

/** The exponent `bytes[from, to)`; `isOdd` when it is none. */
function exponentAt(from: usize, to: usize): i32 {
  let at = from
  const sign = at < to ? <i32>load<u8>(at) : 0
  if (sign == MINUS || sign == PLUS) at++
  let value = 0
  if (at >= to || to - at > 3) {
    isOdd = true
    return 0
  }
  for (; at < to; at++) {
    const digit = <i32>load<u8>(at) - ZERO
    if (<u32>digit > 9) {
      isOdd = true
      return 0
    }
    value = value * 10 + digit
  }
  return sign == MINUS ? -value : value
}
