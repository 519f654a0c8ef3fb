import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { parseBai } from '../../../../electron/engine/indexing/bai.ts'
import type { BinningIndex } from '../../../../electron/engine/indexing/binning-index.ts'
import { createIndexBuilder, createPartBuilder } from '../../../../electron/engine/indexing/index-builder.ts'
import type { IndexPart } from '../../../../electron/engine/indexing/index-part.ts'
import { transferListOf } from '../../../../electron/engine/work/transferred.ts'
import { leavingThread } from '../../../../electron/engine/indexing/parts/part-scan.ts'
import { indexByMaps, type PlacedRecord } from '../../../support/map-index.ts'
import { runs } from '../../../support/thorough.ts'

/** Contigs 1 and 4 have no records, nor has the last one. */
const REFERENCES = 6
const CONTIGS = [0, 2, 3]
const END = { block: 40_000_000, within: 7 }

/** minShift 14; depth 1 holds 131,072 bp, and so on by eights. */
const formats = fc.constantFrom(
  { format: 'bai' as const, depth: 5 },
  { format: 'tbi' as const, depth: 5 },
  { format: 'csi' as const, depth: 6 },
  { format: 'csi' as const, depth: 9 },
  { format: 'csi' as const, depth: 3 },
  { format: 'csi' as const, depth: 2 },
  { format: 'csi' as const, depth: 1 },
  { format: 'csi' as const, depth: 0 },
)

const lengths = fc.oneof(
  fc.integer({ min: 1, max: 150 }),
  fc.integer({ min: 1, max: 40_000 }),
  fc.integer({ min: 1, max: 30_000_000 }),
)

/** From crowded to all over the contig, some at its very end; -1 is a record without a position. */
const starts = (limit: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constant(-1),
    fc.integer({ min: 0, max: Math.min(limit - 1, 40_000) }),
    fc.integer({ min: 0, max: Math.min(limit - 1, 2_000_000) }),
    fc.integer({ min: 0, max: limit - 1 }),
    fc.integer({ min: Math.max(0, limit - 150_000), max: limit - 1 }),
  )

/** Steps from one record to the next: within a block, to the next block, far off. */
const steps = fc.constantFrom(0, 0, 0, 9000, 9000, 30_000, 400_000)

function recordsBelow(limit: number): fc.Arbitrary<PlacedRecord[]> {
  const record = fc.record({
    refId: fc.constantFrom(...CONTIGS),
    start: starts(limit),
    length: lengths,
    mapped: fc.boolean(),
    step: steps,
  })
  return fc
    .tuple(
      fc.array(record, { maxLength: 120, size: 'max' }),
      fc.constantFrom(0, 0, 3),
      fc.shuffledSubarray(CONTIGS, { minLength: CONTIGS.length }),
    )
    .map(([drawn, unplaced, order]) => {
      const placed = drawn.toSorted(
        (a, b) => order.indexOf(a.refId) - order.indexOf(b.refId) || a.start - b.start,
      )
      const none = { refId: -1, start: -1, length: 1, mapped: false, step: 0 }
      let block = 100
      let within = 0
      return [...placed, ...Array.from({ length: unplaced }, () => none)].map(
        ({ refId, start, length, mapped, step }) => {
          block += step
          within = step === 0 ? within + 50 : 0
          return { refId, start, end: Math.min(limit, start + length), mapped, block, within }
        },
      )
    })
}

const cases = formats.chain(({ format, depth }) => {
  const binning = { minShift: 14, depth }
  // Shallow ones are filled to their ends; deep ones have too many windows for that.
  const limit = Math.min(2 ** (14 + 3 * depth), 40_000_000)
  return fc.record({
    format: fc.constant(format),
    binning: fc.constant(binning),
    records: recordsBelow(limit),
    /** Records of each part, over and over; a part may have none. */
    partSizes: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 4 }),
  })
})

/** The two when they are not the same: `toEqual` takes long for long columns. */
function differenceOf(found: BinningIndex, expected: BinningIndex) {
  return isDeepStrictEqual(found, expected) ? null : { found, expected }
}

test('the index is the one that maps of bins give', () => {
  const seen = { withoutPosition: 0, unplaced: 0 }
  fc.assert(
    fc.property(cases, ({ format, binning, records }) => {
      const builder = createIndexBuilder(format, binning)
      for (const { refId, start, end, mapped, block, within } of records)
        expect(builder.push(refId, start, end, mapped, block, within)).toBe('indexed')
      expect(
        differenceOf(builder.finish(REFERENCES, END), indexByMaps(format, binning, records, REFERENCES, END)),
      ).toBeNull()
      if (records.some(({ start, refId }) => refId >= 0 && start < 0)) seen.withoutPosition++
      if (records.at(-1)?.refId === -1) seen.unplaced++
    }),
    { numRuns: runs(1000), seed: 11 },
  )
  expect(Math.min(seen.withoutPosition, seen.unplaced)).toBeGreaterThan(runs(150))
})

test('parts that begin at any record give the same index', () => {
  fc.assert(
    fc.property(cases, ({ format, binning, records, partSizes }) => {
      const builder = createIndexBuilder(format, binning)
      for (const part of partsOf(records, partSizes, binning)) expect(builder.append(part)).toBe('indexed')
      expect(
        differenceOf(builder.finish(REFERENCES, END), indexByMaps(format, binning, records, REFERENCES, END)),
      ).toBeNull()
    }),
    { numRuns: runs(1000), seed: 12 },
  )
})

/** The parts as they arrive from another thread. */
function partsOf(
  records: readonly PlacedRecord[],
  sizes: readonly number[],
  binning: { minShift: number; depth: number },
): IndexPart[] {
  const parts: IndexPart[] = []
  for (let at = 0, i = 0; at < records.length; i++) {
    // Parts of no records at all must not go on for ever.
    const size = (sizes[i % sizes.length] ?? 1) + (i % sizes.length === 0 ? 1 : 0)
    const builder = createPartBuilder(binning)
    for (const { refId, start, end, mapped, block, within } of records.slice(at, at + size))
      builder.push(refId, start, end, mapped, block, within)
    const part = leavingThread(builder.part())
    const transfer = transferListOf(part)
    expect(transfer).toHaveLength(4)
    parts.push(structuredClone(part, { transfer }))
    at += size
  }
  return parts
}

test('parts out of order are refused', () => {
  const binning = { minShift: 14, depth: 5 }
  const part = (refId: number, start: number, block: number): IndexPart => {
    const builder = createPartBuilder(binning)
    builder.push(refId, start, start + 1, true, block, 0)
    return builder.part()
  }
  const results = (...parts: IndexPart[]): string[] => {
    const builder = createIndexBuilder('bai', binning)
    return parts.map((each) => builder.append(each))
  }
  expect(results(part(0, 5, 0), part(0, 5, 100), part(0, 4, 200)).at(-1)).toBe('out-of-order')
  expect(results(part(0, 5, 0), part(1, 1, 100), part(0, 9, 200)).at(-1)).toBe('out-of-order')
  expect(results(part(-1, -1, 0), part(0, 1, 100)).at(-1)).toBe('out-of-order')
})

test('bins may lie in the file in any order, as those of htslib do; of equal ones the last counts', () => {
  /** A BAI of one contig, without a linear index; a chunk for each bin, from its `at` to the next byte. */
  const bai = (bins: readonly { bin: number; at: number }[]): Uint8Array => {
    const words = bins.flatMap(({ bin, at }) => [bin, 1, at * 2 ** 16, 0, at * 2 ** 16 + 1, 0])
    return new Uint8Array(Int32Array.from([0x01494142, 1, bins.length, ...words, 0]).buffer)
  }
  const names = { file: 'f', index: 'f.bai' }
  fc.assert(
    fc.property(
      fc.array(fc.record({ bin: fc.integer({ min: 0, max: 37_448 }), at: fc.nat({ max: 1000 }) })),
      (bins) => {
        const last = new Map(bins.map(({ bin, at }) => [bin, at]))
        const sorted = [...last].toSorted(([a], [b]) => a - b)
        const [reference] = parseBai(bai(bins), names).references
        expect([...(reference?.bins ?? [])]).toEqual(sorted.map(([bin]) => bin))
        expect([...(reference?.chunkEnds ?? [])]).toEqual(sorted.map((_, i) => i + 1))
        expect([...(reference?.chunks ?? [])]).toEqual(sorted.flatMap(([, at]) => [at, 0, at, 1]))
      },
    ),
  )
})
