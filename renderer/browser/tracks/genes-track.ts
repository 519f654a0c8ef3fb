import igv, {
  type IgvBrowser,
  type IgvClick,
  type IgvDrawOptions,
  type IgvPopupItem,
} from 'igv/dist/igv.esm.js'
import type { CallOutput, Client } from '../../../shared/contract.ts'
import type { Gene, Transcript } from '../../../shared/genome/gene.ts'
import { AnswersAhead } from '../answers-ahead.ts'
import {
  type PlacedTranscript,
  type Placement,
  placeTranscripts,
  transcriptBlocks,
} from '../gene-features.ts'
import { genePopup, transcriptPopup } from '../popup.ts'
import type { Palette } from '../theme.ts'

const ROWS = 3
const ROW_HEIGHT = 22
const TOP = 4
/** Heights, px: coding sequence, untranslated, and where the line through the introns runs. */
const CODING = 10
const UTR = 5
const MIDDLE = CODING / 2
const ARROW_EVERY = 36
const FONT = '11px system-ui, sans-serif'
const GENES_HEIGHT = TOP + ROWS * ROW_HEIGHT

/** Wider windows, bp, hold too many genes to be told apart. */
const WIDEST = 10_000_000
/** Above this, bp, only one transcript of each gene is drawn. */
const SINGLE_TRANSCRIPT = 300_000

/** Why the track is empty, and what to do. */
const NO_GENES = 'No genes for this build are bundled: add a GTF or GFF3 file to see them'

const isGenes = (features: unknown): features is readonly Gene[] => Array.isArray(features)

/** Genes and their transcripts from the engine: exons, untranslated ends, introns, strand. */
export class GenesTrack extends igv.TrackBase {
  readonly ahead: AnswersAhead<CallOutput<'genes.inRegion'>>
  readonly #palette: () => Palette
  /** Which data the genes come from; null when there are none for this build. */
  #source: string | null | undefined = undefined

  /** Transcripts in sight that found no row. */
  #hidden = 0

  constructor(browser: IgvBrowser, client: Client, palette: () => Palette) {
    super(
      {
        type: 'casement-genes',
        id: 'casement-genes',
        name: 'Genes',
        height: GENES_HEIGHT,
        visibilityWindow: WIDEST,
      },
      browser,
    )
    this.ahead = new AnswersAhead((region) => client.call('genes.inRegion', region))
    this.#palette = palette
  }

  override async getFeatures(contig: string, start: number, end: number): Promise<readonly Gene[]> {
    const { genes, source } = await this.ahead.get({ contig, start, end })
    this.#source = source
    return genes
  }

  /**
   * Draws the names where the window is now, and counts anew what is left out. On the canvas there is: igv.js takes a
   * new one for drawn, and would not draw the features that are still being loaded for this window.
   */
  refresh(): void {
    this.#hidden = 0
    for (const viewport of this.trackView?.viewports ?? []) viewport.refresh()
    this.trackView?.paintAxis()
  }

  computePixelHeight(): number {
    return GENES_HEIGHT
  }

  #place(genes: readonly Gene[], bpPerPixel: number, start: number, widthPx: number): Placement {
    const widthBp = widthPx * bpPerPixel
    return placeTranscripts(genes, {
      bpPerPixel,
      sight: { start, end: start + widthBp },
      maxRows: ROWS,
      maxPerGene: widthBp > SINGLE_TRANSCRIPT ? 1 : ROWS,
      labelWidth: (label) => label.length * 6.5,
    })
  }

  override draw(options: IgvDrawOptions): void {
    const { context, features, bpPerPixel, bpStart, pixelWidth, pixelHeight, pixelTop } = options
    const { viewportWidth } = options
    const palette = this.#palette()
    context.fillStyle = palette.ground
    context.fillRect(0, pixelTop, pixelWidth, pixelHeight)
    // igv.js keeps what it had when the window has become too wide for it.
    if (!isGenes(features) || viewportWidth * bpPerPixel > WIDEST) return
    // The canvas is wider than the window, which moves over it.
    const seenFrom = options.viewport.referenceFrame.start
    const { placed, hidden } = this.#place(features, bpPerPixel, seenFrom, viewportWidth)
    context.font = FONT
    context.textBaseline = 'alphabetic'
    if (this.#source === null) {
      context.fillStyle = palette.ink2
      context.fillText(NO_GENES, (seenFrom - bpStart) / bpPerPixel + 4, TOP + CODING)
    }
    for (const item of placed) drawTranscript(options, item, palette)
    this.#hidden = hidden
  }

  /** What the track is, beside it: a label on top would cover genes. */
  axisKey(): string {
    return `${this.#hidden} ${this.#palette().ink2}`
  }

  paintAxis(context: CanvasRenderingContext2D, width: number): void {
    context.clearRect(0, 0, width, GENES_HEIGHT)
    context.font = '10px system-ui, sans-serif'
    context.textAlign = 'right'
    context.fillStyle = this.#palette().ink2
    context.fillText('Genes', width - 5, TOP + CODING)
    if (this.#hidden === 0) return
    context.fillText(`${this.#hidden.toLocaleString('en-GB')} more`, width - 5, TOP + ROW_HEIGHT + CODING)
    context.fillText('left out', width - 5, TOP + ROW_HEIGHT + CODING + 12)
  }

  override popupData(click: IgvClick): readonly IgvPopupItem[] {
    const genes = click.viewport.cachedFeatures
    if (!isGenes(genes)) return []
    const { bpPerPixel } = click.viewport.referenceFrame
    const row = Math.floor((click.y - TOP) / ROW_HEIGHT)
    const position = Math.floor(click.genomicLocation)
    const slack = 3 * bpPerPixel
    const { placed } = this.#place(
      genes,
      bpPerPixel,
      click.viewport.referenceFrame.start,
      click.viewport.getWidth(),
    )
    const hit = placed.find(
      ({ row: at, start, end }) => at === row && position >= start - slack && position < end + slack,
    )
    if (!hit) return []
    const source = this.#source ?? null
    return hit.transcript === null
      ? genePopup(hit.gene, source)
      : transcriptPopup(hit.gene, hit.transcript, position, source)
  }

  override menuItemList(): [] {
    return []
  }

  description(): undefined {
    return undefined
  }
}

function drawTranscript(options: IgvDrawOptions, item: PlacedTranscript, palette: Palette): void {
  const { context, bpStart, bpPerPixel, pixelWidth, viewportWidth, viewport } = options
  const x = (position: number): number => (position - bpStart) / bpPerPixel
  const from = Math.max(x(item.start), -10)
  const to = Math.min(x(item.end), pixelWidth + 10)
  if (to < 0 || from > pixelWidth) return
  const top = TOP + item.row * ROW_HEIGHT
  const middle = top + MIDDLE

  if (item.transcript === null) drawExtent(context, from, to, middle, palette)
  else drawExons(options, item.transcript, from, to, middle, palette)

  // The label stays in view while any of the transcript is.
  const window = x(viewport.referenceFrame.start)
  const seenFrom = window + 4
  const seenTo = window + viewportWidth
  context.fillStyle = palette.ink
  const width = context.measureText(item.label).width
  const label = Math.max(from, Math.min(seenFrom, to - width))
  if (label < seenTo || from < pixelWidth) context.fillText(item.label, label, top + CODING + 10)
}

/** A gene whose exons are not known: an open bar, which no exon looks like. */
function drawExtent(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  middle: number,
  palette: Palette,
): void {
  context.strokeStyle = palette.gene
  context.lineWidth = 1
  context.strokeRect(from + 0.5, middle - UTR / 2 + 0.5, Math.max(1, to - from - 1), UTR)
}

function drawExons(
  { context, bpStart, bpPerPixel, pixelWidth }: IgvDrawOptions,
  transcript: Transcript,
  from: number,
  to: number,
  middle: number,
  palette: Palette,
): void {
  const x = (position: number): number => (position - bpStart) / bpPerPixel
  context.globalAlpha = transcript.canonical || transcript.coding !== null ? 1 : 0.7
  context.strokeStyle = palette.gene
  context.fillStyle = palette.gene
  context.lineWidth = 1
  line(context, from, middle + 0.5, to, middle + 0.5)

  const direction = transcript.strand === '+' ? 1 : -1
  for (let at = from + ARROW_EVERY / 2; at < to; at += ARROW_EVERY) {
    line(context, at - 2.5 * direction, middle - 2.5, at, middle + 0.5)
    line(context, at - 2.5 * direction, middle + 3.5, at, middle + 0.5)
  }

  for (const block of transcriptBlocks(transcript)) {
    const left = x(block.start)
    const width = Math.max(1, x(block.end) - left)
    if (left + width < 0 || left > pixelWidth) continue
    const height = block.kind === 'coding' ? CODING : UTR
    context.fillRect(left, middle - height / 2 + 0.5, width, height)
    if (block.kind === 'coding') drawArrowsInside(context, left, width, middle, direction, palette)
  }
  context.globalAlpha = 1
}

/** Which way it reads, inside a wide exon too. */
function drawArrowsInside(
  context: CanvasRenderingContext2D,
  left: number,
  width: number,
  middle: number,
  direction: 1 | -1,
  palette: Palette,
): void {
  if (width < ARROW_EVERY) return
  context.strokeStyle = palette.ground
  for (let at = left + ARROW_EVERY / 2; at < left + width - 4; at += ARROW_EVERY) {
    line(context, at - 2.5 * direction, middle - 2.5, at, middle + 0.5)
    line(context, at - 2.5 * direction, middle + 3.5, at, middle + 0.5)
  }
  context.strokeStyle = palette.gene
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}
