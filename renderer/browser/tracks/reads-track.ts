import igv, {
  type IgvBrowser,
  type IgvClick,
  type IgvDrawOptions,
  type IgvPopupItem,
  type IgvViewport,
} from 'igv/dist/igv.esm.js'
import type { Region } from '../../../shared/genome/region.ts'
import type { ReadSlab } from '../../../shared/reads/read-slab.ts'
import type { BaseColourTable } from '../base-colours.ts'
import { escapeHtml } from '../escape-html.ts'
import type { ReadDetail } from '../../../shared/reads/read-detail.ts'
import { popupItems } from '../popup.ts'
import { deepestIn, siteOf } from '../reads/coverage.ts'
import type { LayoutWishes } from '../reads/layout.ts'
import { GROUP_GAP, rowTops } from '../reads/list-reads.ts'
import type { ReadOptions } from '../reads/options.ts'
import type { ReadActions } from '../reads/read-actions.ts'
import { readPopup } from '../reads/read-popup.ts'
import type { FetchDepth } from '../reads/wide-depth.ts'
import { type InsertLimits, insertLimits, properLengths } from '../reads/read-colours.ts'
import { rowsInSight, type Scene, sceneOf } from '../reads/scene.ts'
import type { SlabStore, SlabTerms } from '../reads/slab-store.ts'
import type { ScaledTrack, TrackGroup } from '../reads/track-group.ts'
import { hiddenWords, readTip, siteLines } from '../reads/words.ts'
import type { Palette, ThemeName } from '../theme.ts'
import { pointedAt, readAt } from './reads-hover.ts'
import {
  COVERAGE_BOTTOM,
  paintReads,
  paintReadsAxis,
  READS_TOP,
  type ReadsPictureLook,
} from './reads-picture.ts'
import { followPointer } from './reads-pointer.ts'
import { READS_WIDEST, WideView } from './wide-view.ts'

/** Where reads are sorted; another turn sorts them anew. */
export type SortPlace = { readonly contig: string; readonly position: number; readonly turn: number }

export type ReadsTrackOptions = {
  readonly file: string
  readonly label: string
  readonly store: SlabStore
  readonly group: TrackGroup
  readonly palette: () => Palette
  readonly theme: () => ThemeName
  readonly bases: () => BaseColourTable
  readonly reads: () => ReadOptions
  readonly place: () => SortPlace | null
  readonly depth: FetchDepth
  /** All that the file says of a read: `block` and `within` as in a slab. */
  readonly detail: (file: string, contig: string, block: number, within: number) => Promise<ReadDetail>
  readonly actions: ReadActions
}

const HEIGHT = 220
/** Narrower pieces, bp, are not worth a request of their own. */
const PIECE = 2_000
/** Rows of `fit`, px: at least so that they can be told apart, at most as IGV's expanded. */
const ROW_LEAST = 3
const ROW_MOST = 14
/** With more reads than this, what lies outside the window is painted in tasks of its own. */
const MANY_READS = 2_000
/** Template lengths of one track that are pooled. */
const LENGTHS_MOST = 10_000

/** igv.js keeps features; ours are in the store. */
const FEATURES = { casement: 'reads' } as const

type View = { scene: Scene | undefined; scroll: number; rowHeight: number; fitKey: string; paints: number }

/** The reads of one sample: coverage, and reads in rows, from slabs that the engine computed. */
export class ReadsTrack extends igv.TrackBase implements ScaledTrack {
  readonly #options: ReadsTrackOptions
  readonly #views = new Map<IgvViewport, View>()
  readonly #lengths: number[] = []
  readonly #sampled = new WeakSet<ReadSlab>()
  #limits: InsertLimits = insertLimits([])
  #full = 0
  /** Regions whose extension failed: they are asked for where the error can be shown. */
  #failed: Region | null = null
  readonly #wide: WideView

  constructor(browser: IgvBrowser, options: ReadsTrackOptions) {
    super(
      {
        type: 'casement-reads',
        id: `casement-reads-${options.file}`,
        name: escapeHtml(options.label),
        height: HEIGHT,
      },
      browser,
    )
    this.#options = options
    this.#wide = new WideView(options)
    options.group.add(this)
  }

  override dispose(): void {
    this.#options.group.remove(this)
    super.dispose()
  }

  #terms(contig: string): SlabTerms {
    const { filters, overlaps, maxDepth } = this.#options.reads()
    const place = this.#options.place()
    return { filters, overlaps, maxDepth, focus: place?.contig === contig ? place.position : null }
  }

  override async getFeatures(
    contig: string,
    start: number,
    end: number,
    bpPerPixel: number,
    viewport: IgvViewport,
  ): Promise<typeof FEATURES> {
    const { store, file, group } = this.#options
    const sight = sightOf(viewport, contig, bpPerPixel)
    if (sight.end - sight.start > READS_WIDEST) {
      await group.together(this.#wide.load(sight, start, end, bpPerPixel))
      return FEATURES
    }
    const whole = { contig, start: Math.max(0, Math.floor(start)), end: Math.ceil(end) }
    const terms = this.#terms(contig)
    if (store.find(file, whole, terms)) return FEATURES
    const failed = this.#failed
    this.#failed = null
    if (store.find(file, sight, terms) && !(failed && sameRegion(failed, whole))) {
      this.#extend(whole, terms, viewport)
      return FEATURES
    }
    if (whole.end - whole.start <= PIECE) {
      await group.together(store.load(file, whole, terms))
      return FEATURES
    }
    await group.together(store.load(file, sight, terms))
    this.#extend(whole, terms, viewport)
    return FEATURES
  }

  /** Loads what lies beside the window while it is looked at. */
  #extend(whole: Region, terms: SlabTerms, viewport: IgvViewport): void {
    const extend = async (): Promise<void> => {
      try {
        await this.#options.store.load(this.#options.file, whole, terms)
        if (viewport.viewportElement && viewport.referenceFrame.chr === whole.contig) viewport.refresh()
      } catch (thrown) {
        if (thrown instanceof DOMException && thrown.name === 'AbortError') return
        // Asked for again with the window, where what went wrong is said.
        this.#failed = whole
        viewport.clearCache()
        await this.trackView?.updateViews()
      }
    }
    void extend()
  }

  /** To be called once it is on the screen: its rows are its own to scroll. */
  attached(): void {
    const { trackView } = this
    if (!trackView) return
    trackView.scrollByPixels = (delta) => {
      for (const viewport of trackView.viewports) this.scrollBy(viewport, delta)
    }
  }

  /** Makes what the next steps show ready. */
  prefetch(regions: readonly Region[]): void {
    const { store, file } = this.#options
    store.prefetch(
      file,
      regions.map((region) => ({
        region,
        terms: { ...this.#terms(region.contig), focus: Math.floor((region.start + region.end) / 2) },
      })),
    )
  }

  abort(): void {
    this.#options.store.abort(this.#options.file)
  }

  #view(viewport: IgvViewport): View {
    let view = this.#views.get(viewport)
    if (!view) {
      view = { scene: undefined, scroll: 0, rowHeight: ROW_MOST, fitKey: '', paints: 0 }
      this.#views.set(viewport, view)
      followPointer(viewport, {
        hit: (x, y) => pointedAt(viewport, this.#view(viewport), this.#options.reads(), x, y),
        scroll: (by) => this.scrollBy(viewport, by),
        ground: READS_TOP,
      })
    }
    return view
  }

  #wishes(contig: string): { wishes: LayoutWishes; turn: number } {
    const { viewAsPairs, showSoftClips, groupBy, sortBy } = this.#options.reads()
    const place = this.#options.place()
    const here = place?.contig === contig ? place : null
    return {
      wishes: { viewAsPairs, showSoftClips, groupBy, sortBy, position: here?.position ?? null },
      turn: here?.turn ?? 0,
    }
  }

  /** The slab and its rows for what a viewport shows; the last one while nothing better is there. */
  #scene(viewport: IgvViewport): Scene | undefined {
    const view = this.#view(viewport)
    const { store, file } = this.#options
    const contig = viewport.referenceFrame.chr
    const sight = sightOf(viewport, contig, viewport.referenceFrame.bpPerPixel)
    const width = sight.end - sight.start
    const wide = { contig, start: Math.max(0, sight.start - width), end: sight.end + width }
    const terms = this.#terms(contig)
    const slab = store.find(file, wide, terms) ?? store.find(file, sight, terms)
    if (slab) {
      this.#learnLengths(slab)
      const { wishes, turn } = this.#wishes(contig)
      view.scene = sceneOf(slab, wishes, turn, view.scene)
    } else if (view.scene && !overlaps(view.scene.slab.meta, sight)) view.scene = undefined
    return view.scene
  }

  #learnLengths(slab: ReadSlab): void {
    if (this.#sampled.has(slab) || this.#lengths.length >= LENGTHS_MOST) return
    this.#sampled.add(slab)
    this.#lengths.push(...properLengths(slab))
    this.#limits = insertLimits(this.#lengths)
  }

  #rowHeight(viewport: IgvViewport, view: View, scene: Scene): number {
    const { displayMode } = this.#options.reads()
    if (displayMode !== 'fit') return displayMode === 'squished' ? ROW_LEAST : ROW_MOST
    const { chr, start, bpPerPixel } = viewport.referenceFrame
    // Only a new place, zoom, height or order of the rows changes it: not a window that moves a little.
    const key = JSON.stringify([chr, bpPerPixel, this.height, scene.key, viewport.getWidth()])
    if (key === view.fitKey) return view.rowHeight
    view.fitKey = key
    view.scroll = 0
    const rows = rowsInSight(scene, start, start + viewport.getWidth() * bpPerPixel)
    const names = scene.layout.groups.filter(({ label }) => label !== '').length * GROUP_GAP
    const room = this.height - READS_TOP - names
    view.rowHeight = Math.max(ROW_LEAST, Math.min(ROW_MOST, Math.floor(room / Math.max(1, rows))))
    return view.rowHeight
  }

  override draw(options: IgvDrawOptions): void {
    const { context, viewport, pixelWidth, pixelHeight, viewportWidth, bpStart, bpPerPixel } = options
    const palette = this.#options.palette()
    context.fillStyle = palette.ground
    context.fillRect(0, 0, pixelWidth, pixelHeight)
    if (viewportWidth * bpPerPixel > READS_WIDEST) {
      this.#call('depth only')
      this.#wide.draw(options, () => (this.#full = this.#options.group.full(this)))
      return
    }
    const scene = this.#scene(viewport)
    this.#say(scene)
    if (!scene) return
    const view = this.#view(viewport)
    this.#full = this.#options.group.full(this)
    const rowHeight = this.#rowHeight(viewport, view, scene)
    view.rowHeight = rowHeight
    view.scroll = Math.min(view.scroll, this.#scrollMost(view, scene))

    const look = this.#look()
    const turn = ++view.paints
    const left = Math.max(0, Math.round((viewport.referenceFrame.start - bpStart) / bpPerPixel))
    const piece = (from: number, to: number): void => {
      const { meta } = scene.slab
      const a = Math.max(from, (meta.start - bpStart) / bpPerPixel)
      const b = Math.min(to, (meta.end - bpStart) / bpPerPixel)
      // What is not loaded yet does not look like what has no reads.
      context.fillStyle = palette.ground2
      if (a > from) context.fillRect(from, 0, Math.min(a, to) - from, pixelHeight)
      if (b < to) context.fillRect(Math.max(b, from), 0, to - Math.max(b, from), pixelHeight)
      if (b > a) paintReads(options, scene, view, { left: a, right: b }, look)
    }
    const inSight = Math.min(pixelWidth, left + viewportWidth)
    if (scene.slab.start.length < MANY_READS || pixelWidth <= viewportWidth) {
      piece(0, pixelWidth)
      return
    }
    piece(left, inSight)
    // The wings, which are not in sight yet, one after the other in tasks of their own.
    const wings: [number, number][] = [
      [inSight, pixelWidth],
      [0, left],
    ]
    const next = (): void => {
      const wing = wings.shift()
      if (!wing || view.paints !== turn || this.trackView === undefined) return
      piece(...wing)
      setTimeout(next)
    }
    setTimeout(next)
  }

  #call(about: string): void {
    const name = escapeHtml(this.#options.label + (about === '' ? '' : ` · ${about}`))
    if (this.name !== name) this.name = name
  }

  /** The label, and what is hidden: always in sight. */
  #say(scene: Scene | undefined): void {
    this.#call(scene ? hiddenWords(scene.slab.meta) : '')
  }

  paintAxis(context: CanvasRenderingContext2D, width: number): void {
    paintReadsAxis(context, { width, height: this.height, look: this.#look() })
  }

  #look(): ReadsPictureLook {
    const { palette, theme, bases, reads } = this.#options
    return {
      options: reads(),
      palette: palette(),
      theme: theme(),
      bases: bases(),
      limits: this.#limits,
      full: this.#full,
    }
  }

  #scrollMost(view: View, scene: Scene): number {
    const { height } = rowTops(scene.layout, view.rowHeight)
    return Math.max(0, height + READS_TOP - this.height)
  }

  /** Scrolls the rows; false when there is nothing more that way. */
  scrollBy(viewport: IgvViewport, by: number): boolean {
    const view = this.#view(viewport)
    if (!view.scene) return false
    const scroll = Math.max(0, Math.min(this.#scrollMost(view, view.scene), view.scroll + by))
    if (scroll === view.scroll) return false
    view.scroll = scroll
    viewport.refresh()
    return true
  }

  scrollToTop(): void {
    for (const view of this.#views.values()) view.scroll = 0
  }

  deepest(): number {
    const viewport = this.trackView?.viewports[0]
    if (!viewport?.viewportElement) return 0
    const { chr, start, bpPerPixel } = viewport.referenceFrame
    const sight = sightOf(viewport, chr, bpPerPixel)
    if (sight.end - sight.start > READS_WIDEST) return this.#wide.deepest(sight)
    const slab = this.#options.store.find(this.#options.file, sight, this.#terms(chr))
    return slab ? deepestIn(slab, start, start + viewport.getWidth() * bpPerPixel) : 0
  }

  drawnFull(): number {
    return this.#full
  }

  redraw(): void {
    for (const viewport of this.trackView?.viewports ?? []) viewport.refresh()
    this.trackView?.paintAxis()
  }

  override async popupData(click: IgvClick): Promise<readonly IgvPopupItem[]> {
    const { viewport, genomicLocation, y } = click
    const { chr, start, bpPerPixel } = viewport.referenceFrame
    const { file, detail, actions, reads } = this.#options
    const view = this.#views.get(viewport)
    if (!view?.scene || viewport.getWidth() * bpPerPixel > READS_WIDEST) return []
    const position = Math.floor(genomicLocation)
    if (y < COVERAGE_BOTTOM) {
      const site = siteOf(view.scene.slab, position)
      return site ? popupItems(siteLines(chr, position, site)) : []
    }
    const found = readAt(viewport, view, reads(), (genomicLocation - start) / bpPerPixel, y)
    if (!found) return []
    const { slab } = found.scene
    const { read } = found.hit
    const record = await detail(file, chr, slab.block[read] ?? 0, slab.within[read] ?? 0)
    const popup = readPopup(record, readTip(slab, read, position))
    actions.offer(popup.actions)
    return popup.items
  }

  override menuItemList(): [] {
    return []
  }

  description(): undefined {
    return undefined
  }
}

function sightOf(viewport: IgvViewport, contig: string, bpPerPixel: number): Region {
  const start = Math.max(0, Math.floor(viewport.referenceFrame.start))
  return { contig, start, end: Math.ceil(viewport.referenceFrame.start + viewport.getWidth() * bpPerPixel) }
}

const sameRegion = (a: Region, b: Region): boolean =>
  a.contig === b.contig && a.start === b.start && a.end === b.end

const overlaps = (a: Region, b: Region): boolean =>
  a.contig === b.contig && a.start < b.end && b.start < a.end
