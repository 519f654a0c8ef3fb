import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binsOver } from '../../../../../renderer/browser/reads/wide-depth.ts'
import { binStart, WIDEST_DEPTH } from '../../../../../shared/reads/depth-bins.ts'

test('a place is in the same bin whatever is loaded with it', () => {
  const window = fc.record({
    place: fc.nat(240_000_000),
    before: fc.integer({ min: 0, max: 600_000 }),
    after: fc.integer({ min: 1, max: 600_000 }),
  })
  fc.assert(
    fc.property(fc.tuple(window, window), fc.double({ min: 20, max: 2200, noNaN: true }), ([a, b], zoom) => {
      const borders = [a, b].map(({ before, after }) => {
        const region = { start: a.place - before, end: a.place + after }
        const found = binsOver(region, zoom)
        expect(found.start).toBeLessThanOrEqual(Math.max(0, region.start))
        expect(found.end).toBeGreaterThanOrEqual(Math.min(region.end, found.start + WIDEST_DEPTH - zoom))
        expect(found.end - found.start).toBeLessThanOrEqual(WIDEST_DEPTH)
        const starts = Array.from({ length: found.bins }, (_, i) => found.start + binStart(i, found))
        return starts.findLast((start) => start <= a.place)
      })
      expect(borders[0]).toBe(borders[1])
    }),
  )
})

test('bins are no wider than a pixel, and at least a base', () => {
  expect(binsOver({ start: 1000.4, end: 2000.2 }, 0.2)).toEqual({ start: 1000, end: 2001, bins: 1001 })
  expect(binsOver({ start: -50, end: 200_000 }, 214.1)).toEqual({ start: 0, end: 200_090, bins: 935 })
})
