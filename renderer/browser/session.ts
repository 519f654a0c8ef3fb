import igv, { type IgvAlignmentTrack, type IgvBrowser } from 'igv/dist/igv.esm.js'
import type { Client } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import type { ReferenceState } from '../../shared/genome/gene.ts'
import type { Region } from '../../shared/genome/region.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import { type BaseColours, baseColourTable, nucleotideColours } from './base-colours.ts'
import {
  type BrowserHandle,
  type BrowserOption,
  type BrowserSelection,
  type BrowserTrack,
  trackKey,
} from './browser-types.ts'
import { hardenBrowser, removeBrowser } from './harden.ts'
import { igvConfig } from './igv-config.ts'
import { EMPTY_HISTORY, type LocusHistory, stayAt, step, visit } from './locus-history.ts'
import { createMover } from './mover.ts'
import { cytobandUrl, faiFile, fastaFile } from './reference-files.ts'
import { type Palette, paletteOf, type ThemeName } from './theme.ts'
import { buildTrack, type BuiltTrack } from './tracks/build-track.ts'
import {
  ALIGNMENT_HEIGHT,
  colourAlignmentTrack,
  hasSequence,
  setReadOption,
} from './tracks/alignment-track.ts'
import { isAlignmentTrack } from './tracks/reads-view.ts'
import { panWindow, sortPosition, windowOf, zoomWindow } from './visible-window.ts'

export type SessionOptions = {
  readonly parent: HTMLElement
  readonly client: Client
  readonly reference: ReferenceState
  readonly locus: Region
  readonly theme: ThemeName
  readonly baseColours: BaseColours
  readonly selection: BrowserSelection
  readonly onMoved: (region: Region) => void
  readonly onLoading: (moving: boolean) => void
  readonly onError: (file: string | null, error: CasementError) => void
  readonly onPick: (row: VariantRow) => void
}

export type BrowserSession = Omit<BrowserHandle, 'reload'> & {
  setTracks(tracks: readonly BrowserTrack[]): void
  setColours(theme: ThemeName, baseColours: BaseColours): void
  /** Moves to the variant and sorts its reads. */
  setSelection(selection: BrowserSelection): void
  /** The pane has another size; `height` is what the tracks may take, px. */
  fit(height: number): void
  refresh(): Promise<void>
  readonly browser: IgvBrowser
  dispose(): void
}

/** Opens igv.js in an element of its own. @throws Fault when the genome cannot be read. */
export async function openSession(options: SessionOptions): Promise<BrowserSession> {
  const { parent, client, reference, onError } = options
  const referenceFailed = (error: CasementError): void => onError(null, error)
  const [fai, bands] = await Promise.all([
    faiFile(client.bulkRoot + reference.faiPath),
    client.call('bands.ofBuild', {}).catch((thrown: unknown) => {
      referenceFailed(errorOf(thrown))
      return []
    }),
  ])
  const browser = await igv.createBrowser(
    parent,
    igvConfig(
      {
        fasta: fastaFile(client.bulkRoot + reference.fastaPath, referenceFailed),
        fai,
        cytobands: cytobandUrl(bands, reference.contigs),
      },
      options.locus,
      nucleotideColours(baseColourTable(options.baseColours, options.theme)),
    ),
  )
  hardenBrowser(browser)
  return new Session(browser, options)
}

class Session implements BrowserSession {
  readonly browser: IgvBrowser
  readonly #options: SessionOptions
  readonly #mover: ReturnType<typeof createMover>
  readonly #shown = new Map<string, BuiltTrack>()
  #palette: Palette
  #selection: BrowserSelection
  #history: LocusHistory = EMPTY_HISTORY
  #building: Promise<void> = Promise.resolve()
  #height = 0
  #disposed = false
  readonly #on = { pairs: false, 'soft-clips': false, reference: true }

  constructor(browser: IgvBrowser, options: SessionOptions) {
    this.browser = browser
    this.#options = options
    this.#palette = paletteOf(options.theme)
    this.#selection = options.selection
    this.#mover = createMover(browser, {
      starting: () => options.onLoading(true),
      arrived: () => {
        this.#sortWhatWasKept()
        options.onLoading(false)
      },
      disposed: () => this.#disposed,
    })
    browser.on('locuschange', () => {
      const here = this.#mover.here()
      if (here) options.onMoved(here)
    })
    this.#history = visit(this.#history, options.locus)
  }

  // ---- tracks

  setTracks(tracks: readonly BrowserTrack[]): void {
    this.#building = this.#building
      .then(() => this.#applyTracks(tracks))
      .catch((thrown: unknown) => this.#options.onError(null, errorOf(thrown)))
  }

  async #applyTracks(tracks: readonly BrowserTrack[]): Promise<void> {
    if (this.#disposed) return
    const { client, reference, onError, onPick } = this.#options
    const wanted = new Map(tracks.map((track, order) => [trackKey(track), { track, order: order + 1 }]))
    for (const [key, shown] of this.#shown)
      if (this.#changed(shown, wanted.get(key)?.track)) {
        this.#shown.delete(key)
        this.browser.removeTrack(shown.track)
      }
    for (const [key, { track: spec, order }] of wanted) {
      const kept = this.#shown.get(key)
      if (kept) {
        kept.track.order = order
        continue
      }
      const built = await buildTrack(this.browser, spec, {
        client,
        reference,
        palette: () => this.#palette,
        selection: () => this.#selection,
        pick: onPick,
        failed: (error) => onError(spec.kind === 'genes' ? null : spec.file, error),
      })
      if (this.#disposed) return
      built.track.order = order
      if (isAlignmentTrack(built.track)) this.#prepare(built.track)
      this.#shown.set(key, built)
      await this.browser.addTrack(built.track)
      if (this.#disposed) return
    }
    this.browser.reorderTracks()
    this.#share()
    await this.browser.updateViews()
    this.#sortWhatWasKept()
  }

  /** Names and samples are part of what a track draws: another label is another track. */
  #changed(shown: BuiltTrack, spec: BrowserTrack | undefined): boolean {
    return spec === undefined || JSON.stringify(spec) !== JSON.stringify(shown.spec)
  }

  #prepare(track: IgvAlignmentTrack): void {
    track.alignmentTrack.viewAsPairs = this.#on.pairs
    track.alignmentTrack.showSoftClips = this.#on['soft-clips']
    if (this.#selection) this.#sortAt(track, this.#selection.contig, sortPosition(this.#selection))
  }

  #alignments(): IgvAlignmentTrack[] {
    return [...this.#shown.values()].map(({ track }) => track).filter(isAlignmentTrack)
  }

  fit(height: number): void {
    this.#height = height
    const before = this.#mover.here()
    const frame = this.browser.referenceFrameList[0]
    if (frame && before) {
      // igv.js keeps the left edge; what is looked at is in the middle.
      const width = this.browser.calculateViewportWidth(1) * frame.bpPerPixel
      frame.start = Math.max(0, (before.start + before.end) / 2 - width / 2)
      frame.end = frame.start + width
    }
    this.#share()
    this.#quietly(this.browser.layoutChange())
  }

  /** The alignment tracks share what the others leave of the pane's height. */
  #share(): void {
    const alignments = this.#alignments()
    if (alignments.length === 0 || this.#height === 0) return
    const others = this.browser.trackViews
      .filter(({ track }) => !isAlignmentTrack(track))
      .reduce((sum, { track }) => sum + track.height + 4, 0)
    const each = Math.floor((this.#height - others) / alignments.length) - 4
    const height = Math.max(120, Math.min(each, 4 * ALIGNMENT_HEIGHT))
    for (const { trackView, height: now } of alignments)
      if (now !== height) trackView?.setTrackHeight(height, true)
  }

  async refresh(): Promise<void> {
    for (const { track } of this.#shown.values()) track.trackView?.clearCachedFeatures()
    await this.browser.updateViews()
  }

  // ---- the place

  setSelection(selection: BrowserSelection): void {
    this.#selection = selection
    if (selection === null) {
      this.#repaintVariants()
      return
    }
    const position = sortPosition(selection)
    for (const track of this.#alignments()) this.#sortAt(track, selection.contig, position)
    for (const { trackView } of this.#alignments())
      if (trackView?.viewports[0]?.contentTop) trackView.setTop(0)
    this.#leave()
    this.#quietly(
      this.#mover
        .to(selection.contig, (length) => {
          const window = windowOf(selection, length)
          this.#history = visit(this.#history, window)
          return window
        })
        .then(() => this.#repaintVariants()),
    )
  }

  async goTo(region: Region): Promise<void> {
    this.#leave()
    this.#history = visit(this.#history, region)
    await this.#mover.to(region.contig, () => region)
  }

  zoom(factor: number): void {
    this.#shift((here, length) => zoomWindow(here, factor, length))
  }

  pan(fraction: number): void {
    this.#shift((here, length) => panWindow(here, fraction, length))
  }

  back(): void {
    this.#travel(-1)
  }

  forward(): void {
    this.#travel(1)
  }

  #shift(change: (here: Region, contigLength: number) => Region): void {
    const here = this.#mover.here()
    if (here) this.#quietly(this.#mover.to(here.contig, (length) => change(here, length)))
  }

  #leave(): void {
    const here = this.#mover.here()
    if (here) this.#history = stayAt(this.#history, here)
  }

  #travel(by: -1 | 1): void {
    this.#leave()
    const next = step(this.#history, by)
    if (next === this.#history) return
    this.#history = next
    const region = next.entries[next.at]
    if (region) this.#quietly(this.#mover.to(region.contig, () => region))
  }

  // ---- reads

  sortByBase(): void {
    const here = this.#mover.here()
    if (!here) return
    const at = this.#selection
    const seen = at && at.contig === here.contig && at.start >= here.start && at.start < here.end
    const position = at && seen ? sortPosition(at) : Math.floor((here.start + here.end) / 2)
    for (const track of this.#alignments()) {
      this.#sortAt(track, here.contig, position)
      this.#sort(track)
    }
  }

  /** Reads loaded from now on are sorted there as they arrive. */
  #sortAt(track: IgvAlignmentTrack, contig: string, position: number): void {
    track.assignSort({ chr: contig, position: position + 1, option: 'BASE', direction: 'ASC' })
    this.#unsorted.set(track, this.#loadsOf(track))
  }

  /** Tracks with a new place to sort at, and how often they had loaded when it was set. */
  readonly #unsorted = new Map<IgvAlignmentTrack, number>()

  #loadsOf(track: IgvAlignmentTrack): number {
    for (const shown of this.#shown.values()) if (shown.track === track) return shown.guard.loads()
    return 0
  }

  /** Sorts the tracks that needed no loading for the place they now show. */
  #sortWhatWasKept(): void {
    for (const [track, loads] of this.#unsorted) if (this.#loadsOf(track) === loads) this.#sort(track)
    this.#unsorted.clear()
  }

  #sort(track: IgvAlignmentTrack): void {
    const at = track.sortObject
    if (at && hasSequence(track))
      track.sort({ chr: at.chr, position: at.position + 1, option: at.option, direction: 'ASC' })
  }

  toggle(option: BrowserOption): void {
    const on = !this.#on[option]
    this.#on[option] = on
    if (option !== 'reference') {
      for (const track of this.#alignments()) setReadOption(track, option, on)
      return
    }
    const [sequence] = this.browser.findTracks('type', 'sequence')
    if (!on && sequence) this.browser.removeTrack(sequence)
    if (on && !sequence)
      this.#quietly(
        this.browser.loadTrack({ type: 'sequence', order: 0, removable: false }).then((track) => {
          track.contextMenuItemList = () => []
        }),
      )
  }

  // ---- looks

  setColours(theme: ThemeName, baseColours: BaseColours): void {
    this.#palette = paletteOf(theme)
    this.browser.nucleotideColors = nucleotideColours(baseColourTable(baseColours, theme))
    for (const track of this.#alignments()) colourAlignmentTrack(track, this.#palette)
    this.browser.repaintViews()
  }

  #repaintVariants(): void {
    for (const { track, spec } of this.#shown.values())
      if (spec.kind === 'variants') track.trackView?.repaintViews()
  }

  svg(): string {
    const palette = this.#palette
    this.#palette = paletteOf('light')
    for (const track of this.#alignments()) colourAlignmentTrack(track, this.#palette)
    try {
      return this.browser.toSVG()
    } finally {
      this.#palette = palette
      for (const track of this.#alignments()) colourAlignmentTrack(track, palette)
    }
  }

  #quietly(work: Promise<void>): void {
    work.catch((thrown: unknown) => {
      if (!this.#disposed) this.#options.onError(null, errorOf(thrown))
    })
  }

  dispose(): void {
    this.#disposed = true
    removeBrowser(this.browser)
  }
}
