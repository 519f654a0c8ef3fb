import type { IgvDrawOptions } from 'igv/dist/igv.esm.js'
import { DrawList } from '../reads/draw-list.ts'
import { depthHeight, listCoverage } from '../reads/list-coverage.ts'
import { listReads, type ReadsLook } from '../reads/list-reads.ts'
import { paint } from '../reads/paint.ts'
import type { Scene } from '../reads/scene.ts'

/** Where the coverage begins, below the label, and ends, px; and where the reads begin. */
export const COVERAGE_TOP = 20
export const COVERAGE_BOTTOM = 60
export const READS_TOP = COVERAGE_BOTTOM + 4
const COVERAGE_HEIGHT = COVERAGE_BOTTOM - COVERAGE_TOP

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
  const height = COVERAGE_HEIGHT
  listCoverage(coverage, slab, sight, { palette, bases, top: COVERAGE_TOP, height, full, log })

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

/** The scale of the coverage: `full` fills it, in reads, or in the unit that is given. */
export function paintReadsAxis(
  context: CanvasRenderingContext2D,
  {
    width,
    height,
    look,
    full,
    unit,
  }: { width: number; height: number; look: ReadsPictureLook; full: number; unit: string },
): void {
  const { palette, options } = look
  context.fillStyle = palette.ground
  context.fillRect(0, 0, width, height)
  if (full === 0) return
  context.font = '10px system-ui, sans-serif'
  context.textAlign = 'right'
  context.textBaseline = 'alphabetic'
  context.fillStyle = palette.ink2
  const log = options.logCoverage && unit === ''
  for (const depth of [full, 0]) {
    const y = COVERAGE_BOTTOM - depthHeight(depth, { height: COVERAGE_HEIGHT, full, log })
    context.fillRect(width - 4, Math.min(COVERAGE_BOTTOM - 1, y), 4, 1)
    context.fillText(
      depth.toLocaleString('en-GB') + (depth === 0 ? '' : unit),
      width - 7,
      depth === 0 ? y : y + 9,
    )
  }
  if (log) context.fillText('log', width - 7, (COVERAGE_TOP + COVERAGE_BOTTOM) / 2 + 4)
}
