/**
 * A number as C's `%g` prints it and htslib's SAM text has it: six significant digits, no trailing zeros, an exponent of
 * at least two digits below 1e-4 and from 1e6 on.
 */
export function samNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', power = '0'] = value.toExponential(5).split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return trimmed(value.toFixed(5 - exponent))
  const digits = String(Math.abs(exponent)).padStart(2, '0')
  return `${trimmed(mantissa)}e${exponent < 0 ? '-' : '+'}${digits}`
}

function trimmed(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
}
