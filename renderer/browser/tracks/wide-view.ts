import type { IgvDrawOptions } from 'igv/dist/igv.esm.js'
import type { Region } from '../../../shared/genome/region.ts'
import { type DepthBins, WIDEST_DEPTH } from '../../../shared/reads/depth-bins.ts'
import type { ReadOptions } from '../reads/options.ts'
import { deepestBin, drawDepth, type FetchDepth } from '../reads/wide-depth.ts'
import type { Palette } from '../theme.ts'
import { COVERAGE_BOTTOM, COVERAGE_TOP, READS_TOP } from './reads-picture.ts'

/** The widest window, bp, with single reads. */
export const READS_WIDEST = 40_000

const FONT = '12px system-ui, sans-serif'

type WideOptions = {
  readonly file: string
  readonly depth: FetchDepth
  readonly reads: () => ReadOptions
  readonly palette: () => Palette
}

/** What a track of reads shows of windows whose reads could not be told apart: their depth, or how far to zoom in. */
export class WideView {
  readonly #options: WideOptions
  /** Of the last such window. */
  #bins: DepthBins | null = null
  #loading = new AbortController()

  constructor(options: WideOptions) {
    this.#options = options
  }

  /** @param sight the window; `start` and `end` reach beside it: loaded too, where the engine reads so much */
  async load(sight: Region, start: number, end: number, bpPerPixel: number): Promise<void> {
    this.#loading.abort()
    if (sight.end - sight.start > WIDEST_DEPTH) return
    this.#loading = new AbortController()
    const { signal } = this.#loading
    const { file, depth, reads } = this.#options
    const beside = end - start <= WIDEST_DEPTH
    const region = beside
      ? { contig: sight.contig, start: Math.max(0, Math.floor(start)), end: Math.ceil(end) }
      : sight
    const { filters, overlaps } = reads()
    const bins = Math.max(1, Math.ceil((region.end - region.start) / bpPerPixel))
    this.#bins = await depth(file, { ...region, filters, overlaps, bins }, signal)
  }

  /** The greatest depth in sight; 0 when it is not known. */
  deepest({ contig, start, end }: Region): number {
    return this.#bins?.meta.contig === contig ? deepestBin(this.#bins, start, end) : 0
  }

  /** @param full the depth that fills the height; asked when there is a depth to draw */
  draw(
    { context, viewport, pixelWidth, viewportWidth, bpStart, bpPerPixel }: IgvDrawOptions,
    full: () => number,
  ): void {
    const palette = this.#options.palette()
    const { chr, start } = viewport.referenceFrame
    const width = viewportWidth * bpPerPixel
    if (width <= WIDEST_DEPTH && this.#bins?.meta.contig === chr) {
      const height = COVERAGE_BOTTOM - COVERAGE_TOP
      const log = this.#options.reads().logCoverage
      const sight = { bpStart, bpPerPixel, pixelWidth, top: COVERAGE_TOP, height, full: full(), log }
      drawDepth(context, this.#bins, sight, palette)
    }
    context.fillStyle = palette.ink2
    context.font = FONT
    context.textAlign = 'center'
    const middle = (start - bpStart) / bpPerPixel + viewportWidth / 2
    const least = width > WIDEST_DEPTH ? WIDEST_DEPTH : READS_WIDEST
    const what = width > WIDEST_DEPTH ? 'the depth' : 'single reads'
    context.fillText(`Zoom in to ${least.toLocaleString('en-GB')} bp to see ${what}`, middle, READS_TOP + 24)
    context.textAlign = 'start'
  }
}
