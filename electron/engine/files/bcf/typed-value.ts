/** Why a record cannot be read; the caller knows file and place. */
export class BcfValueError extends Error {}

/** Types of values. @see VCFv4.3 §6.3.3 */
const INT8 = 1
const INT16 = 2
const INT32 = 3
const FLOAT = 5
const CHAR = 7

const SIZES: readonly (number | undefined)[] = [0, 1, 2, 4, undefined, 4, undefined, 1]

/** The smallest integer of each width is "missing", the one above it ends a vector that is shorter than others. */
const MISSING_INT = new Map([
  [INT8, -(2 ** 7)],
  [INT16, -(2 ** 15)],
  [INT32, -(2 ** 31)],
])
const MISSING_FLOAT = 0x7f800001
const END_FLOAT = 0x7f800002
/** A missing string within a list of strings. */
const MISSING_CHAR = 7

/** What a type byte says: the type, how many values follow, and how many bytes one takes. */
export type ValueType = { readonly type: number; readonly count: number; readonly size: number }

/** Reads the values of one record in order; every read is checked against the record's end. */
export class BcfCursor {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  /** Takes `length` bytes. @throws BcfValueError past the end */
  take(length: number, what: string): number {
    const at = this.#at
    if (length < 0 || at + length > this.#bytes.length) throw new BcfValueError(`it ends within ${what}`)
    this.#at += length
    return at
  }

  int32(what: string): number {
    return this.#bytes.readInt32LE(this.take(4, what))
  }

  uint32(what: string): number {
    return this.#bytes.readUInt32LE(this.take(4, what))
  }

  /** A single float as text; `.` when missing. */
  float(what: string): string {
    return this.#float(this.take(4, what)) ?? '.'
  }

  valueType(what: string): ValueType {
    const byte = this.#bytes.readUInt8(this.take(1, what))
    const type = byte & 15
    const size = SIZES[type]
    if (size === undefined) throw new BcfValueError(`${what} is of an unknown type ${type}`)
    const short = byte >> 4
    const count = short === 15 ? this.integer(`the length of ${what}`) : short
    if (count < 0) throw new BcfValueError(`${what} has a negative length`)
    return { type, count, size }
  }

  /** One typed integer, as keys and lengths are. */
  integer(what: string): number {
    const { type, count, size } = this.valueType(what)
    if (count !== 1 || !MISSING_INT.has(type)) throw new BcfValueError(`${what} is no integer`)
    return this.#int(type, this.take(size, what))
  }

  /** Typed integers, as FILTER is. */
  integers(what: string): number[] {
    const { type, count, size } = this.valueType(what)
    if (count === 0) return []
    if (!MISSING_INT.has(type)) throw new BcfValueError(`${what} are no integers`)
    const at = this.take(count * size, what)
    return Array.from({ length: count }, (_, i) => this.#int(type, at + i * size))
  }

  /** A typed string; bytes as they are, one to a character. */
  string(what: string): string {
    const { type, count, size } = this.valueType(what)
    if (count === 0) return ''
    if (type !== CHAR) throw new BcfValueError(`${what} is no string`)
    return this.#chars(this.take(count * size, what), count)
  }

  /** The values of a type as VCF writes them: joined by commas, `.` for what is missing. */
  values({ type, count, size }: ValueType, what: string): string {
    const at = this.take(count * size, what)
    if (count === 0 || size === 0) return '.'
    if (type === CHAR) return this.#chars(at, count).replaceAll(String.fromCharCode(MISSING_CHAR), '.') || '.'
    const parts: string[] = []
    for (let i = 0; i < count; i++) {
      const value = type === FLOAT ? this.#float(at + i * size) : this.#integerText(type, at + i * size)
      if (value === undefined) break
      parts.push(value)
    }
    return parts.join(',') || '.'
  }

  /** A genotype: allele numbers with their separators. @see VCFv4.3 §6.3.3, "Genotype" */
  genotype({ type, count, size }: ValueType, what: string): string {
    if (count > 0 && !MISSING_INT.has(type)) throw new BcfValueError(`${what} is no genotype`)
    const at = this.take(count * size, what)
    const missing = MISSING_INT.get(type) ?? 0
    let text = ''
    for (let i = 0; i < count; i++) {
      const value = this.#int(type, at + i * size)
      if (value === missing + 1) break
      if (i > 0) text += (value & 1) === 1 ? '|' : '/'
      text += value === missing || value >> 1 === 0 ? '.' : String((value >> 1) - 1)
    }
    return text || '.'
  }

  #int(type: number, at: number): number {
    if (type === INT8) return this.#bytes.readInt8(at)
    return type === INT16 ? this.#bytes.readInt16LE(at) : this.#bytes.readInt32LE(at)
  }

  /** @returns undefined for the end of the vector */
  #integerText(type: number, at: number): string | undefined {
    const value = this.#int(type, at)
    const missing = MISSING_INT.get(type) ?? 0
    if (value === missing) return '.'
    return value === missing + 1 ? undefined : String(value)
  }

  #float(at: number): string | undefined {
    const bits = this.#bytes.readUInt32LE(at)
    if (bits === MISSING_FLOAT) return '.'
    return bits === END_FLOAT ? undefined : formatFloat(this.#bytes.readFloatLE(at))
  }

  #chars(at: number, count: number): string {
    const text = this.#bytes.toString('latin1', at, at + count)
    const nul = text.indexOf('\0')
    return nul < 0 ? text : text.slice(0, nul)
  }
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
}

/** Six significant digits as C's `%g` writes them, which is how a 32-bit float is written in VCF. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', power = '0'] = value.toExponential(5).split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return withoutZeros(value.toFixed(5 - exponent))
  const sign = exponent < 0 ? '-' : '+'
  return `${withoutZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
}
