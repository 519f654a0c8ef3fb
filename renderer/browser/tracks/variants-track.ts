import igv, {
  type IgvBrowser,
  type IgvClick,
  type IgvDrawOptions,
  type IgvPopupItem,
} from 'igv/dist/igv.esm.js'
import type { CallOutput, Client } from '../../../shared/contract.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { AnswersAhead } from '../answers-ahead.ts'
import type { BrowserSelection, DrawnSample } from '../browser-types.ts'
import { escapeHtml } from '../escape-html.ts'
import { variantPopup } from '../popup.ts'
import type { Palette } from '../theme.ts'
import { genotypeGlyph, genotypeWords, isFiltered, markShape, placeAndChange } from '../variant-glyphs.ts'
import { drawGenotype, drawMark } from './draw-glyphs.ts'
import { fitted } from './fitted-text.ts'
import { nearestVariant, notDrawnText } from './nearest-variant.ts'

const SITES_TOP = 4
const SITES_HEIGHT = 12
const ROW_HEIGHT = 14
const RADIUS = 4
/** Samples with a row of their own; further ones are in the popup. */
const MOST_ROWS = 8
const LIMIT = 2000
/** Wider windows, bp, hold more variants than pixels. */
const WIDEST = 5_000_000
/** Glyphs closer than this, px, would lie on one another: only the first is drawn. */
const ROOM = 2 * RADIUS + 1

const isRows = (features: unknown): features is readonly VariantRow[] => Array.isArray(features)

export type VariantsTrackOptions = {
  readonly client: Client
  readonly file: string
  readonly label: string
  readonly samples: readonly DrawnSample[]
  readonly palette: () => Palette
  readonly selection: () => BrowserSelection
  /** A variant was clicked. */
  readonly pick: (row: VariantRow) => void
}

const variantsHeight = (samples: number): number =>
  SITES_TOP + SITES_HEIGHT + 4 + Math.min(samples, MOST_ROWS) * ROW_HEIGHT + 2

/**
 * The variants of one VCF: what each is by shape, and a row of genotypes for each sample. Not igv.js's own variant
 * track, which draws 1/2 as homozygous and has no way to draw a genotype that was not called.
 */
export class VariantsTrack extends igv.TrackBase {
  readonly ahead: AnswersAhead<CallOutput<'variants.inRegion'>>
  readonly #options: VariantsTrackOptions
  #notDrawn: string | null = null

  constructor(browser: IgvBrowser, options: VariantsTrackOptions) {
    super(
      {
        type: 'casement-variants',
        id: `casement-variants-${options.file}`,
        name: escapeHtml(options.label),
        height: variantsHeight(options.samples.length),
        visibilityWindow: WIDEST,
      },
      browser,
    )
    this.#options = options
    const { client, file } = options
    this.ahead = new AnswersAhead((region) =>
      client.call('variants.inRegion', { file, ...region, limit: LIMIT }),
    )
  }

  override async getFeatures(contig: string, start: number, end: number): Promise<readonly VariantRow[]> {
    const { rows, atLeast = false, ...found } = await this.ahead.get({ contig, start, end })
    this.#notDrawn = notDrawnText(rows, { ...found, atLeast })
    // Blocks first: variants are drawn over them.
    return rows.toSorted(
      (a, b) => Number(b.type === 'reference-block') - Number(a.type === 'reference-block'),
    )
  }

  computePixelHeight(): number {
    return variantsHeight(this.#options.samples.length)
  }

  override draw(view: IgvDrawOptions): void {
    const { context, bpStart, bpPerPixel, pixelWidth, pixelHeight, pixelTop, pixelShift, viewportWidth } =
      view
    const palette = this.#options.palette()
    context.fillStyle = palette.ground
    context.fillRect(0, pixelTop, pixelWidth, pixelHeight)
    const samples = this.#options.samples.slice(0, MOST_ROWS)
    context.fillStyle = palette.line
    for (let i = 0; i < samples.length; i++)
      context.fillRect(0, Math.round(this.#rowMiddle(i)) + 0.5, pixelWidth, 0.5)
    if (!isRows(view.features)) return

    let lastGlyph = -Infinity
    for (const row of view.features) {
      const from = (row.start - bpStart) / bpPerPixel
      const to = (Math.max(row.end, row.start + 1) - bpStart) / bpPerPixel
      if (to < 0 || from > pixelWidth) continue
      const selected = this.#isSelected(row)
      context.globalAlpha = isFiltered(row) && !selected ? 0.45 : 1
      context.fillStyle = selected ? palette.accent : palette.ink2
      drawMark(context, markShape(row), from, to, SITES_TOP, SITES_HEIGHT)
      context.globalAlpha = 1
      if (row.type === 'reference-block') continue
      const centre = (Math.max(from, 0) + Math.min(to, pixelWidth)) / 2
      if (centre - lastGlyph < ROOM && !selected) continue
      lastGlyph = centre
      samples.forEach(({ place }, i) => {
        const state = row.genotypes[place]?.state ?? 'absent'
        // A disc of ground keeps the row's line out of the glyph.
        context.fillStyle = palette.ground
        context.fillRect(centre - RADIUS - 1.5, this.#rowMiddle(i) - 1, 2 * RADIUS + 3, 2)
        drawGenotype(context, genotypeGlyph(state).shape, centre, this.#rowMiddle(i), RADIUS, palette)
      })
    }
    if (this.#notDrawn !== null) {
      context.font = '11px system-ui, sans-serif'
      context.textAlign = 'right'
      context.fillStyle = palette.ink2
      context.fillText(this.#notDrawn, viewportWidth - pixelShift - 6, SITES_TOP + 10)
      context.textAlign = 'left'
    }
  }

  axisKey(): string {
    return this.#options.palette().ink2
  }

  /** What the track is and the samples' names, beside their rows. */
  paintAxis(context: CanvasRenderingContext2D, width: number): void {
    const palette = this.#options.palette()
    context.clearRect(0, 0, width, this.height)
    context.font = '10px system-ui, sans-serif'
    context.textAlign = 'right'
    context.textBaseline = 'middle'
    context.fillStyle = palette.ink2
    context.fillText(fitted(context, this.#options.label, width - 8), width - 5, SITES_TOP + SITES_HEIGHT / 2)
    this.#options.samples.slice(0, MOST_ROWS).forEach(({ label }, i) => {
      context.fillText(fitted(context, label, width - 8), width - 5, this.#rowMiddle(i) + 0.5)
    })
  }

  override popupData(click: IgvClick): readonly IgvPopupItem[] {
    const row = this.#rowAt(click)
    if (!row) return []
    this.#options.pick(row)
    return variantPopup(row, this.#options.samples)
  }

  hoverText(click: IgvClick): string | undefined {
    const row = this.#rowAt(click)
    if (!row) return undefined
    const sample = Math.floor((click.y - SITES_TOP - SITES_HEIGHT - 4) / ROW_HEIGHT)
    const hovered = this.#options.samples[sample]
    const genotype = hovered && row.genotypes[hovered.place]
    const words = row.type === 'reference-block' ? ' reference block' : ''
    const what = `${placeAndChange(row)}${words}`
    return genotype ? `${what}\n${hovered.label}: ${genotypeWords(genotype)}` : what
  }

  override menuItemList(): [] {
    return []
  }

  description(): undefined {
    return undefined
  }

  #rowMiddle(sample: number): number {
    return SITES_TOP + SITES_HEIGHT + 4 + sample * ROW_HEIGHT + ROW_HEIGHT / 2
  }

  #isSelected(row: VariantRow): boolean {
    const at = this.#options.selection()
    return at !== null && row.position === at.position && row.ref === at.ref && row.alt === at.alt
  }

  /** What is under the pointer, or within a few pixels. */
  #rowAt(click: IgvClick): VariantRow | undefined {
    const rows = click.viewport.cachedFeatures
    if (!isRows(rows)) return undefined
    return nearestVariant(rows, click.genomicLocation, 5 * click.viewport.referenceFrame.bpPerPixel)
  }
}
