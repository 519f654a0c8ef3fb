import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BrowserSelection } from '../../../../renderer/browser/browser-types.ts'
import {
  clampWindow,
  farMate,
  MINIMUM_BASES,
  panWindow,
  sortPosition,
  windowOf,
  zoomWindow,
} from '../../../../renderer/browser/visible-window.ts'
import { breakendMate } from '../../../../shared/variant/breakend.ts'

type Selection = NonNullable<BrowserSelection>

const LENGTH = 1_000_000
const variant = (position: number, ref: string, alt: string, end = position - 1 + ref.length): Selection => ({
  contig: 'chr7',
  start: position - 1,
  end,
  position,
  ref,
  alt,
  mate: breakendMate(alt),
})

describe('the window of a variant', () => {
  it('puts a single base in the middle with 60 bp on either side', () => {
    expect(windowOf(variant(117_560, 'C', 'T'), LENGTH)).toEqual({
      contig: 'chr7',
      start: 117_499,
      end: 117_620,
    })
  })

  it('shows the whole of a structural variant and a quarter of it on either side', () => {
    const window = windowOf(variant(10_001, 'N', '<DEL>', 14_000), LENGTH)
    expect(window).toEqual({ contig: 'chr7', start: 9_000, end: 15_000 })
  })

  it('shows both ends of breakends that are close, and only its own of ones that are not', () => {
    const close = windowOf(variant(10_001, 'N', 'N]chr7:12001]'), LENGTH)
    expect(close.start).toBeLessThan(10_000)
    expect(close.end).toBeGreaterThan(12_001)
    const far = windowOf(variant(10_001, 'N', 'N]chr7:812001]'), LENGTH)
    expect(far.end - far.start).toBe(121)
    expect(windowOf(variant(10_001, 'N', 'N]chr9:12001]'), LENGTH)).toEqual(far)
    // What does not fit is shown beside it.
    expect(farMate(variant(10_001, 'N', 'N]chr7:12001]'))).toBeNull()
    expect(farMate(variant(10_001, 'N', 'N]chr7:812001]'))).toEqual({ contig: 'chr7', position: 812_000 })
    expect(farMate(variant(10_001, 'N', 'T'))).toBeNull()
  })

  it('always holds the variant, lies on the contig and is wide enough', () => {
    const anywhere = fc.record({
      length: fc.integer({ min: 1, max: 300_000_000 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      size: fc.integer({ min: 1, max: 100_000 }),
    })
    fc.assert(
      fc.property(anywhere, ({ length, at, size }) => {
        const start = Math.floor(at * (length - 1))
        const end = Math.min(length, start + size)
        const window = windowOf(
          { contig: 'c', start, end, position: start + 1, ref: 'A', alt: '<DUP>', mate: null },
          length,
        )
        expect(window.start).toBeGreaterThanOrEqual(0)
        expect(window.end).toBeLessThanOrEqual(length)
        expect(window.start).toBeLessThanOrEqual(start)
        expect(window.end).toBeGreaterThanOrEqual(end)
        expect(window.end - window.start).toBeGreaterThanOrEqual(Math.min(MINIMUM_BASES, length))
      }),
    )
  })
})

describe('moving a window', () => {
  const window = { contig: 'chr7', start: 1000, end: 2000 }

  it('zooms about its centre', () => {
    expect(zoomWindow(window, 2, LENGTH)).toEqual({ contig: 'chr7', start: 1250, end: 1750 })
    expect(zoomWindow(window, 0.5, LENGTH)).toEqual({ contig: 'chr7', start: 500, end: 2500 })
  })

  it('goes no closer than the least number of bases and no wider than the contig', () => {
    const closest = zoomWindow(window, 1e6, LENGTH)
    expect(closest.end - closest.start).toBe(MINIMUM_BASES)
    expect(zoomWindow(window, 1e-9, LENGTH)).toEqual({ contig: 'chr7', start: 0, end: LENGTH })
  })

  it('pans by a share of itself and stops at the ends', () => {
    expect(panWindow(window, 0.25, LENGTH)).toEqual({ contig: 'chr7', start: 1250, end: 2250 })
    expect(panWindow(window, -5, LENGTH)).toEqual({ contig: 'chr7', start: 0, end: 1000 })
    expect(panWindow(window, 5000, LENGTH)).toEqual({ contig: 'chr7', start: LENGTH - 1000, end: LENGTH })
  })

  it('keeps its width wherever it is put', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5000, max: LENGTH + 5000 }),
        fc.integer({ min: 40, max: 5000 }),
        (start, width) => {
          const kept = clampWindow({ contig: 'c', start, end: start + width }, LENGTH)
          expect(kept.end - kept.start).toBe(width)
        },
      ),
    )
  })
})

describe('the other end of a breakend', () => {
  it.each([
    ['G]17:198982]', { contig: '17', position: 198_981 }],
    [']13:123456]T', { contig: '13', position: 123_455 }],
    ['C[2:321682[', { contig: '2', position: 321_681 }],
    ['[HLA-A*01:01:01:01:300[N', { contig: 'HLA-A*01:01:01:01', position: 299 }],
    ['C[<ctg1>:7[', null],
    ['G.', null],
    ['<DEL>', null],
    ['ACGT', null],
  ])('of %s', (alt, mate) => {
    expect(breakendMate(alt)).toEqual(mate)
  })
})

describe('where reads of an allele differ from the reference', () => {
  it.each([
    ['a single base', variant(100, 'C', 'T'), 99],
    ['a deletion: after its anchor', variant(100, 'CAAA', 'C'), 100],
    ['an insertion: before the next base', variant(100, 'C', 'CTT'), 100],
    ['two bases at once', variant(100, 'CA', 'TG'), 99],
    ['a change behind shared bases', variant(100, 'CAGT', 'CACT'), 101],
    ['a symbolic deletion', variant(100, 'N', '<DEL>', 5000), 100],
    ['a breakend', variant(100, 'N', 'N]chr9:5]'), 99],
  ])('%s', (_, selection, position) => {
    expect(sortPosition(selection)).toBe(position)
  })
})
