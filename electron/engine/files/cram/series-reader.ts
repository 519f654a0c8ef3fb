import type { Fault } from '../../../../shared/errors/fault.ts'
import type { BitReader } from './bit-reader.ts'
import type { Encoding } from './encoding.ts'
import { huffmanReader } from './huffman.ts'

/** An inflated external block and how far it was read: series that share a block share this. */
export type Stream = { readonly bytes: Uint8Array; at: number }

/** Where the series of a slice are read from. */
export type SeriesSource = {
  readonly core: BitReader
  /** The stream of a content id; empty when the slice has none, as writers leave out empty blocks. */
  readonly stream: (id: number) => Stream
  /** Says that an error is damage of this slice. */
  readonly fail: (detail: string) => Fault
  /** Raises an error where something has an encoding that is not read. */
  readonly unsupported: (detail: string) => Fault
}

export type NextInt = () => number

export type ByteReader = {
  next(): number
  /** Writes the next `length` bytes to `into`, from `at` on. */
  copy(into: Uint8Array, at: number, length: number): void
  skip(length: number): void
}

/** Stands on one array after the other: `bytes` from `from` to `to`, until the next. */
export type ArrayReader = {
  bytes: Uint8Array
  from: number
  to: number
  next(): void
}

/** An array longer than this is damage. */
const LONGEST_ARRAY = 1 << 28

/** @throws Fault `cram/damaged`, `cram/unsupported`; reading as well */
export function intReader(encoding: Encoding | undefined, source: SeriesSource, name: string): NextInt {
  switch (encoding?.kind) {
    case 'external':
      return externalInts(source.stream(encoding.id), source)
    case 'huffman':
      return huffmanReader(encoding.symbols, encoding.lengths, source.core, source.fail)
    case 'beta': {
      const { bits, offset } = encoding
      return () => source.core.bits(bits) - offset
    }
    case 'gamma':
      return gammaReader(source, encoding.offset)
    case 'subexp':
      return subexpReader(source, encoding.offset, encoding.k)
    case 'array-length':
    case 'array-stop':
    case 'none':
    case undefined:
      return () => {
        throw missing(encoding, source, name)
      }
  }
}

function missing(encoding: Encoding | undefined, { fail, unsupported }: SeriesSource, name: string): Fault {
  if (encoding?.kind === 'none' && encoding.codec !== 0)
    return unsupported(`${name} has the encoding ${encoding.codec}, which is not supported`)
  return fail(`a read has ${name}, for which there is no encoding`)
}

/** Numbers as ITF8. @see CRAMv3 §2.3 */
function externalInts(stream: Stream, { fail }: SeriesSource): NextInt {
  const { bytes } = stream
  const { length } = bytes
  return () => {
    const at = stream.at
    const first = bytes[at] ?? 0
    const size = first < 0x80 ? 1 : first < 0xc0 ? 2 : first < 0xe0 ? 3 : first < 0xf0 ? 4 : 5
    if (at + size > length) throw fail('a block ends within a read')
    stream.at = at + size
    if (size === 1) return first
    const second = bytes[at + 1] ?? 0
    if (size === 2) return ((first & 0x3f) << 8) | second
    const third = bytes[at + 2] ?? 0
    if (size === 3) return ((first & 0x1f) << 16) | (second << 8) | third
    const fourth = bytes[at + 3] ?? 0
    if (size === 4) return ((first & 0x0f) << 24) | (second << 16) | (third << 8) | fourth
    const last = (bytes[at + 4] ?? 0) & 0x0f
    return ((first & 0x0f) << 28) | (second << 20) | (third << 12) | (fourth << 4) | last
  }
}

/** Elias gamma: as many zeros as bits follow the leading one. @see CRAMv3 §13.7 */
function gammaReader({ core, fail }: SeriesSource, offset: number): NextInt {
  return () => {
    let zeros = 0
    while (core.bit() === 0) if (++zeros > 31) throw fail('a number has too many bits')
    return ((1 << zeros) | core.bits(zeros)) - offset
  }
}

/** @see CRAMv3 §13.6 */
function subexpReader({ core, fail }: SeriesSource, offset: number, k: number): NextInt {
  return () => {
    let ones = 0
    while (core.bit() === 1) if (++ones > 32) throw fail('a number has too many bits')
    const bits = ones === 0 ? k : ones + k - 1
    if (bits > 31) throw fail('a number has too many bits')
    return (ones === 0 ? core.bits(k) : (1 << bits) | core.bits(bits)) - offset
  }
}

/** @throws Fault `cram/damaged`, `cram/unsupported`; reading as well */
export function byteReader(encoding: Encoding | undefined, source: SeriesSource, name: string): ByteReader {
  if (encoding?.kind !== 'external') {
    const next = intReader(encoding, source, name)
    return {
      next,
      copy(into, at, length) {
        for (let i = 0; i < length; i++) into[at + i] = next()
      },
      skip(length) {
        for (let i = 0; i < length; i++) next()
      },
    }
  }
  const stream = source.stream(encoding.id)
  const { bytes } = stream
  const advance = (length: number): number => {
    const from = stream.at
    if (from + length > bytes.length) throw source.fail('a block ends within a read')
    stream.at = from + length
    return from
  }
  return {
    next: () => bytes[advance(1)] ?? 0,
    copy(into, at, length) {
      const from = advance(length)
      into.set(bytes.subarray(from, from + length), at)
    },
    skip(length) {
      advance(length)
    },
  }
}

/** @throws Fault `cram/damaged`, `cram/unsupported`; reading as well */
export function arrayReader(encoding: Encoding | undefined, source: SeriesSource, name: string): ArrayReader {
  if (encoding?.kind === 'array-stop') return stoppedArrays(source.stream(encoding.id), encoding.stop, source)
  if (encoding?.kind === 'array-length') {
    const length = intReader(encoding.lengths, source, name)
    const { values } = encoding
    return values.kind === 'external'
      ? countedArrays(length, source.stream(values.id), source)
      : builtArrays(length, byteReader(values, source, name), source)
  }
  return {
    bytes: new Uint8Array(0),
    from: 0,
    to: 0,
    next() {
      throw missing(encoding?.kind === 'none' ? encoding : undefined, source, name)
    },
  }
}

function stoppedArrays(stream: Stream, stop: number, { fail }: SeriesSource): ArrayReader {
  const { bytes } = stream
  return {
    bytes,
    from: 0,
    to: 0,
    next() {
      const end = bytes.indexOf(stop, stream.at)
      if (end < 0) throw fail('a block ends within a read')
      this.from = stream.at
      this.to = end
      stream.at = end + 1
    },
  }
}

function countedArrays(length: NextInt, stream: Stream, { fail }: SeriesSource): ArrayReader {
  const { bytes } = stream
  return {
    bytes,
    from: 0,
    to: 0,
    next() {
      const count = length()
      if (count < 0 || stream.at + count > bytes.length) throw fail('a block ends within a read')
      this.from = stream.at
      this.to = stream.at + count
      stream.at = this.to
    },
  }
}

function builtArrays(length: NextInt, values: ByteReader, { fail }: SeriesSource): ArrayReader {
  // All of a slice together, as the values may take no space at all.
  let left = LONGEST_ARRAY
  return {
    bytes: new Uint8Array(64),
    from: 0,
    to: 0,
    next() {
      const count = length()
      left -= count
      if (count < 0 || left < 0) throw fail('a read has an array of impossible length')
      if (count > this.bytes.length) this.bytes = new Uint8Array(2 * count)
      values.copy(this.bytes, 0, count)
      this.to = count
    },
  }
}
