import igv, {
  type IgvBrowser,
  type IgvClick,
  type IgvDrawOptions,
  type IgvPopupItem,
} from 'igv/dist/igv.esm.js'
import type { Client } from '../../../shared/contract.ts'
import type { BedRegion } from '../../../shared/genome/bed-region.ts'
import { escapeHtml } from '../escape-html.ts'
import { regionPopup } from '../popup.ts'
import type { Palette } from '../theme.ts'
import { fitted } from './fitted-text.ts'

const TOP = 4
const BAR = 8
const HEIGHT = TOP + BAR + 14
const LIMIT = 5000
/** Wider windows, bp, hold more intervals than pixels. */
const WIDEST = 50_000_000
const FONT = '10px system-ui, sans-serif'
/** Room between the names of two intervals, px. */
const GAP = 8

const isRegions = (features: unknown): features is readonly BedRegion[] => Array.isArray(features)

export type RegionsTrackOptions = {
  readonly client: Client
  readonly file: string
  readonly label: string
  readonly palette: () => Palette
}

/** The intervals of one BED file: bars, with their names where there is room. */
export class RegionsTrack extends igv.TrackBase {
  readonly #options: RegionsTrackOptions
  #hidden = 0

  constructor(browser: IgvBrowser, options: RegionsTrackOptions) {
    super(
      {
        type: 'casement-regions',
        id: `casement-regions-${options.file}`,
        name: escapeHtml(options.label),
        height: HEIGHT,
        visibilityWindow: WIDEST,
      },
      browser,
    )
    this.#options = options
  }

  override async getFeatures(contig: string, start: number, end: number): Promise<readonly BedRegion[]> {
    const { client, file } = this.#options
    const { regions, total } = await client.call('regions.inRegion', {
      file,
      contig,
      start,
      end,
      limit: LIMIT,
    })
    this.#hidden = total - regions.length
    return regions
  }

  computePixelHeight(): number {
    return HEIGHT
  }

  override draw(view: IgvDrawOptions): void {
    const { context, features, bpStart, bpPerPixel, pixelWidth, pixelHeight, pixelTop } = view
    const { pixelShift, viewportWidth } = view
    const palette = this.#options.palette()
    context.fillStyle = palette.ground
    context.fillRect(0, pixelTop, pixelWidth, pixelHeight)
    if (!isRegions(features)) return
    context.font = FONT
    context.textAlign = 'left'
    context.textBaseline = 'alphabetic'
    let named = -Infinity
    for (const region of features) {
      const from = (region.start - bpStart) / bpPerPixel
      const to = (region.end - bpStart) / bpPerPixel
      if (to < 0 || from > pixelWidth) continue
      context.fillStyle = palette.gene
      context.fillRect(from, TOP, Math.max(1, to - from), BAR)
      // The name stays in view while any of its interval is.
      const at = Math.max(from, Math.min(4 - pixelShift, to))
      if (region.name === null || at < named + GAP) continue
      context.fillStyle = palette.ink
      context.fillText(region.name, at, TOP + BAR + 11)
      named = at + context.measureText(region.name).width
    }
    if (this.#hidden === 0) return
    context.textAlign = 'right'
    context.fillStyle = palette.ink2
    const text = `${this.#hidden.toLocaleString('en-GB')} more not drawn: zoom in`
    context.fillText(text, viewportWidth - pixelShift - 6, TOP + BAR + 11)
    context.textAlign = 'left'
  }

  /** What the track is, beside it. */
  paintAxis(context: CanvasRenderingContext2D, width: number): void {
    context.clearRect(0, 0, width, HEIGHT)
    context.font = FONT
    context.textAlign = 'right'
    context.textBaseline = 'middle'
    context.fillStyle = this.#options.palette().ink2
    context.fillText(fitted(context, this.#options.label, width - 8), width - 5, TOP + BAR / 2)
  }

  override popupData(click: IgvClick): readonly IgvPopupItem[] {
    const regions = click.viewport.cachedFeatures
    if (!isRegions(regions)) return []
    const slack = 2 * click.viewport.referenceFrame.bpPerPixel
    const at = click.genomicLocation
    const hit = regions.filter(({ start, end }) => at >= start - slack && at < end + slack)
    return regionPopup(hit.slice(0, 5), this.#options.label)
  }

  override menuItemList(): [] {
    return []
  }

  description(): undefined {
    return undefined
  }
}
