import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DRAWN_LIMIT,
  drawnAt,
  drawnHeight,
  linesInSight,
  movedTo,
  revealing,
  scrolledTo,
  START,
  type TallList,
} from '../../../../../renderer/review/variant-list/tall-list.ts'

const list = (lines: number, view = 700): TallList => ({ lines, lineHeight: 28, view })
const GENOME = list(5_000_000)
const END = DRAWN_LIMIT - 700

const lists = fc
  .record({ lines: fc.integer({ min: 0, max: 6_000_000 }), view: fc.integer({ min: 28, max: 1500 }) })
  .map(({ lines, view }) => list(lines, view))

describe('a list that a browser can draw', () => {
  it('is scrolled as it is', () => {
    const short = list(175)
    expect(drawnHeight(short)).toBe(4900)
    expect(scrolledTo(short, START, 301)).toEqual({ top: 301, scrollTop: 301 })
    expect(movedTo(short, 100)).toEqual({ top: 100, scrollTop: 100 })
    expect(movedTo(short, 1e9)).toEqual({ top: 4200, scrollTop: 4200 })
    expect(linesInSight(short, { top: 301, scrollTop: 301 }, 0)).toEqual({ first: 10, last: 35 })
    expect(linesInSight(list(0), START, 12)).toEqual({ first: 0, last: -1 })
  })
})

describe('a list of five million lines', () => {
  it('begins and ends with its first and last line', () => {
    expect(linesInSight(GENOME, scrolledTo(GENOME, START, 0), 0)).toEqual({ first: 0, last: 24 })
    expect(linesInSight(GENOME, scrolledTo(GENOME, START, END), 0)).toEqual({
      first: 4_999_975,
      last: 4_999_999,
    })
  })

  it('goes through the list in proportion when the scroll bar is dragged', () => {
    const half = scrolledTo(GENOME, START, END / 2)
    expect(linesInSight(GENOME, half, 0).first).toBe(2_499_987)
  })

  it('moves lines by px when less than a screen is scrolled', () => {
    const half = scrolledTo(GENOME, START, END / 2)
    const on = scrolledTo(GENOME, half, END / 2 + 56)
    expect(on.top - half.top).toBe(56)
    // A line that stays in sight stays where it is drawn, so that nothing flickers.
    expect(drawnAt(GENOME, on, 2_500_000)).toBe(drawnAt(GENOME, half, 2_500_000))
  })

  it('moves by px, too, what a wheel turned fast moves between two pictures', () => {
    const half = scrolledTo(GENOME, START, END / 2)
    expect(scrolledTo(GENOME, half, END / 2 + 1800).top - half.top).toBe(1800)
  })

  it('leaves lines where they are drawn while keys go through them', () => {
    let at = movedTo(GENOME, 70_000_000)
    const drawn = drawnAt(GENOME, at, 0)
    for (let line = 2_500_000; line < 2_500_400; line += 1) at = revealing(GENOME, at, line, 3)
    expect(linesInSight(GENOME, at, 0).last).toBe(2_500_402)
    expect(drawnAt(GENOME, at, 0)).toBe(drawn)
    // The scroll bar is put right when the scrolling has ended.
    expect(movedTo(GENOME, at.top).scrollTop).toBeLessThan(at.scrollTop)
  })

  it('leaves the scroll bar where it was dragged to', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: END }), (scrollTop) => {
        const dragged = scrolledTo(GENOME, movedTo(GENOME, scrollTop > END / 2 ? 0 : 1e9), scrollTop)
        expect(movedTo(GENOME, dragged.top)).toEqual(dragged)
      }),
    )
  })

  it('misses no line when it is scrolled to an end without a pause', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        fc.integer({ min: 40, max: 900 }),
        fc.boolean(),
        (from, by, down) => {
          const last = 5_000_000 * 28 - 700
          let at = movedTo(GENOME, down ? last - from : from)
          for (let left = from; left > 0; left -= by) {
            // The browser scrolls no further than its scroll bar goes.
            const scrollTop = Math.max(0, Math.min(END, at.scrollTop + (down ? by : -by)))
            const next = scrolledTo(GENOME, at, scrollTop)
            expect(Math.abs(next.top - at.top)).toBe(Math.min(by, left))
            at = next
          }
          expect(at).toEqual(down ? { top: last, scrollTop: END } : START)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('reaches every line by keys, and no further', () => {
    let at = START
    for (let line = 0; line < 200; line += 1) at = revealing(GENOME, at, line, 3)
    expect(linesInSight(GENOME, at, 0)).toEqual({ first: 178, last: 202 })
    expect(revealing(GENOME, at, 190, 3)).toBe(at)
    const end = revealing(GENOME, at, 4_999_999, 3)
    expect(linesInSight(GENOME, end, 0).last).toBe(4_999_999)
    expect(end.scrollTop).toBe(END)
  })
})

it('draws what is in sight within the body, at whole px', () => {
  fc.assert(
    fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
      const at = movedTo(some, share * some.lines * some.lineHeight)
      const { first, last } = linesInSight(some, at, 0)
      for (const line of [first, last].filter((each) => each >= 0 && each < some.lines)) {
        const top = drawnAt(some, at, line)
        expect(Number.isInteger(top)).toBe(true)
        expect(top).toBeGreaterThan(at.scrollTop - some.lineHeight)
        expect(top).toBeLessThan(at.scrollTop + some.view)
        expect(top + some.lineHeight).toBeLessThanOrEqual(drawnHeight(some) + some.lineHeight)
      }
      expect(at.scrollTop).toBeLessThanOrEqual(Math.max(0, drawnHeight(some) - some.view))
    }),
  )
})

it('is where it was when the browser tells of the scrolling it was asked for', () => {
  fc.assert(
    fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
      const at = movedTo(some, share * some.lines * some.lineHeight)
      expect(scrolledTo(some, at, at.scrollTop)).toEqual(at)
    }),
  )
})

it('shows a line that is revealed, whole', () => {
  fc.assert(
    fc.property(lists, fc.nat(6_000_000), fc.nat(6_000_000), fc.nat(5), (some, from, to, more) => {
      fc.pre(some.lines > 0)
      const line = to % some.lines
      const at = revealing(some, movedTo(some, (from % some.lines) * 28), line, more)
      expect(line * 28).toBeGreaterThanOrEqual(at.top)
      expect((line + 1) * 28).toBeLessThanOrEqual(at.top + some.view)
    }),
  )
})
