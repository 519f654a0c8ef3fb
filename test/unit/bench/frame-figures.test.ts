import { expect, it } from 'vitest'
import { frameFigures } from '../../bench/browser/scroll/frame-figures.ts'

/** Times of pictures that are due each 1/60 s; those of `missed` were left out. */
const times = (count: number, missed: readonly number[]): number[] =>
  Array.from({ length: count }, (_, i) => 100 + (i * 1000) / 60).filter((_, i) => !missed.includes(i))

it('finds none late where each came when it was due', () => {
  const figures = frameFigures(times(101, []))
  expect(figures.frames).toBe(100)
  expect(figures.late).toBe(0)
  expect(figures.p95).toBeCloseTo(16.67, 1)
  expect(figures.longest).toBeCloseTo(16.67, 1)
})

it('counts what was left out', () => {
  const figures = frameFigures(times(101, [10, 20, 21, 22]))
  expect(figures.frames).toBe(96)
  expect(figures.late).toBeCloseTo(2 / 96)
  expect(figures.p95).toBeCloseTo(16.67, 1)
  expect(figures.longest).toBeCloseTo(66.67, 1)
})

it('has the 95th of a hundred', () => {
  const late = (count: number): number[] => Array.from({ length: count }, (_, i) => 2 + i * 4)
  expect(frameFigures(times(101, late(5))).p95).toBeGreaterThan(30)
  expect(frameFigures(times(101, late(4))).p95).toBeLessThan(17)
})

it('refuses what has no time between pictures', () => {
  expect(() => frameFigures([3])).toThrow(RangeError)
})
