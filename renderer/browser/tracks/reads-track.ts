import igv, {
  type IgvBrowser,
  type IgvClick,
  type IgvDrawOptions,
  type IgvMenuItem,
  type IgvPopupItem,
  type IgvViewport,
} from 'igv/dist/igv.esm.js'
import type { Region } from '../../../shared/genome/region.ts'
import type { ReadDetail } from '../../../shared/reads/read-detail.ts'
import type { ReadSlab } from '../../../shared/reads/read-slab.ts'
import type { BaseColourTable } from '../base-colours.ts'
import { escapeHtml } from '../escape-html.ts'
import { popupItems } from '../popup.ts'
import { siteOf } from '../reads/coverage.ts'
import type { IndexDepths } from '../reads/index-depth.ts'
import type { LayoutWishes } from '../reads/layout.ts'
import type { ReadOptions } from '../reads/options.ts'
import type { ReadActions } from '../reads/read-actions.ts'
import { type InsertLimits, insertLimits, properLengths } from '../reads/read-colours.ts'
import { readPopup } from '../reads/read-popup.ts'
import type { SlabStore, SlabTerms } from '../reads/slab-store.ts'
import type { ScaledTrack, TrackGroup } from '../reads/track-group.ts'
import type { FetchDepth } from '../reads/wide-depth.ts'
import { hiddenWords, readTip, siteLines } from '../reads/words.ts'
import type { Palette, ThemeName } from '../theme.ts'
import { readsContextMenu } from './reads-context-menu.ts'
import type { FoundRead } from './reads-hover.ts'
import { COVERAGE_BOTTOM, paintReadsAxis, type ReadsPictureLook } from './reads-picture.ts'
import { ReadsViewport } from './reads-viewport.ts'
import { ESTIMATE_FULL } from './wide-view.ts'

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
  readonly estimates: IndexDepths
  /** All that the file says of a read: `block` and `within` as in a slab. */
  readonly detail: (file: string, contig: string, block: number, within: number) => Promise<ReadDetail>
  readonly actions: ReadActions
}

const HEIGHT = 220
/** Template lengths of one track that are pooled. */
const LENGTHS_MOST = 10_000

/** igv.js keeps features; ours are in the store. */
const FEATURES = { casement: 'reads' } as const

/** The reads of one sample: coverage, and reads in rows, from slabs that the engine computed. */
export class ReadsTrack extends igv.TrackBase implements ScaledTrack {
  readonly resolutionAware = true
  readonly #options: ReadsTrackOptions
  readonly #views = new WeakMap<IgvViewport, ReadsViewport>()
  readonly #lengths: number[] = []
  readonly #sampled = new WeakSet<ReadSlab>()
  #limits: InsertLimits = insertLimits([])
  #full = 0

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

  #wishes(contig: string): { wishes: LayoutWishes; turn: number } {
    const { viewAsPairs, showSoftClips, groupBy, sortBy } = this.#options.reads()
    const place = this.#options.place()
    const here = place?.contig === contig ? place : null
    return {
      wishes: { viewAsPairs, showSoftClips, groupBy, sortBy, position: here?.position ?? null },
      turn: here?.turn ?? 0,
    }
  }

  #view(viewport: IgvViewport): ReadsViewport {
    let view = this.#views.get(viewport)
    if (!view) {
      const { file, store, depth, estimates, reads, palette, group } = this.#options
      view = new ReadsViewport(viewport, {
        file,
        store,
        depth,
        estimates,
        reads,
        palette,
        terms: (contig) => this.#terms(contig),
        wishes: (contig) => this.#wishes(contig),
        height: () => this.height,
        look: () => this.#look(),
        settleFull: () => (this.#full = group.full(this)),
        seen: (slab) => this.#learnLengths(slab),
        together: (work) => group.together(work),
      })
      this.#views.set(viewport, view)
    }
    return view
  }

  /** igv.js asks anew when it changes: reads, depths and estimates are not loaded one for the other. */
  get windowFunction(): string {
    return this.#shown.map(({ detail }) => detail).join()
  }

  get #shown(): ReadsViewport[] {
    return (this.trackView?.viewports ?? []).map((viewport) => this.#view(viewport))
  }

  override async getFeatures(
    _contig: string,
    start: number,
    end: number,
    bpPerPixel: number,
    viewport: IgvViewport,
  ): Promise<typeof FEATURES> {
    await this.#view(viewport).load(start, end, bpPerPixel)
    return FEATURES
  }

  /** To be called once it is on the screen: its rows are its own to scroll. */
  attached(): void {
    const { trackView } = this
    if (trackView) trackView.scrollByPixels = (delta) => this.#shown.forEach((view) => view.scrollBy(delta))
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

  #learnLengths(slab: ReadSlab): void {
    if (this.#sampled.has(slab) || this.#lengths.length >= LENGTHS_MOST) return
    this.#sampled.add(slab)
    this.#lengths.push(...properLengths(slab))
    this.#limits = insertLimits(this.#lengths)
  }

  override draw(options: IgvDrawOptions): void {
    this.#view(options.viewport).draw(options)
    if (options.viewport === this.trackView?.viewports[0]) this.#say(this.#view(options.viewport))
  }

  /** The label, and what is hidden: always in sight. */
  #say({ detail, scene }: ReadsViewport): void {
    const about = {
      reads: scene ? hiddenWords(scene.slab.meta) : '',
      depth: 'depth only',
      estimate: 'depth estimated from the index',
    }[detail]
    const name = escapeHtml(this.#options.label + (about === '' ? '' : ` · ${about}`))
    if (this.name !== name) this.name = name
  }

  get #scale(): { full: number; unit: string } {
    const relative = this.#shown[0]?.detail === 'estimate'
    return relative ? { full: ESTIMATE_FULL, unit: '×' } : { full: this.#full, unit: '' }
  }

  axisKey(): string {
    const { full, unit } = this.#scale
    return `${full}${unit} ${this.#options.reads().logCoverage} ${this.#options.palette().ink2}`
  }

  paintAxis(context: CanvasRenderingContext2D, width: number): void {
    paintReadsAxis(context, { width, height: this.height, look: this.#look(), ...this.#scale })
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

  scrollToTop(): void {
    for (const view of this.#shown) view.scrollToTop()
  }

  deepest(): number {
    return Math.max(0, ...this.#shown.map((view) => view.deepest()))
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
    const { chr } = viewport.referenceFrame
    const { scene } = this.#view(viewport)
    if (!scene) return []
    const position = Math.floor(genomicLocation)
    if (y < COVERAGE_BOTTOM) {
      const site = siteOf(scene.slab, position)
      return site ? popupItems(siteLines(chr, position, site)) : []
    }
    const found = this.#readUnder(click)
    if (!found) return []
    const record = await this.#recordOf(chr, found)
    const popup = readPopup(record, readTip(found.scene.slab, found.hit.read, position))
    this.#options.actions.offer(popup.actions)
    return popup.items
  }

  #readUnder({ viewport, genomicLocation, y }: IgvClick): FoundRead | null {
    const { start, bpPerPixel } = viewport.referenceFrame
    return this.#view(viewport).readAt((genomicLocation - start) / bpPerPixel, y)
  }

  #recordOf(contig: string, { scene: { slab }, hit: { read } }: FoundRead): Promise<ReadDetail> {
    const { file, detail } = this.#options
    return detail(file, contig, slab.block[read] ?? 0, slab.within[read] ?? 0)
  }

  contextMenuItemList(click: IgvClick): IgvMenuItem[] {
    const { chr } = click.viewport.referenceFrame
    const { file, actions } = this.#options
    const found = this.#readUnder(click)
    return readsContextMenu({
      contig: chr,
      position: Math.floor(click.genomicLocation),
      file,
      read: found && { slab: found.scene.slab, index: found.hit.read },
      perform: actions.perform,
      copy: () => {
        if (found) actions.perform({ kind: 'copy', text: this.#recordOf(chr, found).then(({ sam }) => sam) })
      },
    })
  }

  override menuItemList(): [] {
    return []
  }

  description(): undefined {
    return undefined
  }
}
