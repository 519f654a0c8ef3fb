import { type ReadSlab, SITE_COUNTS } from '../../../shared/reads/read-slab.ts'
import type { BaseColourTable } from '../base-colours.ts'
import type { Palette } from '../theme.ts'
import { mismatchedBases } from './coverage.ts'
import type { DrawList } from './draw-list.ts'
import type { Sight } from './list-reads.ts'

/** IGV's allele-frequency threshold: a site with less of other bases is drawn grey. Without weighing by quality. */
const ALLELE_THRESHOLD = 0.2

export type CoverageLook = {
  readonly palette: Palette
  readonly bases: BaseColourTable
  /** Where the coverage begins and how high it is, px, and the depth that fills it. */
  readonly top: number
  readonly height: number
  readonly full: number
  readonly log: boolean
}

/** Height in px of a depth. */
export function depthHeight(
  depth: number,
  { height, full, log }: Pick<CoverageLook, 'height' | 'full' | 'log'>,
): number {
  if (depth <= 0) return 0
  const share = log ? Math.log10(depth + 1) / Math.log10(full + 1) : depth / full
  return Math.min(1, share) * height
}

const LETTERS = ['A', 'C', 'T', 'G'] as const
const PLACE = { A: 0, C: 1, G: 2, T: 3 } as const

/** Puts bars of depth on the list, one for each px column at most, and the sites with other alleles in their colours. */
export function listCoverage(
  list: DrawList,
  slab: ReadSlab,
  { bpStart, bpPerPixel, left, right }: Pick<Sight, 'bpStart' | 'bpPerPixel' | 'left' | 'right'>,
  look: CoverageLook,
): void {
  const { meta, depthForward, depthReverse } = slab
  const first = Math.max(meta.start, Math.floor(bpStart + left * bpPerPixel))
  const last = Math.min(meta.end, Math.ceil(bpStart + right * bpPerPixel))
  const grey = list.colour(look.palette.coverage)
  let column = -Infinity
  let tallest = 0
  let barFrom = 0
  const flush = (to: number): void => {
    const h = depthHeight(tallest, look)
    if (h > 0) list.bodies.add(grey, barFrom, look.top + look.height - h, Math.max(1, to - barFrom), h)
  }
  // Equal neighbours are one bar; below one px for a base, the greatest depth of each column.
  let shown = -1
  for (let position = first; position < last; position++) {
    const i = position - meta.start
    const depth = (depthForward[i] ?? 0) + (depthReverse[i] ?? 0)
    const at = (position - bpStart) / bpPerPixel
    if (bpPerPixel > 1) {
      const px = Math.floor(at)
      if (px === column) {
        if (depth > tallest) tallest = depth
        continue
      }
      if (column !== -Infinity) flush(column + 1)
      column = px
      barFrom = px
      tallest = depth
    } else if (depth !== shown) {
      const px = Math.round(at)
      if (shown >= 0) flush(px)
      barFrom = px
      tallest = shown = depth
    }
  }
  if (last > first) flush(bpPerPixel > 1 ? column + 1 : Math.round((last - bpStart) / bpPerPixel))
  listSites(list, slab, { bpStart, bpPerPixel, first, last }, look)
}

function listSites(
  list: DrawList,
  slab: ReadSlab,
  { bpStart, bpPerPixel, first, last }: { bpStart: number; bpPerPixel: number; first: number; last: number },
  look: CoverageLook,
): void {
  const masks = mismatchedBases(slab)
  const { sitePosition, siteCounts } = slab
  const width = Math.max(1, 1 / bpPerPixel)
  for (let site = 0; site < sitePosition.length; site++) {
    const position = sitePosition[site] ?? 0
    if (position < first || position >= last) continue
    const count = (kind: number): number =>
      (siteCounts[site * SITE_COUNTS + 2 * kind] ?? 0) + (siteCounts[site * SITE_COUNTS + 2 * kind + 1] ?? 0)
    const depth = count(0) + count(1) + count(2) + count(3) + count(4)
    const mask = masks[site] ?? 0
    let other = 0
    for (let kind = 0; kind < 5; kind++) if ((mask & (1 << kind)) !== 0) other += count(kind)
    const at = (position - bpStart) / bpPerPixel
    // Whole px: neighbours leave no seam.
    const x = bpPerPixel > 1 ? Math.floor(at) : Math.round(at)
    const wide = bpPerPixel > 1 ? 1 : Math.max(1, Math.round(at + width) - x)
    const whole = depthHeight(depth, look)
    if (depth > 0 && other / depth >= ALLELE_THRESHOLD) {
      // On a logarithmic scale the shares divide the bar, which keeps its height.
      let y = look.top + look.height
      for (const letter of LETTERS) {
        const h = (whole * count(PLACE[letter])) / depth
        if (h <= 0) continue
        y -= h
        list.marks.add(list.colour(look.bases[letter]), x, y, wide, h)
      }
    }
    const deleted = count(5)
    if (deleted > 0 && deleted / (depth + deleted) >= ALLELE_THRESHOLD) {
      const h = Math.min(look.height - whole, depthHeight(depth + deleted, look) - whole)
      list.marks.add(
        list.colour(look.palette.deletion),
        x,
        look.top + look.height - whole - h,
        wide,
        Math.max(1, h),
      )
    }
    if (count(6) > 0 && depth > 0 && count(6) / depth >= ALLELE_THRESHOLD) {
      const purple = list.colour(look.palette.insertion)
      const h = Math.max(6, depthHeight(count(6), look))
      list.marks.add(purple, at - 1.5, look.top + look.height - h, 3, h)
      list.marks.add(purple, at - 4, look.top + look.height - h, 8, 2)
    }
  }
}
