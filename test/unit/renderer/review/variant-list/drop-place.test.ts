import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dropPlace } from '../../../../../renderer/review/variant-list/drop-place.ts'
import { moved } from '../../../../../renderer/review/variant-list/resize.ts'

/** Columns side by side, with their widths. */
const spans = (widths: readonly number[]) =>
  widths.map((width, i) => {
    const left = widths.slice(0, i).reduce((sum, each) => sum + each, 0)
    return { left, right: left + width }
  })

it('changes places with a neighbour over the middle of it', () => {
  const heads = spans([100, 50, 200])
  expect([0, 49, 51, 101, 126, 249, 251, 999].map((x) => dropPlace(heads, 0, x))).toEqual([
    0, 0, 0, 0, 1, 1, 2, 2,
  ])
  expect([300, 126, 124, 51, 49, -20].map((x) => dropPlace(heads, 2, x))).toEqual([2, 2, 1, 1, 0, 0])
})

const dragged = fc.array(fc.integer({ min: 24, max: 900 }), { minLength: 1, maxLength: 12 }).chain((widths) =>
  fc.record({
    widths: fc.constant(widths),
    from: fc.nat(widths.length - 1),
    x: fc.integer({ min: -500, max: 12_000 }),
  }),
)

it('is a place there is, further right the further right one lets go, and the own one above the own head', () => {
  fc.assert(
    fc.property(dragged, fc.nat(2000), ({ widths, from, x }, by) => {
      const heads = spans(widths)
      const place = dropPlace(heads, from, x)
      expect(place).toBeGreaterThanOrEqual(0)
      expect(place).toBeLessThan(widths.length)
      expect(dropPlace(heads, from, x + by)).toBeGreaterThanOrEqual(place)
      const { left = 0, right = 0 } = heads[from] ?? {}
      expect(dropPlace(heads, from, (left + right) / 2)).toBe(from)
    }),
  )
})

it('loses no column, and a move back undoes it', () => {
  fc.assert(
    fc.property(dragged, ({ widths, from, x }) => {
      const names = widths.map((_, i) => `c${i}`)
      const to = dropPlace(spans(widths), from, x)
      const after = moved(names, from, to)
      expect(after.toSorted()).toEqual(names.toSorted())
      expect(after[to]).toBe(names[from])
      expect(moved(after, to, from)).toEqual(names)
    }),
  )
})
