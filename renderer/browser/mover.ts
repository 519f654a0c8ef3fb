import type { IgvBrowser } from 'igv/dist/igv.esm.js'
import type { Region } from '../../shared/genome/region.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { clampWindow } from './visible-window.ts'

export type Mover = {
  /** Moves there; resolves when the newest target is drawn. `window` is asked with the contig's length. */
  to(contig: string, window: (contigLength: number) => Region): Promise<void>
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

type Target = { contig: string; window: (contigLength: number) => Region }

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
  return {
    to(contig, window) {
      waiting = { contig, window }
      if (running !== null) hooks.overtaken()
      running ??= run().finally(() => {
        running = null
      })
      return running
    },
    here() {
      const frame = browser.referenceFrameList[0]
      if (!frame) return null
      return { contig: frame.chr, start: Math.max(0, Math.round(frame.start)), end: Math.round(frame.end) }
    },
  }
}

async function place(browser: Movable, { contig, window }: Target, hooks: MoverHooks): Promise<void> {
  const chromosome = await browser.genome.loadChromosome(contig)
  if (!chromosome) throw new Fault({ kind: 'region/contig-missing', contig, known: [] })
  const { start, end } = clampWindow(window(chromosome.bpLength), chromosome.bpLength)
  const frame = browser.referenceFrameList[0]
  hooks.starting()
  if (frame && browser.referenceFrameList.length === 1) {
    if (frame.chr !== contig) forgetCanvases(browser)
    frame.chr = contig
    frame.start = start
    frame.end = end
    frame.bpPerPixel = (end - start) / browser.calculateViewportWidth(1)
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
