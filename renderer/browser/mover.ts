import type { IgvBrowser } from 'igv/dist/igv.esm.js'
import type { Region } from '../../shared/genome/region.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { clampWindow } from './visible-window.ts'

export type Mover = {
  /**
   * Moves there; resolves when the newest target is drawn. `window` is asked with the contig's length.
   *
   * @param second shown beside it
   */
  to(contig: string, window: (contigLength: number) => Region, second?: Region): Promise<void>
  /** Moves within the contig; what is shown beside it stays. */
  shift(window: (contigLength: number) => Region): Promise<void>
  /** Shows a second place beside the first, in place of the one that was there. */
  beside(contig: string, window: (contigLength: number) => Region): Promise<void>
  here(): Region | null
}

/** The part of igv.js's browser that moves. */
export type Movable = Pick<
  IgvBrowser,
  'genome' | 'referenceFrameList' | 'trackViews' | 'calculateViewportWidth' | 'updateViews' | 'updateLoci'
>

export type MoverHooks = {
  /** Before the data of a new place are asked for. */
  readonly starting: () => void
  /** The newest place is drawn. */
  readonly arrived: () => void
  /** The place being loaded is no longer wanted. */
  readonly overtaken: () => void
  readonly disposed: () => boolean
}

type Target = {
  readonly contig: string
  readonly window: (contigLength: number) => Region
  /** `alone`: nothing else stays on the screen. */
  readonly how: 'alone' | 'shift' | 'beside'
  /** Shown beside it. */
  readonly second?: Region
}

/**
 * Moves igv.js's one reference frame instead of searching: a search rebuilds every viewport and takes half as long
 * again. One move at a time; a target given meanwhile replaces any other that waits, and ends the one under way early
 * because the tracks drop what they were loading for it.
 */
export function createMover(browser: Movable, hooks: MoverHooks): Mover {
  let waiting: Target | null = null
  let running: Promise<void> | null = null

  const run = async (): Promise<void> => {
    for (let target = waiting; target !== null && !hooks.disposed(); target = waiting) {
      waiting = null
      await place(browser, target, hooks)
      if (waiting === null && !hooks.disposed()) hooks.arrived()
    }
  }
  const move = (target: Target): Promise<void> => {
    waiting = target
    if (running !== null) hooks.overtaken()
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
  return {
    to: (contig, window, second) =>
      move({ contig, window, how: 'alone', ...(second === undefined ? {} : { second }) }),
    async shift(window) {
      const [frame] = browser.referenceFrameList
      if (frame) await move({ contig: frame.chr, window, how: 'shift' })
    },
    beside: (contig, window) => move({ contig, window, how: 'beside' }),
    here() {
      const frame = browser.referenceFrameList[0]
      if (!frame) return null
      return { contig: frame.chr, start: Math.max(0, Math.round(frame.start)), end: Math.round(frame.end) }
    },
  }
}

async function place(
  browser: Movable,
  { contig, window, how, second }: Target,
  hooks: MoverHooks,
): Promise<void> {
  const chromosome = await browser.genome.loadChromosome(contig)
  if (!chromosome) throw new Fault({ kind: 'region/contig-missing', contig, known: [] })
  const { start, end } = clampWindow(window(chromosome.bpLength), chromosome.bpLength)
  // What lies on a contig that the reference does not have cannot be shown: the first is.
  const beside = second && (await browser.genome.loadChromosome(second.contig))
  const frames = browser.referenceFrameList
  const [frame] = frames
  hooks.starting()
  if (frame && how === 'beside') {
    const first = { chr: frame.chr, start: frame.start, end: frame.end }
    await browser.updateLoci([first, { chr: contig, start, end }])
  } else if (second && beside) {
    const other = clampWindow(second, beside.bpLength)
    await browser.updateLoci([
      { chr: contig, start, end },
      { chr: second.contig, start: other.start, end: other.end },
    ])
  } else if (frame && (frames.length === 1 || how === 'shift')) {
    if (frame.chr !== contig) forgetCanvases(browser)
    frame.chr = contig
    frame.start = start
    frame.end = end
    frame.bpPerPixel = (end - start) / browser.calculateViewportWidth(frames.length)
    await browser.updateViews()
  } else await browser.updateLoci([{ chr: contig, start, end }])
}

/**
 * A canvas remembers its contig only through the frame it was drawn for, which is the very object that moves: on
 * another contig, at like coordinates, igv.js would keep the old picture. The ideogram's view manages its own.
 */
function forgetCanvases(browser: Movable): void {
  for (const { track, viewports } of browser.trackViews)
    if (track.type !== 'ideogram') for (const viewport of viewports) viewport.clearCache()
}
