import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVirtualOffsets } from '../../../../electron/engine/files/bgzf/virtual-offset.ts'
import { type BinningIndex, chunksFor } from '../../../../electron/engine/indexing/binning-index.ts'
import { createIndexBuilder } from '../../../../electron/engine/indexing/index-builder.ts'
import { encodeBai, parseBai } from '../../../../electron/engine/indexing/bai.ts'
import { encodeCsi, parseCsi } from '../../../../electron/engine/indexing/csi.ts'
import {
  encodeTabixHeader,
  encodeTbi,
  parseTabixHeader,
  parseTbi,
  vcfTabixHeader,
} from '../../../../electron/engine/indexing/tbi.ts'
import { failureOf } from '../../../support/bam-files.ts'
import { runs } from '../../../support/thorough.ts'

type Feature = { refId: number; start: number; end: number; block: number; within: number }

const NAMES = { file: 'f', index: 'f.idx' }

/** Sorted features on two contigs, some 3 to a block of 30,000 compressed bytes. */
const features = fc
  .array(
    fc.record({
      refId: fc.integer({ min: 0, max: 1 }),
      start: fc.oneof(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 2 ** 29 - 200_001 })),
      length: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 200_000 })),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((drawn) =>
    drawn
      .toSorted((a, b) => a.refId - b.refId || a.start - b.start)
      .map(({ refId, start, length }, i): Feature => {
        return { refId, start, end: start + length, block: Math.floor(i / 3) * 30_000, within: (i % 3) * 100 }
      }),
  )

function indexOf(format: 'bai' | 'csi' | 'tbi', list: readonly Feature[]): BinningIndex {
  const builder = createIndexBuilder(format, { minShift: 14, depth: format === 'csi' ? 6 : 5 })
  for (const { refId, start, end, block, within } of list)
    expect(builder.push(refId, start, end, true, block, within)).toBe('indexed')
  return builder.finish(2, { block: 9_000_000, within: 0 }, encodeTabixHeader(vcfTabixHeader(['a', 'bé'])))
}

const region = fc
  .tuple(fc.integer({ min: 0, max: 400_000 }), fc.integer({ min: 1, max: 500_000 }))
  .map(([start, length]): [number, number] => [start, start + length])

test('no feature that overlaps a region is outside its chunks', () => {
  fc.assert(
    fc.property(features, region, fc.constantFrom('bai', 'csi', 'tbi'), (list, [start, end], format) => {
      const index = indexOf(format, list)
      for (const refId of [0, 1]) {
        const chunks = chunksFor(index, refId, start, end)
        for (const feature of list) {
          if (feature.refId !== refId || feature.start >= end || feature.end <= start) continue
          const inside = chunks.some(
            ({ from, to }) =>
              compareVirtualOffsets(from, feature) <= 0 && compareVirtualOffsets(feature, to) < 0,
          )
          expect(inside).toBe(true)
        }
      }
    }),
  )
})

test('chunks come in file order and disjoint', () => {
  fc.assert(
    fc.property(features, region, (list, [start, end]) => {
      const chunks = chunksFor(indexOf('bai', list), 0, start, end)
      for (const [i, chunk] of chunks.entries()) {
        expect(compareVirtualOffsets(chunk.from, chunk.to)).toBeLessThan(0)
        expect(chunk.to.block).toBeLessThan(chunks[i + 1]?.from.block ?? Infinity)
      }
    }),
  )
})

test('every format survives writing and reading', () => {
  fc.assert(
    fc.property(features, (list) => {
      const bai = { ...indexOf('bai', list), auxiliary: new Uint8Array(0) }
      expect(parseBai(encodeBai(bai), NAMES)).toEqual(bai)
      const csi = indexOf('csi', list)
      expect(parseCsi(encodeCsi(csi), NAMES)).toEqual(csi)
      const tbi = indexOf('tbi', list)
      expect(parseTbi(encodeTbi(tbi), NAMES)).toEqual(tbi)
      expect(parseTabixHeader(tbi, NAMES)).toEqual(vcfTabixHeader(['a', 'bé']))
    }),
    { numRuns: runs(40) },
  )
})

test('an index cut anywhere is truncated, a damaged one never crashes or allocates without bound', () => {
  const records = [
    { refId: 0, start: 5, end: 100, block: 0, within: 0 },
    { refId: 1, start: 20_000, end: 40_000, block: 300_000, within: 10 },
  ]
  for (const [format, encode, parse] of [
    ['bai', encodeBai, parseBai],
    ['csi', encodeCsi, parseCsi],
    ['tbi', encodeTbi, parseTbi],
  ] as const) {
    const bytes = encode(indexOf(format, records))
    // The count in the last eight bytes is optional.
    for (let length = 0; length < bytes.length - 8; length++)
      expect(failureOf(() => parse(bytes.subarray(0, length), NAMES))?.kind).toBe(
        length < 4 ? 'index/bad-magic' : 'index/truncated',
      )
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = value
        expect([undefined, 'index/bad-magic', 'index/truncated', 'index/damaged']).toContain(
          failureOf(() => parse(changed, NAMES))?.kind,
        )
      }),
      { numRuns: runs(300) },
    )
  }
})

test('what cannot be indexed is said, not indexed', () => {
  const push = (...list: [number, number, number][]): string[] => {
    const builder = createIndexBuilder('bai', { minShift: 14, depth: 5 })
    return list.map(([refId, start, end], i) => builder.push(refId, start, end, true, i * 100, 0))
  }
  expect(push([0, 10, 20], [0, 10, 20], [0, 9, 20]).at(-1)).toBe('out-of-order')
  // As in htslib, contigs may come in any order but each in one piece.
  expect(push([1, 10, 20], [0, 10, 20], [2, 1, 2])).toEqual(['indexed', 'indexed', 'indexed'])
  expect(push([1, 10, 20], [0, 10, 20], [1, 30, 40]).at(-1)).toBe('out-of-order')
  expect(push([0, 10, 20], [-1, -1, 0], [1, 1, 2]).at(-1)).toBe('out-of-order')
  expect(push([0, 2 ** 29 - 1, 2 ** 29], [0, 2 ** 29, 2 ** 29 + 1])).toEqual(['indexed', 'out-of-range'])
})
