import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOut, type LayoutWishes } from '../../../../../renderer/browser/reads/layout.ts'
import { packRows, ROW_GAP } from '../../../../../renderer/browser/reads/pack.ts'
import { type MadeRead, makeSlab } from '../../../../support/make-slab.ts'

const WISHES: LayoutWishes = {
  viewAsPairs: false,
  showSoftClips: false,
  groupBy: 'none',
  sortBy: 'base',
  position: null,
}
const REGION = { start: 0, end: 2000 }

/** Row by row, as IGV fills them: the first read left, then the first after it that fits. */
function fillRowByRow(reads: readonly { start: number; end: number }[]): number[] {
  const row = reads.map(() => -1)
  for (let r = 0; row.includes(-1); r++) {
    let end = -Infinity
    reads.forEach((read, i) => {
      if (row[i] !== -1 || read.start < end + ROW_GAP) return
      row[i] = r
      end = read.end
    })
  }
  return row
}

const someReads = fc
  .array(fc.record({ start: fc.nat(1500), length: fc.integer({ min: 1, max: 300 }) }), { maxLength: 120 })
  .map((reads) =>
    reads
      .map(({ start, length }) => ({ start, end: start + length }))
      .sort((a, b) => a.start - b.start || a.end - b.end),
  )

test('packs as filling row by row does', () => {
  fc.assert(
    fc.property(someReads, (reads) => {
      const { row } = packRows({ start: reads.map((r) => r.start), end: reads.map((r) => r.end) })
      expect([...row]).toEqual(fillRowByRow(reads))
    }),
  )
})

test('no two reads of a row touch, and kept reads stay where they were', () => {
  fc.assert(
    fc.property(someReads, fc.nat(1500), fc.nat(1500), (reads, a, b) => {
      const within = (from: number, to: number): MadeRead[] =>
        reads.map((read, i) => ({ ...read, block: i })).filter((read) => read.end > from && read.start < to)
      const before = makeSlab(REGION, within(a, a + 500))
      const after = makeSlab(REGION, within(b, b + 500))
      const old = layOut(before, WISHES)
      const now = layOut(after, WISHES, { slab: before, layout: old })
      const oldRows = new Map([...before.block].map((block, i) => [block, old.row[i]]))
      ;[...after.block].forEach((block, i) => {
        expect(now.row[i]).toBe(oldRows.get(block) ?? now.row[i])
      })
      const ends = new Map<number, number>()
      now.row.forEach((r, i) => {
        expect(after.start[i]).toBeGreaterThanOrEqual((ends.get(r) ?? -Infinity) + ROW_GAP)
        ends.set(r, after.end[i] ?? 0)
      })
    }),
  )
})

test('indexes the reads of each row by start', () => {
  const slab = makeSlab(REGION, [
    { start: 0, end: 100 },
    { start: 50, end: 150 },
    { start: 102, end: 200 },
  ])
  const { row, rows, rowAt, inRow } = layOut(slab, WISHES)
  expect([...row]).toEqual([0, 1, 0])
  expect(rows).toBe(2)
  expect([...rowAt]).toEqual([0, 2, 3])
  expect([...inRow]).toEqual([0, 2, 1])
})

test('a pair is one item, its mates in one row and nothing between them', () => {
  const slab = makeSlab(REGION, [
    { start: 0, end: 100, mate: 2 },
    { start: 150, end: 250 },
    { start: 300, end: 400, mate: 0 },
  ])
  const { row } = layOut(slab, { ...WISHES, viewAsPairs: true })
  expect([...row]).toEqual([0, 1, 0])
})

test('soft clips take room when they are shown, in whatever order they begin', () => {
  const slab = makeSlab(REGION, [
    { start: 100, end: 200 },
    { start: 210, end: 300, clippedStart: 150 },
    { start: 220, end: 300, clippedStart: 90 },
  ])
  expect([...layOut(slab, WISHES).row]).toEqual([0, 0, 1])
  expect([...layOut(slab, { ...WISHES, showSoftClips: true }).row]).toEqual([1, 2, 0])
})

test('rows with the alternate base go on top, then the reference, then those without a base there', () => {
  const slab = makeSlab(REGION, [
    { start: 0, end: 40 },
    { start: 10, end: 110 },
    { start: 20, end: 120, mismatches: [[60, 'T']] },
    { start: 30, end: 130 },
    { start: 40, end: 140, mismatches: [[60, 'T']] },
  ])
  const { row } = layOut(slab, { ...WISHES, position: 60 })
  expect(new Set([row[2], row[4]])).toEqual(new Set([0, 1]))
  expect(new Set([row[1], row[3]])).toEqual(new Set([2, 3]))
  expect(row[0]).toBe(4)
})

test('deletions and insertions count as alternates; sorting by MAPQ puts the best first', () => {
  const slab = makeSlab(REGION, [
    { start: 0, end: 100, mapq: 10 },
    { start: 5, end: 100, mapq: 60, gaps: [[50, 55]] },
    { start: 6, end: 100, mapq: 30, insertions: [[52, 'ACG']] },
  ])
  expect(layOut(slab, { ...WISHES, position: 52 }).row[0]).toBe(2)
  expect([...layOut(slab, { ...WISHES, position: 52, sortBy: 'mapq' }).row]).toEqual([2, 0, 1])
})

test('groups have rows of their own', () => {
  const slab = makeSlab(REGION, [
    { start: 0, end: 100, flag: 16 },
    { start: 200, end: 300 },
    { start: 210, end: 300 },
  ])
  const { groups, row } = layOut(slab, { ...WISHES, groupBy: 'strand' })
  expect(groups).toEqual([
    { label: 'forward strand', firstRow: 0, rows: 2 },
    { label: 'reverse strand', firstRow: 2, rows: 1 },
  ])
  expect([...row]).toEqual([2, 0, 1])
})
