/** Bytes `start` … `end` (half-open) of a body of `size` bytes; `whole` when no range was asked for. */
export type ByteRange = { readonly start: number; readonly end: number; readonly whole: boolean }

/**
 * Reads a Range header: `bytes=a-b`, `bytes=a-`, `bytes=-n`. A header of another form is ignored, as RFC 9110 says.
 *
 * @returns null when the range cannot be satisfied, or asks for several parts at once.
 * @see RFC 9110 §14
 */
export function byteRange(header: string | null, size: number): ByteRange | null {
  const whole = { start: 0, end: size, whole: true }
  if (header === null || !/^bytes=/i.test(header)) return whole
  const spec = header.slice('bytes='.length).trim()
  if (spec.includes(',')) return null
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/.exec(spec) ?? []
  if (first === '' && last === '') return whole
  if (first === '') {
    const length = Number(last)
    return length === 0 || size === 0 ? null : { start: Math.max(0, size - length), end: size, whole: false }
  }
  const start = Number(first)
  const end = last === '' ? size : Math.min(Number(last) + 1, size)
  if (last !== '' && Number(last) < start) return whole
  return start >= size ? null : { start, end, whole: false }
}
