import { type ReadSlab, SITE_COUNTS } from '../../../shared/reads/read-slab.ts'

/** What a base of the region shows, from all reads: counts forward and reverse. */
type SiteCount = { readonly forward: number; readonly reverse: number }
export type Site = {
  readonly depth: SiteCount
  /** Null where every base is the reference's. */
  readonly counts: Readonly<Record<'A' | 'C' | 'G' | 'T' | 'N' | 'deletion' | 'insertion', SiteCount>> | null
}

const BASES = 'ACGTN'

/** The place of a position among the sites, -1 for none. */
function siteAt(slab: ReadSlab, position: number): number {
  let low = 0
  let high = slab.sitePosition.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = slab.sitePosition[middle] ?? 0
    if (at === position) return middle
    if (at < position) low = middle + 1
    else high = middle - 1
  }
  return -1
}

export function siteOf(slab: ReadSlab, position: number): Site | null {
  const i = position - slab.meta.start
  if (i < 0 || i >= slab.depthForward.length) return null
  const depth = { forward: slab.depthForward[i] ?? 0, reverse: slab.depthReverse[i] ?? 0 }
  const site = siteAt(slab, position)
  if (site < 0) return { depth, counts: null }
  const count = (kind: number): SiteCount => ({
    forward: slab.siteCounts[site * SITE_COUNTS + 2 * kind] ?? 0,
    reverse: slab.siteCounts[site * SITE_COUNTS + 2 * kind + 1] ?? 0,
  })
  return {
    depth,
    counts: {
      A: count(0),
      C: count(1),
      G: count(2),
      T: count(3),
      N: count(4),
      deletion: count(5),
      insertion: count(6),
    },
  }
}

/** Greatest depth over [start, end), as far as the slab reaches. */
export function deepestIn(slab: ReadSlab, start: number, end: number): number {
  const from = Math.max(0, Math.floor(start) - slab.meta.start)
  const to = Math.min(slab.depthForward.length, Math.ceil(end) - slab.meta.start)
  let deepest = 0
  for (let i = from; i < to; i++) {
    const depth = (slab.depthForward[i] ?? 0) + (slab.depthReverse[i] ?? 0)
    if (depth > deepest) deepest = depth
  }
  return deepest
}

/**
 * Which bases of each site differ from the reference, as bits in the order A C G T N: those that some read has as a
 * mismatch. Worked out once for a slab.
 */
export function mismatchedBases(slab: ReadSlab): Uint8Array {
  const known = cache.get(slab)
  if (known) return known
  const masks = new Uint8Array(slab.sitePosition.length)
  const place = new Int32Array(slab.depthForward.length).fill(-1)
  slab.sitePosition.forEach((position, site) => {
    place[position - slab.meta.start] = site
  })
  slab.mismatchPosition.forEach((position, at) => {
    const site = place[position - slab.meta.start] ?? -1
    const base = BASES.indexOf(String.fromCharCode(slab.mismatchBase[at] ?? 0))
    if (site >= 0 && base >= 0) masks[site] = (masks[site] ?? 0) | (1 << base)
  })
  cache.set(slab, masks)
  return masks
}
const cache = new WeakMap<ReadSlab, Uint8Array>()
