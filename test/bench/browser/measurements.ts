import type { Page } from '@playwright/test'
import type { BenchContig } from '../data/genome.ts'
import { formatRegion, type Region } from '../../../shared/genome/region.ts'
import { settled } from './app.ts'
import { heapUsed, type Taken, timeKey, timeLocus } from './in-page.ts'

/** One thing a reviewer does; measured on a page that has the trio open. */
export type Measurement = {
  readonly name: string
  /** What is to be reached, ms; null where nothing is set. */
  readonly target: {
    readonly firstFrame: number | null
    readonly complete: number
    readonly longestTask: number | null
    /** MB of the page's heap once its garbage is collected. */
    readonly heapMb?: number
  }
  readonly run: (page: Page, turn: number) => Promise<Taken>
}

/** Regions that nobody looked at before, each far from the others. */
function freshRegions(contig: BenchContig, length: number, seed: number): (turn: number) => Region {
  const stride = Math.floor(contig.covered / 64)
  return (turn) => {
    // Coprime with 64, so that 64 turns meet 64 places.
    const start = ((turn * 27 + seed) % 64) * stride + 5000 + seed * 97
    return { contig: contig.name, start, end: start + length }
  }
}

function jump(
  name: string,
  contig: BenchContig,
  length: number,
  complete: number,
  seed: number,
): Measurement {
  const regionOf = freshRegions(contig, length, seed)
  return {
    name,
    target: { firstFrame: null, complete, longestTask: null },
    run: (page, turn) => timeLocus(page, formatRegion(regionOf(turn)).replaceAll(',', '')),
  }
}

/** What prefetching may take, ms, before the next variant is asked for: less than anybody looks at one. */
const LOOK = 1200

/** 20,000 pairs over 200 bp: away and back, so that they are drawn anew. */
export function ampliconMeasurement(region: Region, elsewhere: Region): Measurement {
  return {
    name: '20,000x amplicon, 200 bp, one track',
    target: { firstFrame: null, complete: 500, longestTask: null, heapMb: 150 },
    async run(page) {
      await timeLocus(page, formatRegion(elsewhere).replaceAll(',', ''))
      await settled(page)
      const taken = await timeLocus(page, formatRegion(region).replaceAll(',', ''))
      return { ...taken, heapMb: await heapUsed(page) }
    },
  }
}

export function measurements(contig: BenchContig): readonly Measurement[] {
  const wide = freshRegions(contig, 29_000, 11)
  return [
    {
      name: 'step to a prefetched variant',
      target: { firstFrame: null, complete: 60, longestTask: 50 },
      async run(page) {
        await page.waitForTimeout(LOOK)
        return timeKey(page, 'j')
      },
    },
    jump('jump to 500 bp, cold', contig, 500, 110, 3),
    jump('jump to 5 kb, cold', contig, 5000, 140, 5),
    jump('jump to 29 kb, cold', contig, 29_000, 250, 7),
    {
      name: 'pan by 20 % at 29 kb',
      target: { firstFrame: 16, complete: 120, longestTask: 50 },
      async run(page, turn) {
        // Another place now and then: panning goes on where the last one ended, past what was loaded for it.
        if (turn % 8 === 0) {
          await timeLocus(page, formatRegion(wide(turn)).replaceAll(',', ''))
          await settled(page)
        }
        await page.waitForTimeout(LOOK)
        return timeKey(page, 'ArrowRight')
      },
    },
  ]
}
