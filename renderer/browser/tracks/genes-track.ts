import igv, {
  type IgvBrowser,
  type IgvClick,
  type IgvDrawOptions,
  type IgvPopupItem,
} from 'igv/dist/igv.esm.js'
import type { Client } from '../../../shared/contract.ts'
import type { Gene } from '../../../shared/genome/gene.ts'
import { type PlacedTranscript, placeTranscripts, transcriptBlocks } from '../gene-features.ts'
import { transcriptPopup } from '../popup.ts'
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

const isGenes = (features: unknown): features is readonly Gene[] => Array.isArray(features)

/** Genes and their transcripts from the engine: exons, untranslated ends, introns, strand. */
export class GenesTrack extends igv.TrackBase {
  readonly #client: Client
  readonly #palette: () => Palette
  #source: string | null = null

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
    this.#client = client
    this.#palette = palette
  }

  override async getFeatures(contig: string, start: number, end: number): Promise<readonly Gene[]> {
    const { genes, source } = await this.#client.call('genes.inRegion', { contig, start, end })
    this.#source = source
    return genes
  }

  computePixelHeight(): number {
    return GENES_HEIGHT
  }

  #place(genes: readonly Gene[], bpPerPixel: number, widthBp: number): ReturnType<typeof placeTranscripts> {
    return placeTranscripts(genes, {
      bpPerPixel,
      maxRows: ROWS,
      maxPerGene: widthBp > SINGLE_TRANSCRIPT ? 1 : ROWS,
      labelWidth: (label) => label.length * 6.5,
    })
  }

  override draw(options: IgvDrawOptions): void {
    const { context, features, bpPerPixel, pixelWidth, pixelHeight, pixelTop, pixelShift, viewportWidth } =
      options
    const palette = this.#palette()
    context.fillStyle = palette.ground
    context.fillRect(0, pixelTop, pixelWidth, pixelHeight)
    if (!isGenes(features)) return
    const { placed, hidden } = this.#place(features, bpPerPixel, viewportWidth * bpPerPixel)
    context.font = FONT
    context.textBaseline = 'alphabetic'
    for (const item of placed) drawTranscript(options, item, palette)
    if (hidden > 0) {
      context.fillStyle = palette.ink2
      context.textAlign = 'right'
      context.fillText(`${hidden} more not drawn`, viewportWidth - pixelShift - 6, GENES_HEIGHT - 4)
      context.textAlign = 'left'
    }
  }

  /** What the track is, beside it: a label on top would cover genes. */
  paintAxis(context: CanvasRenderingContext2D, width: number): void {
    context.clearRect(0, 0, width, GENES_HEIGHT)
    context.font = '10px system-ui, sans-serif'
    context.textAlign = 'right'
    context.fillStyle = this.#palette().ink2
    context.fillText('Genes', width - 5, TOP + CODING)
  }

  override popupData(click: IgvClick): readonly IgvPopupItem[] {
    const genes = click.viewport.cachedFeatures
    if (!isGenes(genes)) return []
    const { bpPerPixel } = click.viewport.referenceFrame
    const row = Math.floor((click.y - TOP) / ROW_HEIGHT)
    const position = Math.floor(click.genomicLocation)
    const slack = 3 * bpPerPixel
    const { placed } = this.#place(genes, bpPerPixel, click.viewport.getWidth() * bpPerPixel)
    const hit = placed.find(
      ({ row: at, transcript }) =>
        at === row && position >= transcript.start - slack && position < transcript.end + slack,
    )
    return hit ? transcriptPopup(hit.gene, hit.transcript, position, this.#source) : []
  }

  override menuItemList(): [] {
    return []
  }

  description(): undefined {
    return undefined
  }
}

function drawTranscript(options: IgvDrawOptions, item: PlacedTranscript, palette: Palette): void {
  const { context, bpStart, bpPerPixel, pixelWidth, pixelShift, viewportWidth } = options
  const { transcript } = item
  const x = (position: number): number => (position - bpStart) / bpPerPixel
  const from = Math.max(x(transcript.start), -10)
  const to = Math.min(x(transcript.end), pixelWidth + 10)
  if (to < 0 || from > pixelWidth) return
  const top = TOP + item.row * ROW_HEIGHT
  const middle = top + MIDDLE

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

  // The label stays in view while any of the transcript is.
  const seenFrom = -pixelShift + 4
  const seenTo = -pixelShift + viewportWidth
  context.fillStyle = palette.ink
  const width = context.measureText(item.label).width
  const label = Math.max(from, Math.min(seenFrom, to - width))
  if (label < seenTo || from < pixelWidth) context.fillText(item.label, label, top + CODING + 10)
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
