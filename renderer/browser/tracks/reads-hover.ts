import type { IgvViewport } from 'igv/dist/igv.esm.js'
import { siteOf } from '../reads/coverage.ts'
import { type Hit, readAtPoint } from '../reads/hit.ts'
import { rowTops } from '../reads/list-reads.ts'
import type { ReadOptions } from '../reads/options.ts'
import type { Scene } from '../reads/scene.ts'
import { readTip, siteTip } from '../reads/words.ts'
import { COVERAGE_BOTTOM, READS_TOP } from './reads-picture.ts'
import type { Pointed } from './reads-pointer.ts'

/** What is drawn in a viewport, and how its rows lie. */
export type DrawnReads = {
  readonly scene: Scene | undefined
  readonly scroll: number
  readonly rowHeight: number
}

export type FoundRead = { readonly scene: Scene; readonly hit: Hit; readonly position: number }

/** The read at a point of the viewport, px. */
export function readAt(
  viewport: IgvViewport,
  { scene, scroll, rowHeight }: DrawnReads,
  { viewAsPairs, showSoftClips }: ReadOptions,
  x: number,
  y: number,
): FoundRead | null {
  if (!scene || y < READS_TOP) return null
  const { start, bpPerPixel } = viewport.referenceFrame
  const position = start + x * bpPerPixel
  const hit = readAtPoint(scene, {
    position,
    y: y - READS_TOP + scroll,
    rowHeight,
    slack: bpPerPixel,
    softClips: showSoftClips,
    pairs: viewAsPairs,
  })
  return hit && { scene, hit, position: Math.floor(position) }
}

/** What is said and marked of a point: the counts of a column, or a read with what belongs to it. */
export function pointedAt(
  viewport: IgvViewport,
  drawn: DrawnReads,
  options: ReadOptions,
  x: number,
  y: number,
): Pointed | null {
  const { chr, start, bpPerPixel } = viewport.referenceFrame
  const position = Math.floor(start + x * bpPerPixel)
  if (drawn.scene && y < COVERAGE_BOTTOM) {
    const site = siteOf(drawn.scene.slab, position)
    return site && { text: siteTip(chr, position, site), boxes: [] }
  }
  return readHover(readAt(viewport, drawn, options, x, y), drawn, viewport)
}

/** A read and what belongs to it (its mate, its other alignments), marked; and its words. */
function readHover(
  found: FoundRead | null,
  view: DrawnReads,
  { referenceFrame: { start, bpPerPixel } }: IgvViewport,
): Pointed | null {
  if (!found) return null
  const { slab, layout } = found.scene
  const { top } = rowTops(layout, view.rowHeight)
  const name = slab.nameHash[found.hit.read]
  const boxes: Pointed['boxes'][number][] = []
  slab.nameHash.forEach((hash, i) => {
    if (hash !== name) return
    const from = slab.start[i] ?? 0
    boxes.push({
      left: (from - start) / bpPerPixel,
      top: READS_TOP + (top[layout.row[i] ?? 0] ?? 0) - view.scroll,
      width: Math.max(1, ((slab.end[i] ?? 0) - from) / bpPerPixel),
      height: found.hit.height,
    })
  })
  return { text: readTip(slab, found.hit.read, found.position), boxes }
}
