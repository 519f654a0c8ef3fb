import { describe, expect, it } from 'vitest'
import { createMover } from '../../../../renderer/browser/mover.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'

/** A browser 100 px wide over two contigs of 10 kb; each drawing ends when the test says so. */
function fakeBrowser() {
  const frame = { chr: 'chr1', start: 0, end: 1000, bpPerPixel: 10 }
  const drawings: (() => void)[] = []
  const drawn: string[] = []
  const cleared: string[] = []
  const view = (type: string) => ({ track: { type }, viewports: [{ clearCache: () => cleared.push(type) }] })
  return {
    frame,
    drawings,
    drawn,
    cleared,
    genome: {
      loadChromosome: (chr: string) =>
        Promise.resolve(chr.startsWith('chr') ? { bpLength: 10_000 } : undefined),
      getSequence: () => Promise.resolve(''),
    },
    referenceFrameList: [frame],
    trackViews: [view('ideogram'), view('alignment')],
    calculateViewportWidth: () => 100,
    /** Makes frames anew, as igv.js does. */
    updateLoci(loci: { chr: string; start: number; end: number }[]) {
      this.referenceFrameList = loci.map((locus) => ({
        ...locus,
        bpPerPixel: (locus.end - locus.start) / 100,
      }))
      return Promise.resolve(true)
    },
    updateViews: () =>
      new Promise<void>((resolve) => {
        const place = `${frame.chr}:${frame.start}-${frame.end}`
        drawings.push(() => {
          drawn.push(place)
          resolve()
        })
      }),
  }
}

function setUp() {
  const browser = fakeBrowser()
  const log: string[] = []
  const asMovable: Parameters<typeof createMover>[0] = browser
  const mover = createMover(asMovable, {
    starting: () => log.push('start'),
    arrived: () => log.push('arrived'),
    overtaken: () => log.push('overtaken'),
    disposed: () => false,
  })
  const to = (contig: string, start: number): Promise<void> =>
    mover.to(contig, () => ({ contig, start, end: start + 200 }))
  const drawNext = async (): Promise<void> => {
    await expect.poll(() => browser.drawings.length).toBeGreaterThan(0)
    browser.drawings.shift()?.()
  }
  return { browser, log, mover, to, drawNext }
}

describe('moving the browser', () => {
  it('moves the one frame, to scale', async () => {
    const { browser, mover, to, drawNext, log } = setUp()
    const moving = to('chr1', 500)
    await drawNext()
    await moving
    expect(browser.frame).toEqual({ chr: 'chr1', start: 500, end: 700, bpPerPixel: 2 })
    expect(mover.here()).toEqual({ contig: 'chr1', start: 500, end: 700 })
    expect(log).toEqual(['start', 'arrived'])
    expect(browser.cleared).toEqual([])
  })

  it('goes to the last of many places and draws none in between twice', async () => {
    const { browser, to, drawNext, log } = setUp()
    const moves = [to('chr1', 1000), to('chr1', 2000), to('chr1', 3000), to('chr1', 4000)]
    await drawNext()
    // The first may have begun before the others were asked for; none of the waiting ones but the last is drawn.
    if (browser.drawn.at(-1) !== 'chr1:4000-4200') await drawNext()
    await Promise.all(moves)
    expect(browser.drawn.at(-1)).toBe('chr1:4000-4200')
    expect(browser.drawn.length).toBeLessThanOrEqual(2)
    expect(log.filter((entry) => entry === 'arrived')).toHaveLength(1)
    expect(log).toContain('overtaken')
  })

  it('forgets the pictures of another contig, but not the ideogram', async () => {
    const { browser, to, drawNext } = setUp()
    const moving = to('chr2', 0)
    await drawNext()
    await moving
    expect(browser.cleared).toEqual(['alignment'])
  })

  it('refuses a contig the genome does not have, and moves on after that', async () => {
    const { browser, to, drawNext } = setUp()
    expect(errorOf(await to('HLA-A', 0).catch((thrown: unknown) => thrown)).kind).toBe(
      'region/contig-missing',
    )
    const moving = to('chr1', 100)
    await drawNext()
    await moving
    expect(browser.drawn).toEqual(['chr1:100-300'])
  })

  it('shows a place beside another, moves the first and keeps the second, and ends with one', async () => {
    const { browser, mover, to, drawNext } = setUp()
    await mover.beside('chr2', () => ({ contig: 'chr2', start: 5000, end: 6000 }))
    const places = (): string[] =>
      browser.referenceFrameList.map(({ chr, start, end }) => `${chr}:${start}-${end}`)
    expect(places()).toEqual(['chr1:0-1000', 'chr2:5000-6000'])
    const moving = mover.shift(() => ({ contig: 'chr1', start: 500, end: 1000 }))
    await drawNext()
    await moving
    expect(places()).toEqual(['chr1:500-1000', 'chr2:5000-6000'])
    expect(browser.referenceFrameList[0]?.bpPerPixel).toBe(5)
    await mover.beside('chr2', () => ({ contig: 'chr2', start: 0, end: 500 }))
    expect(places()).toEqual(['chr1:500-1000', 'chr2:0-500'])
    await to('chr1', 2000)
    expect(places()).toEqual(['chr1:2000-2200'])
  })

  it('shows the two ends of a breakend at once, or the one there is', async () => {
    const { browser, mover, drawNext } = setUp()
    const first = () => ({ contig: 'chr1', start: 1000, end: 1200 })
    await mover.to('chr1', first, { contig: 'chr2', start: 9900, end: 10_200 })
    const places = (): string[] =>
      browser.referenceFrameList.map(({ chr, start, end }) => `${chr}:${start}-${end}`)
    expect(places()).toEqual(['chr1:1000-1200', 'chr2:9700-10000'])
    await mover.to('chr1', first)
    expect(places()).toEqual(['chr1:1000-1200'])
    const moving = mover.to('chr1', () => ({ contig: 'chr1', start: 5, end: 305 }), {
      contig: 'GL1',
      start: 0,
      end: 10,
    })
    await drawNext()
    await moving
    expect(places()).toEqual(['chr1:5-305'])
  })
})
