import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binAt, binStart } from '../../../../shared/reads/depth-bins.ts'

test('each position lies in the bin that begins at or before it and ends after it', () => {
  const region = fc
    .record({ start: fc.nat(1000), length: fc.integer({ min: 1, max: 3000 }), share: fc.nat(100) })
    .map(({ start, length, share }) => ({
      start,
      end: start + length,
      bins: Math.max(1, Math.ceil((length * share) / 100)),
    }))
  fc.assert(
    fc.property(region, fc.nat(2999), (where, offset) => {
      const { start, end, bins } = where
      const position = start + (offset % (end - start))
      const i = binAt(position, where)
      expect(i).toBeGreaterThanOrEqual(0)
      expect(i).toBeLessThan(bins)
      expect(start + binStart(i, where)).toBeLessThanOrEqual(position)
      expect(start + binStart(i + 1, where)).toBeGreaterThan(position)
    }),
  )
})
