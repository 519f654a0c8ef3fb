import type { IgvDrawOptions, IgvViewport } from 'igv/dist/igv.esm.js'
import type { Region } from '../../../shared/genome/region.ts'
import type { ReadSlab } from '../../../shared/reads/read-slab.ts'
import { deepestIn } from '../reads/coverage.ts'
import type { LayoutWishes } from '../reads/layout.ts'
import { GROUP_GAP, rowTops } from '../reads/list-reads.ts'
import { rowsInSight, type Scene, sceneOf } from '../reads/scene.ts'
import type { SlabStore, SlabTerms } from '../reads/slab-store.ts'
import { type FoundRead, pointedAt, readAt } from './reads-hover.ts'
import { paintReads, READS_TOP, type ReadsPictureLook } from './reads-picture.ts'
import { followPointer, type Pointed } from './reads-pointer.ts'
import { whenIdle } from '../when-idle.ts'
import { type Detail, detailOf, type WideOptions, WideView } from './wide-view.ts'

/** What the viewports of a track have in common. */
export type ReadsSource = WideOptions & {
  readonly store: SlabStore
  /** What is asked for on a contig, without where. */
  readonly terms: (contig: string) => SlabTerms
  /** How its reads are to lie; another turn sorts them anew. */
  readonly wishes: (contig: string) => { readonly wishes: LayoutWishes; readonly turn: number }
  readonly height: () => number
  readonly look: () => ReadsPictureLook
  /** The depth that fills the coverage, settled anew for each picture. */
  readonly settleFull: () => number
  /** A slab was drawn. */
  readonly seen: (slab: ReadSlab) => void
  /** Waits for what the other tracks of the screen load for the same step. */
  readonly together: <T>(work: Promise<T>) => Promise<T>
}

/** Narrower pieces, bp, are not worth a request of their own. */
const PIECE = 2_000
/** A window that is looked at for as long, ms, is one to move about in. */
const LOOK = 200
/** Rows of `fit`, px: at least so that they can be told apart, at most as IGV's expanded. */
const ROW_LEAST = 3
const ROW_MOST = 14
/** With more reads than this, what lies outside the window is painted in tasks of its own. */
const MANY_READS = 2_000

/** One window onto the reads of a sample: what is loaded for it, how its rows lie and how far they are scrolled. */
export class ReadsViewport {
  readonly #viewport: IgvViewport
  readonly #source: ReadsSource
  readonly #wide: WideView
  #scene: Scene | undefined
  #scroll = 0
  #rowHeight = ROW_MOST
  /** What the height of a row was chosen for. */
  #fitKey = ''
  #paints = 0
  #extension: ReturnType<typeof setTimeout> | undefined
  /** A region whose extension failed: it is asked for where the error can be shown. */
  #failed: Region | null = null

  constructor(viewport: IgvViewport, source: ReadsSource) {
    this.#viewport = viewport
    this.#source = source
    this.#wide = new WideView(source)
    followPointer(viewport, {
      hit: (x, y) => this.#pointed(x, y),
      scroll: (by) => this.scrollBy(by),
      ground: READS_TOP,
    })
  }

  get #sight(): Region {
    // Not from the element's width: asked for between two changes of the page, it has all of it laid out.
    const { chr, start, end } = this.#viewport.referenceFrame
    return { contig: chr, start: Math.max(0, Math.floor(start)), end: Math.ceil(end) }
  }

  /** Asked here for loading, drawing and pointing alike: what is loaded for a window is what is drawn of it. */
  get detail(): Detail {
    const { start, end } = this.#viewport.referenceFrame
    return detailOf(Math.round(end - start))
  }

  /** The slab in sight with its rows, while single reads are drawn. */
  get scene(): Scene | undefined {
    return this.detail === 'reads' ? this.#scene : undefined
  }

  /** Loads what the window shows and, without being waited for, what lies beside it up to `start` and `end`. */
  async load(start: number, end: number, bpPerPixel: number): Promise<void> {
    clearTimeout(this.#extension)
    const { store, file, terms: termsOf, together } = this.#source
    const sight = this.#sight
    const { detail } = this
    if (detail !== 'reads') {
      await together(this.#wide.load(detail, sight, start, end, bpPerPixel))
      return
    }
    const whole = { contig: sight.contig, start: Math.max(0, Math.floor(start)), end: Math.ceil(end) }
    const terms = termsOf(sight.contig)
    if (store.find(file, whole, terms)) return
    const failed = this.#failed
    this.#failed = null
    if (store.find(file, sight, terms) && !(failed && sameRegion(failed, whole))) {
      this.#extendLater(whole, terms)
      return
    }
    if (whole.end - whole.start <= PIECE) {
      await together(store.load(file, whole, terms))
      return
    }
    await together(store.load(file, sight, terms))
    this.#extendLater(whole, terms)
  }

  /** Loads what lies beside the window while it is looked at: not while other tracks still load what is in it. */
  #extendLater(whole: Region, terms: SlabTerms): void {
    this.#extension = setTimeout(() => void this.#extend(whole, terms), LOOK)
  }

  async #extend(whole: Region, terms: SlabTerms): Promise<void> {
    const viewport = this.#viewport
    try {
      await this.#source.store.load(this.#source.file, whole, terms)
      whenIdle(() => this.#takeIn(whole))
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'AbortError') return
      // Asked for again with the window, where what went wrong is said.
      this.#failed = whole
      viewport.clearCache()
      await viewport.trackView.updateViews()
    }
  }

  /** Lays the reads out that came, ahead of the next step; draws them where the canvas has been waiting for them. */
  #takeIn({ contig }: Region): void {
    const { viewportElement, referenceFrame, canvas } = this.#viewport
    if (!viewportElement || referenceFrame.chr !== contig || this.detail !== 'reads') return
    const drawn = this.#scene?.slab.meta
    this.#newestScene()
    const data = canvas?._data
    if (!drawn || !data || drawn.start > Math.max(0, data.bpStart) || drawn.end < data.bpEnd)
      this.#viewport.refresh()
  }

  /** The slab and its rows for what is shown now; the last one while nothing better is there. */
  #newestScene(): Scene | undefined {
    const { store, file, terms: termsOf, wishes: wishesOf, seen } = this.#source
    const sight = this.#sight
    const { contig } = sight
    const width = sight.end - sight.start
    const wide = { contig, start: Math.max(0, sight.start - width), end: sight.end + width }
    const terms = termsOf(contig)
    const slab = store.find(file, wide, terms) ?? store.find(file, sight, terms)
    if (slab) {
      seen(slab)
      const { wishes, turn } = wishesOf(contig)
      this.#scene = sceneOf(slab, wishes, turn, this.#scene)
    } else if (this.#scene && !overlaps(this.#scene.slab.meta, sight)) this.#scene = undefined
    return this.#scene
  }

  #fitRows(scene: Scene): number {
    const { displayMode } = this.#source.reads()
    if (displayMode !== 'fit') return displayMode === 'squished' ? ROW_LEAST : ROW_MOST
    const height = this.#source.height()
    const { chr, start, end, bpPerPixel } = this.#viewport.referenceFrame
    const width = Math.round((end - start) / bpPerPixel)
    // Only a new place, zoom, height or order of the rows changes it: not a window that moves a little.
    const key = JSON.stringify([chr, bpPerPixel, height, scene.key, width])
    if (key === this.#fitKey) return this.#rowHeight
    this.#fitKey = key
    this.#scroll = 0
    const rows = rowsInSight(scene, start, end)
    const names = scene.layout.groups.filter(({ label }) => label !== '').length * GROUP_GAP
    const room = height - READS_TOP - names
    return Math.max(ROW_LEAST, Math.min(ROW_MOST, Math.floor(room / Math.max(1, rows))))
  }

  draw(options: IgvDrawOptions): void {
    const { context, viewport, pixelWidth, pixelHeight, viewportWidth, bpStart, bpPerPixel } = options
    const { palette, settleFull, look } = this.#source
    const { ground, ground2 } = palette()
    context.fillStyle = ground
    context.fillRect(0, 0, pixelWidth, pixelHeight)
    const turn = ++this.#paints
    const { detail } = this
    if (detail !== 'reads') return this.#wide.draw(detail, options, settleFull)
    const scene = this.#newestScene()
    if (!scene) return
    settleFull()
    this.#rowHeight = this.#fitRows(scene)
    this.#scroll = Math.min(this.#scroll, this.#scrollMost(scene))

    const drawn = { rowHeight: this.#rowHeight, scroll: this.#scroll }
    const now = look()
    const left = Math.max(0, Math.round((viewport.referenceFrame.start - bpStart) / bpPerPixel))
    const piece = (from: number, to: number): void => {
      const { meta } = scene.slab
      const a = Math.max(from, (meta.start - bpStart) / bpPerPixel)
      const b = Math.min(to, (meta.end - bpStart) / bpPerPixel)
      // What is not loaded yet does not look like what has no reads.
      context.fillStyle = ground2
      if (a > from) context.fillRect(from, 0, Math.min(a, to) - from, pixelHeight)
      if (b < to) context.fillRect(Math.max(b, from), 0, to - Math.max(b, from), pixelHeight)
      if (b > a) paintReads(options, scene, drawn, { left: a, right: b }, now)
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
      if (!wing || this.#paints !== turn || viewport.viewportElement === undefined) return
      piece(...wing)
      setTimeout(next)
    }
    setTimeout(next)
  }

  /** The greatest depth in sight, reads; 0 when it is not known. */
  deepest(): number {
    if (!this.#viewport.viewportElement) return 0
    const sight = this.#sight
    const { detail } = this
    if (detail !== 'reads') return this.#wide.deepest(detail, sight)
    const { store, file, terms } = this.#source
    const slab = store.find(file, sight, terms(sight.contig))
    const { start, end } = this.#viewport.referenceFrame
    return slab ? deepestIn(slab, start, end) : 0
  }

  #scrollMost(scene: Scene): number {
    const { height } = rowTops(scene.layout, this.#rowHeight)
    return Math.max(0, height + READS_TOP - this.#source.height())
  }

  /** Scrolls the rows, px; false when there is nothing more that way. */
  scrollBy(by: number): boolean {
    const { scene } = this
    if (!scene) return false
    const scroll = Math.max(0, Math.min(this.#scrollMost(scene), this.#scroll + by))
    if (scroll === this.#scroll) return false
    this.#scroll = scroll
    this.#viewport.refresh()
    return true
  }

  scrollToTop(): void {
    this.#scroll = 0
  }

  /** The read at a point, px. */
  readAt(x: number, y: number): FoundRead | null {
    return readAt(this.#viewport, this.#drawn, this.#source.reads(), x, y)
  }

  get #drawn() {
    return { scene: this.scene, scroll: this.#scroll, rowHeight: this.#rowHeight }
  }

  #pointed(x: number, y: number): Pointed | null {
    const { detail } = this
    if (detail === 'reads') return pointedAt(this.#viewport, this.#drawn, this.#source.reads(), x, y)
    const { chr, start, bpPerPixel } = this.#viewport.referenceFrame
    const text = this.#wide.tip(detail, chr, Math.floor(start + x * bpPerPixel))
    return text === null ? null : { text, boxes: [] }
  }
}

const sameRegion = (a: Region, b: Region): boolean =>
  a.contig === b.contig && a.start === b.start && a.end === b.end

const overlaps = (a: Region, b: Region): boolean =>
  a.contig === b.contig && a.start < b.end && b.start < a.end
