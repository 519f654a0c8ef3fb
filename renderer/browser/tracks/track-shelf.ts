import type { IgvAlignmentTrack, IgvBrowser, IgvTrack } from 'igv/dist/igv.esm.js'
import type { Region } from '../../../shared/genome/region.ts'
import type { BrowserTrack } from '../browser-types.ts'
import { trackKey } from '../browser-types.ts'
import type { Palette } from '../theme.ts'
import {
  ALIGNMENT_HEIGHT,
  READS_WINDOW,
  colourAlignmentTrack,
  hasSequence,
  setReadOption,
} from './alignment-track.ts'
import { GenesTrack } from './genes-track.ts'
import { buildTrack, type BuiltTrack, type TrackDeps } from './build-track.ts'
import type { ReadOptions } from '../reads/options.ts'
import { isDrawn, keepAxis, keepCanvas } from '../steady-canvas.ts'
import { TrackGroup } from '../reads/track-group.ts'
import { ReadsTrack, type ReadsTrackOptions, type SortPlace } from './reads-track.ts'
import { isAlignmentTrack } from './reads-view.ts'
import { VariantsTrack } from './variants-track.ts'

export type ShelfDeps = Omit<TrackDeps, 'failed' | 'shared'> & {
  readonly shared: Omit<ReadsTrackOptions, 'file' | 'label' | 'palette' | 'group' | 'place'>
  readonly failed: (spec: BrowserTrack, error: Parameters<TrackDeps['failed']>[0]) => void
  readonly disposed: () => boolean
}

/** Least height of an alignment track, px: its coverage and a few reads. */
const LEAST = 120
/** The ideogram and the ruler draw on canvases of their own. */
const OWN_CANVAS: ReadonlySet<string> = new Set(['ideogram', 'ruler', 'alignment'])
/** Between two tracks, px. */
const GAP = 2

/** The tracks on the screen, kept to the list they are given. */
export class TrackShelf {
  readonly #browser: IgvBrowser
  readonly #deps: ShelfDeps
  readonly #shown = new Map<string, BuiltTrack>()
  /** Tracks with a new place to sort at, and how often they had loaded when it was set. */
  readonly #unsorted = new Map<IgvAlignmentTrack, number>()
  readonly #group: TrackGroup
  #sortPlace: SortPlace | null = null
  #height = 0

  constructor(browser: IgvBrowser, deps: ShelfDeps) {
    this.#browser = browser
    this.#deps = deps
    this.#group = new TrackGroup(() => deps.shared.reads().sharedScale)
  }

  /** Removes, makes and orders tracks until they are these. Not to be called again before it is done. */
  async apply(tracks: readonly BrowserTrack[]): Promise<void> {
    const wanted = new Map(tracks.map((spec, i) => [trackKey(spec), { spec, order: i + 1 }]))
    for (const [key, shown] of this.#shown) {
      // Labels and samples are part of what a track draws: with others it is another track.
      if (JSON.stringify(wanted.get(key)?.spec) === JSON.stringify(shown.spec)) continue
      this.#shown.delete(key)
      this.#browser.removeTrack(shown.track)
    }
    for (const [key, { spec, order }] of wanted) {
      const kept = this.#shown.get(key)
      if (kept) kept.track.order = order
      else await this.#add(key, spec, order)
      if (this.#deps.disposed()) return
    }
    this.#keepCanvases()
    this.#browser.reorderTracks()
    this.fit()
    await this.#browser.updateViews()
    this.sortKept()
  }

  async #add(key: string, spec: BrowserTrack, order: number): Promise<void> {
    const built = await buildTrack(this.#browser, spec, {
      ...this.#deps,
      shared: { ...this.#deps.shared, group: this.#group, place: () => this.#sortPlace },
      failed: (error) => this.#deps.failed(spec, error),
    })
    if (this.#deps.disposed()) return
    const { track } = built
    track.order = order
    this.#shown.set(key, built)
    if (isAlignmentTrack(track)) {
      const { viewAsPairs, showSoftClips } = this.#deps.shared.reads()
      track.alignmentTrack.viewAsPairs = viewAsPairs
      track.alignmentTrack.showSoftClips = showSoftClips
      if (this.#sortPlace) assignSort(track, this.#sortPlace)
    }
    await this.#browser.addTrack(track)
    if (track instanceof ReadsTrack) track.attached()
    else sayWhyEmpty(track)
  }

  /** All but those that igv.js's own reads are drawn on, which stay as they are for comparison. */
  #keepCanvases(): void {
    for (const trackView of this.#browser.trackViews) {
      if (OWN_CANVAS.has(trackView.track.type)) continue
      keepAxis(trackView)
      for (const viewport of trackView.viewports) keepCanvas(viewport)
    }
  }

  #alignments(): IgvAlignmentTrack[] {
    return [...this.#shown.values()].map(({ track }) => track).filter(isAlignmentTrack)
  }

  #reads(): ReadsTrack[] {
    return [...this.#shown.values()].flatMap(({ track }) => (track instanceof ReadsTrack ? [track] : []))
  }

  /** The alignment tracks share what the others leave of `height`, px; without it, of the last one. */
  fit(height = this.#height): void {
    this.#height = height
    const alignments = [...this.#shown.values()]
      .filter(({ spec }) => spec.kind === 'alignments')
      .map(({ track }) => track)
    if (alignments.length === 0 || height === 0) return
    const others = this.#browser.trackViews
      .filter(({ track }) => !alignments.includes(track))
      .reduce((sum, { track }) => sum + track.height + GAP, 0)
    const each = Math.floor((height - others) / alignments.length) - GAP
    const shared = Math.max(LEAST, Math.min(each, 4 * ALIGNMENT_HEIGHT))
    for (const { trackView, height: now } of alignments)
      if (now !== shared) trackView?.setTrackHeight(shared, true)
  }

  colour(palette: Palette): void {
    for (const track of this.#alignments()) colourAlignmentTrack(track, palette)
  }

  /** The options of the reads changed. */
  async showReads(before: ReadOptions): Promise<void> {
    const now = this.#deps.shared.reads()
    for (const track of this.#alignments()) {
      if (now.viewAsPairs === before.viewAsPairs && now.showSoftClips === before.showSoftClips) continue
      setReadOption(track, 'pairs', now.viewAsPairs)
      setReadOption(track, 'soft-clips', now.showSoftClips)
      // Packing them anew put them in the order of their places.
      this.#sort(track)
    }
    const same = (key: 'filters' | 'overlaps' | 'maxDepth'): boolean =>
      JSON.stringify(now[key]) === JSON.stringify(before[key])
    if (same('filters') && same('overlaps') && same('maxDepth')) {
      for (const track of this.#reads()) track.redraw()
      return
    }
    // Other reads count: asked for anew.
    for (const track of this.#reads()) track.trackView?.clearCachedFeatures()
    await this.#browser.updateViews()
    this.#group.settle()
  }

  /** The window came to rest: one scale for what is now in sight. */
  settleReads(): void {
    this.#group.settle()
  }

  prefetch(regions: readonly Region[]): void {
    for (const track of this.#reads()) track.prefetch(regions)
    for (const track of this.#annotations()) track.ahead.prefetch(regions)
  }

  #annotations(): (GenesTrack | VariantsTrack)[] {
    return [...this.#shown.values()].flatMap(({ track }) =>
      track instanceof GenesTrack || track instanceof VariantsTrack ? [track] : [],
    )
  }

  /** Genes and variants that were asked for ahead are asked for again. */
  forgetAhead(): void {
    for (const track of this.#annotations()) track.ahead.clear()
  }

  /** Drops what was loaded, so that the next drawing asks for it again. */
  forget(): void {
    this.#deps.shared.store.clear()
    this.#deps.shared.estimates.clear()
    this.forgetAhead()
    for (const { track } of this.#shown.values()) track.trackView?.clearCachedFeatures()
  }

  /** Ends the loading under way: the place it is for will not be shown. */
  overtake(): void {
    for (const { guard } of this.#shown.values()) guard.overtake()
  }

  repaintVariants(): void {
    for (const { track, spec } of this.#shown.values())
      if (spec.kind === 'variants') track.trackView?.repaintViews()
  }

  /** The window moved: names of genes stay in sight, and what is left out is counted there. */
  refreshGenes(): void {
    for (const { track } of this.#shown.values()) if (track instanceof GenesTrack) track.refresh()
  }

  /**
   * Draws everything but reads again once a place is loaded: igv.js keeps a canvas that covers the window, even one it
   * drew while the features of the place were not there yet.
   */
  repaintLoaded(): void {
    this.#keepCanvases()
    for (const { track, spec } of this.#shown.values()) {
      // A split view, and its end, make new viewports.
      if (!(track instanceof ReadsTrack)) sayWhyEmpty(track)
      if (spec.kind === 'alignments') continue
      for (const viewport of track.trackView?.viewports ?? [])
        // None: it says to zoom in. Of variants, the one under review is another now.
        if (!viewport.canvas) continue
        else if (!isDrawn(viewport)) viewport.repaint()
        else if (spec.kind === 'variants') viewport.refresh()
    }
  }

  /** Another place is gone to, not looked around at. */
  moveOn(): void {
    this.#group.moveOn()
  }

  scrollToTop(): void {
    for (const track of this.#reads()) track.scrollToTop()
    for (const { trackView } of this.#alignments())
      if (trackView?.viewports[0]?.contentTop) trackView.setTop(0)
  }

  /** Reads loaded from now on are sorted by their base there (0-based) as they arrive. */
  sortFrom({ contig, position }: Omit<SortPlace, 'turn'>): void {
    const place = { contig, position, turn: (this.#sortPlace?.turn ?? 0) + 1 }
    this.#sortPlace = place
    for (const { track, guard } of this.#shown.values()) {
      if (!isAlignmentTrack(track)) continue
      assignSort(track, place)
      this.#unsorted.set(track, guard.loads())
    }
  }

  /** Sorts the tracks that needed no loading for the place they now show. */
  sortKept(): void {
    for (const { track, guard } of this.#shown.values())
      if (isAlignmentTrack(track) && this.#unsorted.get(track) === guard.loads()) this.#sort(track)
    this.#unsorted.clear()
  }

  sortNow(place: Omit<SortPlace, 'turn'>): void {
    this.sortFrom(place)
    this.sortKept()
    for (const track of this.#reads()) track.redraw()
  }

  #sort(track: IgvAlignmentTrack): void {
    // Without a sequence igv.js fails where it looks the reference base up.
    if (this.#sortPlace && hasSequence(track)) track.sort(sortOf(this.#sortPlace))
  }
}

const CONTENTS: Readonly<Record<string, string>> = {
  'casement-genes': 'Genes are',
  'casement-regions': 'Intervals are',
  'casement-variants': 'Variants are',
}

const widthText = (bp: number): string => (bp >= 1_000_000 ? `${bp / 1_000_000} Mb` : `${bp / 1000} kb`)

/** igv.js says "Zoom in to see features" of every track. */
function sayWhyEmpty(track: IgvTrack): void {
  const widest = track.config.visibilityWindow ?? READS_WINDOW
  const what = isAlignmentTrack(track) ? 'Reads are' : (CONTENTS[track.type] ?? 'Features are')
  for (const { viewportElement } of track.trackView?.viewports ?? []) {
    const notice = viewportElement?.querySelector('.igv-zoom-in-notice-container > div')
    if (notice) notice.textContent = `${what} shown in windows up to ${widthText(widest)}: zoom in`
  }
}

/** A new object each time: igv.js changes the one it is given. */
const sortOf = ({ contig, position }: Omit<SortPlace, 'turn'>): Parameters<IgvAlignmentTrack['sort']>[0] => ({
  chr: contig,
  position: position + 1,
  option: 'BASE',
  direction: 'ASC',
})

const assignSort = (track: IgvAlignmentTrack, place: SortPlace): void => track.assignSort(sortOf(place))
