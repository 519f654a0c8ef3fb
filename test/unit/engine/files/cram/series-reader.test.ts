import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitReader } from '../../../../../electron/engine/files/cram/bit-reader.ts'
import { CramCursor } from '../../../../../electron/engine/files/cram/cram-bytes.ts'
import type { Encoding } from '../../../../../electron/engine/files/cram/encoding.ts'
import {
  arrayReader,
  byteReader,
  intReader,
} from '../../../../../electron/engine/files/cram/series-reader.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'

const fail = (detail: string): Fault => new Fault({ kind: 'cram/damaged', file: 'x.cram', offset: 0, detail })
const unsupported = (detail: string): Fault => new Fault({ kind: 'cram/unsupported', file: 'x.cram', detail })

/** A source whose core block has these bits, and whose external blocks these bytes. */
function sourceOf(bits: string, blocks: Record<number, Uint8Array> = {}) {
  const core = Uint8Array.from(bits.replaceAll(' ', '').match(/.{1,8}/g) ?? [], (byte) =>
    Number.parseInt(byte.padEnd(8, '0'), 2),
  )
  const streams = new Map(Object.entries(blocks).map(([id, bytes]) => [Number(id), { bytes, at: 0 }]))
  const stream = (id: number) => streams.get(id) ?? { bytes: new Uint8Array(0), at: 0 }
  return { core: new BitReader(core, fail), stream, fail, unsupported }
}

function values(encoding: Encoding, bits: string, count: number): number[] {
  const next = intReader(encoding, sourceOf(bits), 'XX')
  return Array.from({ length: count }, () => next())
}

function itf8(value: number): number[] {
  const v = value >>> 0
  if (v < 1 << 7) return [v]
  if (v < 1 << 14) return [0x80 | (v >> 8), v & 255]
  if (v < 1 << 21) return [0xc0 | (v >> 16), (v >> 8) & 255, v & 255]
  if (v < 1 << 28) return [0xe0 | (v >> 24), (v >> 16) & 255, (v >> 8) & 255, v & 255]
  return [0xf0 | (v >>> 28), (v >> 20) & 255, (v >> 12) & 255, (v >> 4) & 255, v & 15]
}

describe('encodings in the core block', () => {
  it('reads the Huffman code of the specification: same lengths in the order of the symbols', () => {
    // Lengths 1, 3, 3, 3, 4, 4 for A to F: 0, 100, 101, 110, 1110, 1111.
    const symbols = [70, 65, 67, 66, 69, 68]
    const encoding: Encoding = { kind: 'huffman', symbols, lengths: [4, 1, 3, 3, 4, 3] }
    expect(values(encoding, '0 100 101 110 1110 1111 0', 7)).toEqual([65, 66, 67, 68, 69, 70, 65])
  })

  it('takes no bits for a lone symbol', () => {
    expect(values({ kind: 'huffman', symbols: [7], lengths: [0] }, '', 3)).toEqual([7, 7, 7])
  })

  it.each([
    [
      [1, 2, 3],
      [1, 1, 1],
    ],
    [
      [1, 2],
      [0, 1],
    ],
    [
      [1, 2],
      [1, 40],
    ],
  ])('refuses what is no Huffman code: %j of %j bits', (symbols, lengths) => {
    expect(() => values({ kind: 'huffman', symbols, lengths }, '1111', 1)).toThrow(Fault)
  })

  it('reads the numbers of the specification: beta, gamma, subexponential', () => {
    expect(values({ kind: 'beta', offset: -2, bits: 4 }, '0000 1111', 2)).toEqual([2, 17])
    // 1, 2, 3, 4, 8, 17
    expect(values({ kind: 'gamma', offset: 0 }, '1 010 011 00100 0001000 000010001', 6)).toEqual([
      1, 2, 3, 4, 8, 17,
    ])
    // k = 2: 0, 1, 2, 3, 4, 7, 8, 10
    const bits = '000 001 010 011 1000 1011 110000 110010'
    expect(values({ kind: 'subexp', offset: 0, k: 2 }, bits, 8)).toEqual([0, 1, 2, 3, 4, 7, 8, 10])
  })

  it('refuses to read past the end', () => {
    expect(() => values({ kind: 'gamma', offset: 0 }, '00000000', 1)).toThrow(Fault)
    expect(() => values({ kind: 'subexp', offset: 0, k: 30 }, '1'.repeat(64), 1)).toThrow(Fault)
  })
})

describe('external blocks', () => {
  it('reads back every 32-bit number, as the reader of the headers does', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.integer({ min: -1, max: 300 }))), (numbers) => {
        const bytes = Uint8Array.from(numbers.flatMap(itf8))
        const next = intReader({ kind: 'external', id: 3 }, sourceOf('', { 3: bytes }), 'XX')
        expect(numbers.map(() => next())).toEqual(numbers)
        expect(next).toThrow(Fault)
        const cursor = new CramCursor(bytes, fail)
        expect(numbers.map(() => cursor.itf8('a test'))).toEqual(numbers)
      }),
    )
  })

  it('shares a block between series', () => {
    const source = sourceOf('', { 1: Uint8Array.of(5, 65, 66, 6) })
    const numbers = intReader({ kind: 'external', id: 1 }, source, 'XX')
    const letters = byteReader({ kind: 'external', id: 1 }, source, 'YY')
    const into = new Uint8Array(2)
    expect(numbers()).toBe(5)
    letters.copy(into, 0, 2)
    expect([...into, numbers()]).toEqual([65, 66, 6])
    expect(() => letters.skip(1)).toThrow(Fault)
  })

  it('reads arrays up to a byte, and of a length that is said elsewhere', () => {
    const text = (of: ReturnType<typeof arrayReader>): string => {
      of.next()
      return Buffer.from(of.bytes.subarray(of.from, of.to)).toString()
    }
    const stopped = arrayReader(
      { kind: 'array-stop', stop: 9, id: 1 },
      sourceOf('', { 1: Buffer.from('ab\t\tc\t') }),
      'RN',
    )
    expect([text(stopped), text(stopped), text(stopped)]).toEqual(['ab', '', 'c'])
    expect(() => text(stopped)).toThrow(Fault)
    const lengths: Encoding = { kind: 'beta', offset: 0, bits: 2 }
    const counted: Encoding = { kind: 'array-length', lengths, values: { kind: 'external', id: 1 } }
    const external = arrayReader(counted, sourceOf('10 00 01', { 1: Buffer.from('abc') }), 'IN')
    expect([text(external), text(external), text(external)]).toEqual(['ab', '', 'c'])
    const huffman: Encoding = { kind: 'huffman', symbols: [65, 66], lengths: [1, 1] }
    const built = arrayReader({ ...counted, values: huffman }, sourceOf('11 101 01 0'), 'IN')
    expect([text(built), text(built)]).toEqual(['BAB', 'A'])
  })

  it('does not make arrays of impossible length out of nothing', () => {
    const of = (value: number): Encoding => ({ kind: 'huffman', symbols: [value], lengths: [0] })
    for (const length of [-1, 2 ** 30]) {
      const reader = arrayReader(
        { kind: 'array-length', lengths: of(length), values: of(65) },
        sourceOf(''),
        'IN',
      )
      expect(() => reader.next()).toThrow('impossible length')
    }
  })
})

it('says which value has no encoding, and which encoding is not read', () => {
  expect(() => intReader(undefined, sourceOf(''), 'MQ')()).toThrow('MQ')
  expect(() => intReader({ kind: 'none', codec: 2 }, sourceOf(''), 'MQ')()).toThrow('encoding 2')
  expect(() => arrayReader({ kind: 'external', id: 1 }, sourceOf(''), 'RN').next()).toThrow('RN')
})
