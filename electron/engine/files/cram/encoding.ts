import type { Fault } from '../../../../shared/errors/fault.ts'
import { CramCursor } from './cram-bytes.ts'

/**
 * How the values of a series are written: in the bits of the core block, or in an external block named by its content id.
 *
 * @see CRAMv3 §13
 */
export type Encoding =
  | { readonly kind: 'external'; readonly id: number }
  | { readonly kind: 'huffman'; readonly symbols: readonly number[]; readonly lengths: readonly number[] }
  | { readonly kind: 'array-length'; readonly lengths: Encoding; readonly values: Encoding }
  | { readonly kind: 'array-stop'; readonly stop: number; readonly id: number }
  | { readonly kind: 'beta'; readonly offset: number; readonly bits: number }
  | { readonly kind: 'subexp'; readonly offset: number; readonly k: number }
  | { readonly kind: 'gamma'; readonly offset: number }
  /** Nothing, or one that nobody writes (Golomb): an error once a value is asked for. */
  | { readonly kind: 'none'; readonly codec: number }

const WHAT = 'an encoding'
/** More symbols than this in a Huffman code are damage. */
const MOST_SYMBOLS = 1 << 16

/** @throws Fault `cram/damaged` */
export function readEncoding(cursor: CramCursor, fail: (detail: string) => Fault, depth = 0): Encoding {
  const codec = cursor.itf8(WHAT)
  const parameters = new CramCursor(cursor.bytes(cursor.itf8(WHAT), WHAT), fail)
  const number = (): number => parameters.itf8(WHAT)
  if (codec === 1) return { kind: 'external', id: number() }
  if (codec === 3) {
    const symbols = numbers(parameters, fail)
    const lengths = numbers(parameters, fail)
    if (symbols.length !== lengths.length || symbols.length === 0)
      throw fail('a Huffman code has not as many lengths as symbols')
    return { kind: 'huffman', symbols, lengths }
  }
  if (codec === 4) {
    if (depth > 0) throw fail('an encoding of arrays holds another')
    const lengths = readEncoding(parameters, fail, depth + 1)
    return { kind: 'array-length', lengths, values: readEncoding(parameters, fail, depth + 1) }
  }
  if (codec === 5) return { kind: 'array-stop', stop: parameters.uint8(WHAT), id: number() }
  if (codec === 6) return { kind: 'beta', offset: number(), bits: bits(number(), fail) }
  if (codec === 7) return { kind: 'subexp', offset: number(), k: bits(number(), fail) }
  if (codec === 9) return { kind: 'gamma', offset: number() }
  return { kind: 'none', codec }
}

function numbers(cursor: CramCursor, fail: (detail: string) => Fault): number[] {
  const count = cursor.itf8(WHAT)
  if (count < 0 || count > MOST_SYMBOLS) throw fail(`a Huffman code claims ${count} symbols`)
  return Array.from({ length: count }, () => cursor.itf8(WHAT))
}

function bits(value: number, fail: (detail: string) => Fault): number {
  if (value < 0 || value > 32) throw fail(`an encoding claims values of ${value} bits`)
  return value
}

/** Content ids of the external blocks an encoding reads from. */
export function blocksOf(encoding: Encoding): number[] {
  if (encoding.kind === 'external' || encoding.kind === 'array-stop') return [encoding.id]
  if (encoding.kind === 'array-length') return [...blocksOf(encoding.lengths), ...blocksOf(encoding.values)]
  return []
}

/** Whether an encoding takes bits of the core block: what does cannot be left out, the next value follows it. */
export function usesCore(encoding: Encoding): boolean {
  if (encoding.kind === 'array-length') return usesCore(encoding.lengths) || usesCore(encoding.values)
  return encoding.kind !== 'external' && encoding.kind !== 'array-stop' && encoding.kind !== 'none'
}
