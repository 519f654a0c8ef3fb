import type { IgvDrawOptions } from 'igv/dist/igv.esm.js'
import type { Region } from '../../../shared/genome/region.ts'
import { binAt, type DepthBins, WIDEST_DEPTH } from '../../../shared/reads/depth-bins.ts'
import { type IndexDepth, type IndexDepths, relativeBins, relativeDepthAt } from '../reads/index-depth.ts'
import type { ReadOptions } from '../reads/options.ts'
import { binsOver, deepestBin, drawDepth, type FetchDepth } from '../reads/wide-depth.ts'
import { number } from '../reads/words.ts'
import type { Palette } from '../theme.ts'
import { COVERAGE_BOTTOM, COVERAGE_TOP, READS_TOP } from './reads-picture.ts'

/** The widest window, bp, with single reads. */
const READS_WIDEST = 40_000
/** The relative depth that fills the height where depth is told by the index: two more copies still fit. */
export const ESTIMATE_FULL = 2

const FONT = '12px system-ui, sans-serif'

export type WideOptions = {
  readonly file: string
  readonly depth: FetchDepth
  readonly estimates: Pick<IndexDepths, 'of'>
  readonly reads: () => ReadOptions
  readonly palette: () => Palette
}

/** What a window of so many bp shows: single reads, their depth, or what the index tells of it. */
export type Detail = 'reads' | 'depth' | 'estimate'
export const detailOf = (width: number): Detail =>
  width <= READS_WIDEST ? 'reads' : width <= WIDEST_DEPTH ? 'depth' : 'estimate'

type WideDetail = Exclude<Detail, 'reads'>

/** Windows whose reads could not be told apart: their depth, which beyond 2 Mb is an estimate from the index. */
export class WideView {
  readonly #options: WideOptions
  /** Of the last such window. */
  #bins: DepthBins | null = null
  #estimate: IndexDepth | null = null
  #loading = new AbortController()

  constructor(options: WideOptions) {
    this.#options = options
  }

  /** @param sight the window; `start` and `end` reach beside it: loaded too, where the engine reads so much */
  async load(
    detail: WideDetail,
    sight: Region,
    start: number,
    end: number,
    bpPerPixel: number,
  ): Promise<void> {
    this.#loading.abort()
    const { file, depth, estimates, reads } = this.#options
    if (detail === 'estimate') {
      this.#estimate = await estimates.of(file)
      return
    }
    this.#loading = new AbortController()
    const { signal } = this.#loading
    const region = end - start <= WIDEST_DEPTH ? { start, end } : sight
    const { filters, overlaps } = reads()
    const bins = binsOver(region, bpPerPixel)
    this.#bins = await depth(file, { contig: sight.contig, ...bins, filters, overlaps }, signal)
  }

  /** The greatest depth in sight, reads; 0 when it is not known. */
  deepest(detail: WideDetail, { contig, start, end }: Region): number {
    if (detail === 'estimate' || this.#bins?.meta.contig !== contig) return 0
    return deepestBin(this.#bins, start, end)
  }

  /** What there is to say of a position. */
  tip(detail: WideDetail, contig: string, position: number): string | null {
    const place = `${contig}:${number(position + 1)}`
    if (detail === 'estimate') {
      const relative = this.#estimate && relativeDepthAt(this.#estimate, contig, position)
      return relative === null
        ? null
        : `${place} · ${relative.toFixed(2)} × this sample’s usual depth, from the index`
    }
    const bins = this.#bins
    if (bins?.meta.contig !== contig || position < bins.meta.start || position >= bins.meta.end) return null
    const i = binAt(position, bins.meta)
    return `around ${place} · mean depth ${(bins.mean[i] ?? 0).toFixed(1)} · greatest ${number(bins.max[i] ?? 0)}`
  }

  /** @param full the depth that fills the height, reads; asked when there is a depth to draw */
  draw(detail: WideDetail, options: IgvDrawOptions, full: () => number): void {
    const { context, viewport, pixelWidth, viewportWidth, bpStart, bpPerPixel } = options
    const palette = this.#options.palette()
    const { chr, start } = viewport.referenceFrame
    const height = COVERAGE_BOTTOM - COVERAGE_TOP
    const log = this.#options.reads().logCoverage
    const sight = {
      bpStart,
      bpPerPixel,
      pixelWidth,
      top: COVERAGE_TOP,
      height,
      full: ESTIMATE_FULL,
      log: false,
    }
    if (detail === 'estimate') this.#drawEstimate(context, chr, sight, palette)
    else if (this.#bins?.meta.contig === chr)
      drawDepth(context, this.#bins, { ...sight, full: full(), log }, palette)
    context.fillStyle = palette.ink2
    context.font = FONT
    context.textAlign = 'center'
    const middle = (start - bpStart) / bpPerPixel + viewportWidth / 2
    const text =
      detail === 'estimate'
        ? `Relative depth, estimated from the index · zoom in to ${number(WIDEST_DEPTH)} bp for the depth in reads`
        : `Zoom in to ${number(READS_WIDEST)} bp to see single reads`
    context.fillText(text, middle, READS_TOP + 24)
    context.textAlign = 'start'
  }

  #drawEstimate(
    context: CanvasRenderingContext2D,
    contig: string,
    sight: Parameters<typeof drawDepth>[2],
    palette: Palette,
  ): void {
    const { bpStart, bpPerPixel, pixelWidth, top, height } = sight
    const end = bpStart + pixelWidth * bpPerPixel
    const bins = this.#estimate && relativeBins(this.#estimate, contig, bpStart, end, pixelWidth)
    if (!bins) return
    drawDepth(context, bins, sight, palette)
    // The usual depth, for the eye to compare with.
    context.fillStyle = palette.ink2
    context.globalAlpha = 0.6
    for (let x = 0; x < pixelWidth; x += 6) context.fillRect(x, top + height / ESTIMATE_FULL, 3, 1)
    context.globalAlpha = 1
  }
}
