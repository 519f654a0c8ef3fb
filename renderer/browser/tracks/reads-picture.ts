import type { IgvDrawOptions } from 'igv/dist/igv.esm.js'
import { DrawList } from '../reads/draw-list.ts'
import { depthHeight, listCoverage } from '../reads/list-coverage.ts'
import { listReads, type ReadsLook } from '../reads/list-reads.ts'
import { paint } from '../reads/paint.ts'
import type { Scene } from '../reads/scene.ts'

/** Height of the coverage, px, and where the reads begin below it. */
export const COVERAGE_HEIGHT = 44
export const READS_TOP = COVERAGE_HEIGHT + 4

/** `full`: the depth that fills the coverage. */
export type ReadsPictureLook = ReadsLook & { readonly full: number }

/** Paints coverage and reads between two places of the canvas, px. */
export function paintReads(
  { context, bpStart, bpPerPixel, pixelHeight }: IgvDrawOptions,
  { slab, layout }: Scene,
  { rowHeight, scroll }: { readonly rowHeight: number; readonly scroll: number },
  { left, right }: { readonly left: number; readonly right: number },
  look: ReadsPictureLook,
): void {
  const { palette, bases, full } = look
  const sight = { bpStart, bpPerPixel, left, right, top: READS_TOP, bottom: pixelHeight, rowHeight, scroll }
  const reads = new DrawList()
  listReads(reads, slab, layout, sight, look)
  const coverage = new DrawList()
  const log = look.options.logCoverage
  listCoverage(coverage, slab, sight, { palette, bases, height: COVERAGE_HEIGHT, full, log })

  context.save()
  context.beginPath()
  context.rect(left, 0, right - left, pixelHeight)
  context.clip()
  paint(context, reads)
  // Rows that are scrolled end below the coverage.
  context.fillStyle = palette.ground
  context.fillRect(left, 0, right - left, READS_TOP - 1)
  paint(context, coverage)
  context.restore()
}

/** The scale of the coverage. */
export function paintReadsAxis(
  context: CanvasRenderingContext2D,
  { width, height, look }: { width: number; height: number; look: ReadsPictureLook },
): void {
  const { palette, bases, full, options } = look
  context.fillStyle = palette.ground
  context.fillRect(0, 0, width, height)
  if (full === 0) return
  context.font = '10px system-ui, sans-serif'
  context.textAlign = 'right'
  context.textBaseline = 'alphabetic'
  context.fillStyle = palette.ink2
  const log = options.logCoverage
  for (const depth of [full, 0]) {
    const y = COVERAGE_HEIGHT - depthHeight(depth, { height: COVERAGE_HEIGHT, full, log, palette, bases })
    context.fillRect(width - 4, Math.min(COVERAGE_HEIGHT - 1, y), 4, 1)
    context.fillText(depth.toLocaleString('en-GB'), width - 7, depth === 0 ? y : y + 9)
  }
  if (log) context.fillText('log', width - 7, COVERAGE_HEIGHT / 2 + 4)
}
