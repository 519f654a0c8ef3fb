import { expect, test } from 'vitest'
import { baseColourTable } from '../../../../../renderer/browser/base-colours.ts'
import { DrawList, type Marks } from '../../../../../renderer/browser/reads/draw-list.ts'
import { layOut } from '../../../../../renderer/browser/reads/layout.ts'
import { listCoverage } from '../../../../../renderer/browser/reads/list-coverage.ts'
import { listReads } from '../../../../../renderer/browser/reads/list-reads.ts'
import { DEFAULT_READ_OPTIONS, type ReadOptions } from '../../../../../renderer/browser/reads/options.ts'
import { insertLimits } from '../../../../../renderer/browser/reads/read-colours.ts'
import { paletteOf } from '../../../../../renderer/browser/theme.ts'
import { type MadeRead, makeSlab, type MadeSites } from '../../../../support/make-slab.ts'

const palette = paletteOf('light')
const bases = baseColourTable('igv', 'light')

type Drawn = { colour: string; numbers: number[] }

const drawn = (list: DrawList, marks: Marks): Drawn[] =>
  Array.from({ length: marks.count }, (_, i) => ({
    colour: list.colours[marks.colour[i] ?? 0] ?? '',
    numbers: [...marks.numbers.subarray(i * 4, i * 4 + 4)],
  }))

/** Reads of [0, 1000) at 1 px for each `bpPerPixel`, rows of 14 px below y = 0. */
function listed(reads: MadeRead[], bpPerPixel: number, change: Partial<ReadOptions> = {}): DrawList {
  const options = { ...DEFAULT_READ_OPTIONS, ...change }
  const slab = makeSlab({ start: 0, end: 1000 }, reads)
  const list = new DrawList()
  const layout = layOut(slab, { ...options, position: null })
  const sight = {
    bpStart: 0,
    bpPerPixel,
    left: 0,
    right: 1000 / bpPerPixel,
    top: 0,
    bottom: 500,
    rowHeight: 14,
    scroll: 0,
  }
  listReads(list, slab, layout, sight, { options, palette, theme: 'light', bases, limits: insertLimits([]) })
  return list
}

test('a read is a body with a head the way it points', () => {
  const list = listed(
    [
      { start: 100, end: 200 },
      { start: 300, end: 400, flag: 16 },
    ],
    1,
  )
  expect(drawn(list, list.bodies).map(({ numbers }) => numbers)).toEqual([
    [100, 0, 100, 12],
    [300, 0, 100, 12],
  ])
  const [forward, reverse] = drawn(list, list.heads)
  expect(forward?.numbers[0]).toBe(200)
  expect(forward?.numbers[2]).toBeGreaterThan(0)
  expect(reverse?.numbers[0]).toBe(300)
  expect(reverse?.numbers[2]).toBeLessThan(0)
})

test('a mismatch is a block in its base’s colour, fainter when its quality is low, and a letter when there is room', () => {
  const reads: MadeRead[] = [
    {
      start: 0,
      end: 100,
      mismatches: [
        [10, 'T', 40],
        [20, 'A', 4],
      ],
    },
  ]
  const list = listed(reads, 0.5)
  expect(drawn(list, list.marks)).toEqual([
    { colour: bases.T, numbers: [20, 0, 2, 12] },
    { colour: `${bases.A}1a`, numbers: [40, 0, 2, 12] },
  ])
  const near = listed(reads, 0.1)
  expect(near.marks.count).toBe(0)
  expect(drawn(near, near.letters).map(({ numbers }) => String.fromCharCode(numbers[3] ?? 0))).toEqual([
    'T',
    'A',
  ])
  const hidden = listed(reads, 0.5, { showMismatches: false })
  expect(hidden.marks.count).toBe(0)
})

test('a deletion is a black line with its length, an insertion a purple I with its length', () => {
  const list = listed([{ start: 0, end: 300, gaps: [[100, 150]], insertions: [[200, 'ACGTACGTACGT']] }], 0.25)
  expect(list.bodies.count).toBe(2)
  const marks = drawn(list, list.marks)
  expect(marks[0]).toEqual({ colour: palette.deletion, numbers: [400, 5, 200, 2] })
  expect(marks.filter(({ colour }) => colour === palette.insertion)).toHaveLength(3)
  expect(list.texts.map(({ text }) => text)).toEqual(['50', '12'])
})

test('MAPQ 0 is hollow', () => {
  const list = listed([{ start: 0, end: 100, mapq: 0 }], 1)
  expect(drawn(list, list.bodies)[0]?.colour).toBe(palette.ground)
  expect(list.outlines.count).toBe(1)
  expect(list.heads.count).toBe(0)
})

test('soft-clipped bases are drawn when they are asked for', () => {
  const reads: MadeRead[] = [{ start: 100, end: 200, clippedStart: 98, clippedEnd: 201, clips: 'GTA' }]
  expect(listed(reads, 0.5).marks.count).toBe(0)
  const list = listed(reads, 0.5, { showSoftClips: true })
  expect(drawn(list, list.marks).map(({ colour, numbers }) => [colour, numbers[0]])).toEqual([
    [bases.G, 196],
    [bases.T, 198],
    [bases.A, 400],
  ])
})

test('pairs are joined by a line, also over a window that neither of them is in', () => {
  const reads: MadeRead[] = [
    { start: 0, end: 100, mate: 1 },
    { start: 800, end: 900, mate: 0 },
  ]
  const list = listed(reads, 1, { viewAsPairs: true })
  expect(drawn(list, list.under).map(({ numbers }) => numbers)).toEqual([[100, 5, 700, 1]])
  const options = { ...DEFAULT_READ_OPTIONS, viewAsPairs: true }
  const slab = makeSlab({ start: 0, end: 1000 }, reads)
  const between = new DrawList()
  const sight = {
    bpStart: 400,
    bpPerPixel: 1,
    left: 0,
    right: 100,
    top: 0,
    bottom: 500,
    rowHeight: 14,
    scroll: 0,
  }
  const look = { options, palette, theme: 'light' as const, bases, limits: insertLimits([]) }
  listReads(between, slab, layOut(slab, { ...options, position: null }), sight, look)
  expect(between.under.count).toBe(1)
  expect(between.bodies.count).toBe(0)
})

test('colours pairs as IGV does by default: orientation first, then insert size, then the contig of the mate', () => {
  const mate = { mateContig: 0, mateStart: 500, orientation: 1 }
  const list = listed(
    [
      { start: 0, end: 50, ...mate, templateLength: 400 },
      { start: 100, end: 150, ...mate, orientation: 4, templateLength: 400 },
      { start: 200, end: 250, ...mate, templateLength: 5000 },
      { start: 300, end: 350, ...mate, mateContig: 1, orientation: 0 },
    ],
    1,
  )
  const [plain, everted, long, elsewhere] = drawn(list, list.bodies).map(({ colour }) => colour)
  expect(plain).toBe(palette.read)
  expect(everted).toBe('#009600')
  expect(long).toBe('#c80000')
  expect(new Set([plain, everted, long, elsewhere]).size).toBe(4)
})

test('never more bodies or marks in a row than px columns', () => {
  const reads = Array.from({ length: 900 }, (_, i): MadeRead => ({
    start: i,
    end: i + 1,
    mismatches: [[i, 'T']],
  }))
  const list = listed(reads, 20)
  const rows = layOut(makeSlab({ start: 0, end: 1000 }, reads), {
    ...DEFAULT_READ_OPTIONS,
    position: null,
  }).rows
  expect(list.bodies.count).toBeLessThanOrEqual(rows * 51)
  expect(list.marks.count).toBeLessThanOrEqual(rows * 51)
})

function coverage(
  reads: MadeRead[],
  sites: MadeSites,
  bpPerPixel = 1,
): { list: DrawList; marks: Drawn[]; bars: Drawn[] } {
  const slab = makeSlab({ start: 0, end: 100 }, reads, { sites })
  const list = new DrawList()
  const sight = { bpStart: 0, bpPerPixel, left: 0, right: 100 / bpPerPixel }
  listCoverage(list, slab, sight, { palette, bases, top: 0, height: 40, full: 10, log: false })
  return { list, marks: drawn(list, list.marks), bars: drawn(list, list.bodies) }
}

const pile = (alternates: number): MadeRead[] =>
  Array.from({ length: 10 }, (_, i) => ({
    start: 0,
    end: 100,
    ...(i < alternates ? { mismatches: [[50, 'T'] as const] } : {}),
  }))

test('coverage takes the colours of its bases from a fifth of the depth on', () => {
  const het = coverage(pile(2), { 50: [4, 4, 0, 0, 0, 0, 2, 0] })
  expect(het.bars.map(({ numbers }) => numbers)).toEqual([[0, 0, 100, 40]])
  expect(het.marks).toEqual([
    { colour: bases.A, numbers: [50, 8, 1, 32] },
    { colour: bases.T, numbers: [50, 0, 1, 8] },
  ])
  expect(coverage(pile(1), { 50: [5, 4, 0, 0, 0, 0, 1, 0] }).marks).toEqual([])
})

test('a homozygous alternate is coloured: nothing is needed of the reference', () => {
  const { marks } = coverage(pile(10), { 50: [0, 0, 0, 0, 0, 0, 5, 5] })
  expect(marks).toEqual([{ colour: bases.T, numbers: [50, 0, 1, 40] }])
})

test('deletions and insertions show in the coverage', () => {
  const { marks } = coverage(
    Array.from({ length: 5 }, () => ({ start: 0, end: 100, gaps: [] })),
    { 50: [3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 2], 60: [3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0] },
  )
  expect(marks[0]).toEqual({ colour: palette.deletion, numbers: [50, 0, 1, 20] })
  expect(marks.slice(1).every(({ colour }) => colour === palette.insertion)).toBe(true)
})

test('a column of many bases shows the greatest depth in it', () => {
  const { bars } = coverage(
    [
      { start: 0, end: 100 },
      { start: 13, end: 14 },
    ],
    {},
    10,
  )
  expect(bars).toHaveLength(10)
  expect(bars.map(({ numbers }) => numbers[3])).toEqual([4, 8, 4, 4, 4, 4, 4, 4, 4, 4])
})
