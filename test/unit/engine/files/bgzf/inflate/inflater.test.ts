import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileAssembly, INFLATE } from '../../../../../../scripts/web-assembly/compile.ts'
import { INFLATE_WASM } from '../../../../../../electron/engine/files/bgzf/inflate/compiled.ts'
import {
  createCompiledInflater,
  createZlibInflater,
  INFLATE_SLACK,
  type Inflater,
} from '../../../../../../electron/engine/files/bgzf/inflate/inflater.ts'
import { runs } from '../../../../../support/thorough.ts'

const SIZE = 1 << 17
const compiled = createCompiledInflater(SIZE, SIZE)
const zlib = createZlibInflater(SIZE, SIZE)

/** What comes of `deflated`, inflated to place `at`: the data, or nothing when it is refused. */
function inflated(inflater: Inflater, deflated: Uint8Array, room: number, at = 0): Buffer | undefined {
  inflater.input.set(deflated, 100)
  const length = inflater.inflate(100, 100 + deflated.length, at, room)
  return length < 0 ? undefined : Buffer.from(inflater.output.subarray(at, at + length))
}

/** Runs, repeats at every distance and noise: what deflate makes literals, near and far matches of. */
const data = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ bytes, times: 1 })),
      fc.record({
        bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
        times: fc.integer({ min: 1, max: 300 }),
      }),
      fc.record({
        bytes: fc.stringMatching(/^[ACGT]{1,60}$/).map((s) => Buffer.from(s)),
        times: fc.integer({ min: 1, max: 30 }),
      }),
    ),
    { maxLength: 40 },
  )
  .map((parts) =>
    Buffer.concat(parts.flatMap(({ bytes, times }) => Array.from({ length: times }, () => bytes))).subarray(
      0,
      65_536,
    ),
  )

/** Every kind of block and code: stored, fixed, literals only, runs only, many small blocks. */
const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FILTERED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
})

/** The compiler takes some seconds, and longer beside other work. */
test('the committed code is what its sources compile to', () => {
  expect(compileAssembly(INFLATE).toString('base64')).toBe(INFLATE_WASM)
})

describe.each([
  ['compiled', compiled],
  ['zlib', zlib],
])('%s', (_, inflater) => {
  test('what was deflated comes back, wherever it goes, and nothing else is touched', () => {
    fc.assert(
      fc.property(data, options, fc.integer({ min: 1, max: 1000 }), (bytes, how, at) => {
        const deflated = deflateRawSync(bytes, how)
        const { output } = inflater
        output.fill(0xee)
        expect(inflated(inflater, deflated, bytes.length, at)?.equals(bytes)).toBe(true)
        expect(output.subarray(0, at).every((byte) => byte === 0xee)).toBe(true)
        const rest = output.subarray(at + bytes.length + INFLATE_SLACK)
        expect(rest.every((byte) => byte === 0xee)).toBe(true)
      }),
      { numRuns: runs(300) },
    )
  })

  test('no more is written than there is room for', () => {
    fc.assert(
      fc.property(data, options, fc.nat(), (bytes, how, less) => {
        fc.pre(bytes.length > 0)
        const room = less % bytes.length
        inflater.output.fill(0xee)
        expect(inflated(inflater, deflateRawSync(bytes, how), room)).toBeUndefined()
        expect(inflater.output.subarray(room + INFLATE_SLACK).every((byte) => byte === 0xee)).toBe(true)
      }),
      { numRuns: runs(200) },
    )
  })

  test('data that are cut short are refused', () => {
    const bytes = Buffer.from('casement '.repeat(50) + 'opens')
    for (const level of [0, 1, 9]) {
      const deflated = deflateRawSync(bytes, { level })
      for (let length = 0; length < deflated.length; length++)
        expect(inflated(inflater, deflated.subarray(0, length), 1000)).toBeUndefined()
      expect(inflated(inflater, deflated, 1000)?.equals(bytes)).toBe(true)
    }
  })
})

test('damaged data come to the same with both: refused, or the same other bytes', () => {
  const damage = fc.array(fc.record({ at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  let refused = 0
  fc.assert(
    fc.property(data, options, damage, (bytes, how, flips) => {
      const deflated = deflateRawSync(bytes, how)
      for (const { at, bit } of flips) {
        const place = at % deflated.length
        deflated[place] = (deflated[place] ?? 0) ^ (1 << bit)
      }
      const ours = inflated(compiled, deflated, 65_536)
      const theirs = inflated(zlib, deflated, 65_536)
      if (theirs === undefined) refused++
      expect(ours?.toString('hex')).toBe(theirs?.toString('hex'))
    }),
    { numRuns: runs(3000) },
  )
  expect(refused).toBeGreaterThan(runs(500))
})

test('random bytes come to the same with both', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const ours = inflated(compiled, bytes, 5000)
      const theirs = inflated(zlib, bytes, 5000)
      expect(ours?.toString('hex')).toBe(theirs?.toString('hex'))
    }),
    { numRuns: runs(5000) },
  )
})
