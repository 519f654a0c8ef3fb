import igv, { type IgvBrowser } from 'igv/dist/igv.esm.js'
import type { Client } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import type { ReferenceState } from '../../shared/genome/gene.ts'
import type { Region } from '../../shared/genome/region.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import { type BaseColours, baseColourTable, nucleotideColours } from './base-colours.ts'
import type { BrowserHandle, BrowserSelection, BrowserTrack } from './browser-types.ts'
import { guardUpdates } from './guard-updates.ts'
import { closePopups, hardenBrowser, tameSequenceTrack, removeBrowser, takeBasesFrom } from './harden.ts'
import { igvConfig } from './igv-config.ts'
import { EMPTY_HISTORY, type LocusHistory, stayAt, step, visit } from './locus-history.ts'
import { createMover, type Mover } from './mover.ts'
import { createReferenceBases, type ReferenceBases } from './reference-bases.ts'
import { cytobandUrl, faiFile, fastaFile } from './reference-files.ts'
import { listenForReadActions } from './reads/read-actions.ts'
import type { ReadAction } from './reads/read-popup.ts'
import { decodeDepthBins } from '../../shared/reads/depth-bins.ts'
import { decodeSlab } from '../../shared/reads/read-slab.ts'
import { fetchColumns } from './reads/fetch-columns.ts'
import { createIndexDepths } from './reads/index-depth.ts'
import type { ReadOptions } from './reads/options.ts'
import { createSlabStore } from './reads/slab-store.ts'
import { type Palette, paletteOf, type ThemeName } from './theme.ts'
import { TrackShelf } from './tracks/track-shelf.ts'
import type { WorkCount } from './work-count.ts'
import { farMate, panWindow, sortPosition, windowOf, zoomWindow } from './visible-window.ts'

export type SessionOptions = {
  readonly parent: HTMLElement
  readonly client: Client
  readonly reference: ReferenceState
  readonly locus: Region
  readonly theme: ThemeName
  readonly baseColours: BaseColours
  readonly reads: ReadOptions
  /** The window moved: by us, by the mouse, by a new size. */
  readonly onMoved: (region: Region) => void
  /** A jump began (true) or is drawn (false). */
  readonly onJump: (under: boolean) => void
  readonly onError: (file: string | null, error: CasementError) => void
  readonly onPick: (row: VariantRow) => void
  /** Somebody chose another way to draw reads where they are drawn. */
  readonly onReads: (change: Partial<ReadOptions>) => void
  readonly onClassic: (file: string, classic: boolean) => void
  /** Text for the clipboard. */
  readonly onCopy: (text: string) => void
  /** Counts what is under way: tracks being put up, moves, loads. */
  readonly work: WorkCount
}

/** What is shown on either side of the other end of a breakend, bp. */
const BESIDE = 150

export type BrowserSession = BrowserHandle & {
  setTracks(tracks: readonly BrowserTrack[]): void
  setColours(theme: ThemeName, baseColours: BaseColours): void
  setReads(reads: ReadOptions): void
  /** Moves to the variant and sorts its reads. */
  setSelection(selection: BrowserSelection): void
  closePopups(): void
  /** The pane has another size; `height` is what the tracks may take, px. */
  fit(height: number): void
  readonly browser: IgvBrowser
  dispose(): void
}

/** Opens igv.js in an element of its own. @throws Fault when the genome cannot be read. */
export async function openSession(options: SessionOptions): Promise<BrowserSession> {
  const { parent, client, reference } = options
  const referenceFailed = (error: CasementError): void => options.onError(null, error)
  const [fai, bands] = await Promise.all([
    faiFile(client.bulkRoot + reference.faiPath),
    client.call('bands.ofBuild', {}).catch((thrown: unknown) => {
      referenceFailed(errorOf(thrown))
      return []
    }),
  ])
  const fasta = fastaFile(client.bulkRoot + reference.fastaPath, referenceFailed)
  const files = { fasta, fai, cytobands: cytobandUrl(bands, reference.contigs) }
  const colours = nucleotideColours(baseColourTable(options.baseColours, options.theme))
  const browser = await igv.createBrowser(parent, igvConfig(files, options.locus, colours))
  hardenBrowser(browser)
  return new Session(browser, options)
}

class Session implements BrowserSession {
  readonly browser: IgvBrowser
  readonly #options: SessionOptions
  readonly #mover: Mover
  readonly #shelf: TrackShelf
  readonly #bases: ReferenceBases
  readonly #actions: ReturnType<typeof listenForReadActions>
  #theme: ThemeName
  #baseColours: BaseColours
  #reads: ReadOptions
  #selection: BrowserSelection = null
  #history: LocusHistory = EMPTY_HISTORY
  #shelving: Promise<void> = Promise.resolve()
  #disposed = false
  /** The frame in which the genes are drawn again. */
  #repaint = 0

  constructor(browser: IgvBrowser, options: SessionOptions) {
    const { client, reference, onError } = options
    this.browser = browser
    this.#options = options
    this.#theme = options.theme
    this.#baseColours = options.baseColours
    this.#reads = options.reads
    const { sequenceReader } = browser.genome.sequence
    this.#bases = createReferenceBases(async (contig, start, end) => {
      // After the tracks' own requests: a browser opens six connections to a host, and one of them is for events.
      await new Promise((resolve) => setTimeout(resolve))
      return sequenceReader.readSequence(contig, start, end)
    })
    takeBasesFrom(browser, this.#bases)
    this.#actions = listenForReadActions(browser.root, (action) => this.#perform(action))
    this.#shelf = new TrackShelf(browser, {
      client,
      reference,
      palette: () => this.#palette,
      shared: {
        store: createSlabStore(fetchColumns(client.bulkRoot, 'slab', decodeSlab)),
        theme: () => this.#theme,
        bases: () => baseColourTable(this.#baseColours, this.#theme),
        reads: () => this.#reads,
        depth: fetchColumns(client.bulkRoot, 'depth', decodeDepthBins),
        estimates: createIndexDepths(client),
        detail: (file, contig, block, within) => client.call('reads.detail', { file, contig, block, within }),
        actions: this.#actions,
      },
      selection: () => this.#selection,
      pick: options.onPick,
      work: options.work,
      failed: (spec, error) => onError(spec.kind === 'genes' ? null : spec.file, error),
      disposed: () => this.#disposed,
    })
    this.#mover = createMover(browser, {
      starting: () => {
        closePopups(browser)
        options.onJump(true)
      },
      arrived: () => {
        this.#shelf.sortKept()
        this.#shelf.repaintLoaded()
        options.onJump(false)
      },
      overtaken: () => this.#shelf.overtake(),
      disposed: () => this.#disposed,
    })
    guardUpdates(browser, (thrown) => this.#report(thrown))
    browser.on('locuschange', () => {
      const here = this.#mover.here()
      if (here) options.onMoved(here)
      this.#repaint ||= requestAnimationFrame(() => {
        this.#repaint = 0
        if (this.#disposed) return
        this.#shelf.refreshGenes()
        if (!browser.dragObject) this.#shelf.settleReads()
      })
    })
    this.#history = visit(this.#history, options.locus)
  }

  get #palette(): Palette {
    return paletteOf(this.#theme)
  }

  setTracks(tracks: readonly BrowserTrack[]): void {
    const done = this.#options.work.begin()
    this.#shelving = this.#shelving
      .then(() => (this.#disposed ? undefined : this.#shelf.apply(tracks)))
      .catch((thrown: unknown) => this.#report(thrown))
      .finally(done)
  }

  fit(height: number): void {
    const frames = this.browser.referenceFrameList
    for (const frame of frames) {
      // igv.js keeps the left edge; what is looked at is in the middle.
      const width = this.browser.calculateViewportWidth(frames.length) * frame.bpPerPixel
      frame.start = Math.max(0, (frame.start + frame.end) / 2 - width / 2)
      frame.end = frame.start + width
    }
    this.#shelf.fit(height)
    this.#quietly(this.browser.layoutChange())
  }

  async reload(): Promise<void> {
    this.#shelf.forget()
    await this.browser.updateViews()
  }

  setSelection(selection: BrowserSelection): void {
    this.#selection = selection
    if (selection === null) return this.#shelf.repaintVariants()
    this.#shelf.sortFrom({ contig: selection.contig, position: sortPosition(selection) })
    this.#shelf.scrollToTop()
    const mate = farMate(selection)
    const second = mate && {
      contig: mate.contig,
      start: Math.max(0, mate.position - BESIDE),
      end: mate.position + 1 + BESIDE,
    }
    this.#jump(selection.contig, (length) => windowOf(selection, length), second).catch((thrown: unknown) =>
      this.#report(thrown),
    )
  }

  showSelection(): void {
    this.setSelection(this.#selection)
  }

  goTo(region: Region): Promise<void> {
    return this.#jump(region.contig, () => region)
  }

  async #jump(
    contig: string,
    window: (contigLength: number) => Region,
    second: Region | null = null,
  ): Promise<void> {
    this.#stay()
    this.#shelf.moveOn()
    await this.#move(
      contig,
      (length) => {
        const target = window(length)
        this.#history = visit(this.#history, target)
        return target
      },
      second,
    )
  }

  #move(
    contig: string,
    window: (contigLength: number) => Region,
    second: Region | null = null,
  ): Promise<void> {
    return this.#mover.to(contig, window, second ?? undefined).finally(this.#options.work.begin())
  }

  /** Where the user has panned to belongs to the jump that led here. */
  #stay(): void {
    const here = this.#mover.here()
    if (here) this.#history = stayAt(this.#history, here)
  }

  zoom(factor: number): void {
    this.#shift((here, length) => zoomWindow(here, factor, length))
  }

  pan(fraction: number): void {
    this.#shift((here, length) => panWindow(here, fraction, length))
  }

  #shift(change: (here: Region, contigLength: number) => Region): void {
    const here = this.#mover.here()
    if (here)
      this.#quietly(this.#mover.shift((length) => change(here, length)).finally(this.#options.work.begin()))
  }

  back(): void {
    this.#travel(-1)
  }

  forward(): void {
    this.#travel(1)
  }

  #travel(by: -1 | 1): void {
    this.#stay()
    const next = step(this.#history, by)
    const region = next.entries[next.at]
    if (next === this.#history || region === undefined) return
    this.#history = next
    this.#quietly(this.#move(region.contig, () => region))
  }

  sortReads(): void {
    const here = this.#mover.here()
    if (!here) return
    const at = this.#selection
    const seen = at !== null && at.contig === here.contig && at.start < here.end && at.end > here.start
    const position = seen ? sortPosition(at) : Math.floor((here.start + here.end) / 2)
    this.#shelf.sortNow({ contig: here.contig, position })
  }

  toggleReference(): void {
    this.#quietly(this.#toggleSequence())
  }

  setReads(reads: ReadOptions): void {
    const before = this.#reads
    this.#reads = reads
    this.#quietly(this.#shelf.showReads(before))
  }

  prefetch(regions: readonly Region[]): void {
    this.#shelf.prefetch(regions)
    this.#bases.prefetch(regions)
  }

  caseChanged(): void {
    this.#shelf.forgetAhead()
  }

  async #toggleSequence(): Promise<void> {
    const [sequence] = this.browser.findTracks('type', 'sequence')
    if (sequence) this.browser.removeTrack(sequence)
    else
      tameSequenceTrack(
        await this.browser.loadTrack({ type: 'sequence', order: 0, removable: false }),
        this.browser,
      )
    this.#shelf.fit()
  }

  setColours(theme: ThemeName, baseColours: BaseColours): void {
    this.#theme = theme
    this.#baseColours = baseColours
    this.browser.nucleotideColors = nucleotideColours(baseColourTable(baseColours, theme))
    this.#shelf.colour(this.#palette)
    this.browser.repaintViews()
  }

  svg(): string {
    const theme = this.#theme
    this.#theme = 'light'
    this.#shelf.colour(this.#palette)
    try {
      return this.browser.toSVG()
    } finally {
      this.#theme = theme
      this.#shelf.colour(this.#palette)
    }
  }

  closePopups(): void {
    closePopups(this.browser)
  }

  /** What a button of a read's popup does. */
  #perform(action: ReadAction): void {
    const { onCopy, onReads, onClassic } = this.#options
    switch (action.kind) {
      case 'copy':
        return this.#quietly(Promise.resolve(action.text).then(onCopy))
      case 'go':
        return this.#quietly(this.goTo(this.#around(action)))
      case 'split':
        return this.#quietly(
          this.#mover.beside(action.contig, () => this.#around(action)).finally(this.#options.work.begin()),
        )
      case 'sort':
        onReads({ sortBy: action.by })
        return this.#shelf.sortNow(action)
      case 'group':
        this.#shelf.sortFrom(action)
        return onReads({ groupBy: action.by })
      case 'classic':
        return onClassic(action.file, action.classic)
    }
  }

  /** As much around a position as is shown now. */
  #around({ contig, position }: { contig: string; position: number }): Region {
    const here = this.#mover.here()
    const half = here ? Math.ceil((here.end - here.start) / 2) : 60
    return { contig, start: Math.max(0, position - half), end: position + half }
  }

  #quietly(work: Promise<void>): void {
    work.catch((thrown: unknown) => this.#report(thrown))
  }

  #report(thrown: unknown): void {
    if (!this.#disposed) this.#options.onError(null, errorOf(thrown))
  }

  dispose(): void {
    this.#disposed = true
    cancelAnimationFrame(this.#repaint)
    this.#actions.stop()
    removeBrowser(this.browser)
  }
}
