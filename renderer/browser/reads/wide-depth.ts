import {
  type DepthBins,
  type DepthRequest,
  binStart,
  WIDEST_DEPTH,
} from '../../../shared/reads/depth-bins.ts'
import type { Palette } from '../theme.ts'
import { depthHeight } from './list-coverage.ts'

/** Asks for the depth of windows too wide for single reads. */
export type FetchDepth = (file: string, request: DepthRequest, signal: AbortSignal) => Promise<DepthBins>

/**
 * A region in bins that are about a pixel wide: of whole bases, counted from the contig's start. So a place is in the same bin,
 * and looks the same, whatever was loaded with it. Up to a bin wider on either side, never wider than is answered.
 *
 * @param region 0-based, half-open, bp
 */
export function binsOver(
  region: { readonly start: number; readonly end: number },
  bpPerPixel: number,
): Pick<DepthRequest, 'start' | 'end' | 'bins'> {
  const width = Math.max(1, Math.floor(bpPerPixel))
  const start = Math.floor(Math.max(0, region.start) / width) * width
  const wanted = Math.max(1, Math.ceil((region.end - start) / width))
  const bins = Math.min(wanted, Math.floor(WIDEST_DEPTH / width))
  return { start, end: start + bins * width, bins }
}

/** The greatest depth of the bins in sight. Positions 0-based, bp. */
export function deepestBin({ meta, max }: DepthBins, start: number, end: number): number {
  let deepest = 0
  max.forEach((depth, i) => {
    const from = meta.start + binStart(i, meta)
    if (from < end && meta.start + binStart(i + 1, meta) > start) deepest = Math.max(deepest, depth)
  })
  return deepest
}

export type WideSight = {
  readonly bpStart: number
  readonly bpPerPixel: number
  readonly pixelWidth: number
  /** Where the coverage begins and how high it is, px. */
  readonly top: number
  readonly height: number
  /** Depth that fills the height. */
  readonly full: number
  readonly log: boolean
}

/** Bins of equal width over [start, end), with what is drawn of each. */
export type DrawnBins = {
  readonly meta: Pick<DepthRequest, 'start' | 'end' | 'bins'>
  readonly mean: ArrayLike<number>
  readonly max: ArrayLike<number>
}

/** Draws the depth: the mean of each bin as a bar, its maximum as a paler one behind it. */
export function drawDepth(
  context: CanvasRenderingContext2D,
  { meta, mean, max }: DrawnBins,
  sight: WideSight,
  palette: Palette,
): void {
  const { bpStart, bpPerPixel, pixelWidth, top, height } = sight
  for (const [values, alpha] of [
    [max, 0.35],
    [mean, 1],
  ] as const) {
    context.globalAlpha = alpha
    context.fillStyle = palette.coverage
    for (let i = 0; i < meta.bins; i++) {
      const from = (meta.start + binStart(i, meta) - bpStart) / bpPerPixel
      const to = (meta.start + binStart(i + 1, meta) - bpStart) / bpPerPixel
      if (to <= 0 || from >= pixelWidth) continue
      const bar = depthHeight(values[i] ?? 0, sight)
      if (bar > 0) context.fillRect(from, top + height - bar, Math.max(1, to - from), bar)
    }
  }
  context.globalAlpha = 1
}
