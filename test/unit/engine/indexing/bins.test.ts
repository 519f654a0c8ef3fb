import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  BAI_BINNING,
  binCount,
  csiDepth,
  firstWindowOfBin,
  levelOfBin,
  maxPosition,
  metadataBin,
  parentBin,
  reg2bin,
  reg2bins,
} from '../../../../electron/engine/indexing/bins.ts'

/** The level of each bin as the table of SAMv1 §5.3 prints it: first bin, last bin, span in bp. */
const TABLE: readonly [number, number, number][] = [
  [0, 0, 2 ** 29],
  [1, 8, 2 ** 26],
  [9, 72, 2 ** 23],
  [73, 584, 2 ** 20],
  [585, 4680, 2 ** 17],
  [4681, 37448, 2 ** 14],
]

/** [start, end) a BAI bin covers, from the table. */
function extent(bin: number): [number, number] {
  for (const [first, last, span] of TABLE)
    if (bin >= first && bin <= last) return [(bin - first) * span, (bin - first + 1) * span]
  throw new Error(`no bin ${bin}`)
}

test('numbers of the specification', () => {
  expect(metadataBin(BAI_BINNING)).toBe(37450)
  expect(binCount(BAI_BINNING)).toBe(37449)
  expect(maxPosition(BAI_BINNING)).toBe(512 * 1024 * 1024)
  for (const [level, [first, last]] of TABLE.entries()) {
    expect(levelOfBin(first)).toBe(level)
    expect(levelOfBin(last)).toBe(level)
    expect(firstWindowOfBin(last, BAI_BINNING)).toBe((extent(last)[0] ?? 0) / 2 ** 14)
  }
  for (const [, last] of TABLE.slice(1)) expect(extent(parentBin(last))[1]).toBe(2 ** 29)
  // A read on a contig without a position, as htslib bins it.
  expect(reg2bin(-1, 0, BAI_BINNING)).toBe(4680)
})

const interval = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 29 - 1 }), fc.integer({ min: 0, max: 29 }), fc.nat())
  .map(([start, bits, extra]): [number, number] => [
    start,
    Math.min(2 ** 29, start + 1 + (extra % 2 ** bits)),
  ])

test('reg2bin is the smallest bin that contains the interval', () => {
  fc.assert(
    fc.property(interval, ([start, end]) => {
      const bin = reg2bin(start, end, BAI_BINNING)
      const [from, to] = extent(bin)
      expect(from <= start && end <= to).toBe(true)
      // One of the smallest bins, or across the border of two bins an eighth its size.
      const smaller = (to - from) / 8
      const isSmallest = smaller < 2 ** 14
      expect(isSmallest || Math.floor(start / smaller) !== Math.floor((end - 1) / smaller)).toBe(true)
    }),
  )
})

test('reg2bins are exactly the bins that overlap', () => {
  fc.assert(
    fc.property(interval, ([start, end]) => {
      const found = reg2bins(start, end, BAI_BINNING)
      const expected = TABLE.flatMap(([first, , span]) => {
        const from = first + Math.floor(start / span)
        const to = first + Math.floor((end - 1) / span)
        return Array.from({ length: to - from + 1 }, (_, i) => from + i)
      })
      expect(found).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('overlapping intervals meet in a bin, in any scheme', () => {
  const scheme = fc.record({
    minShift: fc.integer({ min: 4, max: 20 }),
    depth: fc.integer({ min: 0, max: 7 }),
  })
  fc.assert(
    fc.property(scheme, fc.nat(), fc.nat(), fc.nat(), fc.nat(), (binning, a, b, c, d) => {
      const limit = Math.min(maxPosition(binning), 2 ** 31 - 1)
      const [start, end] = [a % limit, Math.min(limit, (a % limit) + 1 + (b % 100_000))]
      const [from, to] = [c % limit, Math.min(limit, (c % limit) + 1 + (d % 100_000))]
      if (start >= to || from >= end) return
      expect(reg2bins(from, to, binning)).toContain(reg2bin(start, end, binning))
    }),
  )
})

test('CSI depths as samtools chooses them', () => {
  // 2^14 · 8^n bp, less the 256 bp of slack.
  expect(csiDepth(50_001)).toBe(1)
  expect(csiDepth(100)).toBe(0)
  expect(csiDepth(2 ** 29 - 256)).toBe(5)
  expect(csiDepth(2 ** 29 - 255)).toBe(6)
  expect(csiDepth(2 ** 31)).toBe(6)
})
