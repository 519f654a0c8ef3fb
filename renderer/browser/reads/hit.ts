import { readHeight, rowTops } from './list-reads.ts'
import type { Scene } from './scene.ts'

/** What a point of the reads' part of a track lies on. */
export type Hit = { readonly read: number; readonly top: number; readonly height: number }

/**
 * The read at a place: `y` is px from the top of the first row (scrolled), `slack` bp that a narrow read is widened by.
 */
export function readAtPoint(
  { slab, layout }: Scene,
  {
    position,
    y,
    rowHeight,
    slack,
    softClips,
    pairs,
  }: {
    readonly position: number
    readonly y: number
    readonly rowHeight: number
    readonly slack: number
    readonly softClips: boolean
    readonly pairs: boolean
  },
): Hit | null {
  const { top } = rowTops(layout, rowHeight)
  const height = readHeight(rowHeight)
  const row = rowAtHeight(top, y)
  const rowTop = top[row]
  if (rowTop === undefined || y > rowTop + Math.max(height, rowHeight)) return null
  let between: Hit | null = null
  for (let at = layout.rowAt[row] ?? 0; at < (layout.rowAt[row + 1] ?? 0); at++) {
    const read = layout.inRow[at] ?? 0
    const start = (softClips ? slab.clippedStart[read] : slab.start[read]) ?? 0
    const end = (softClips ? slab.clippedEnd[read] : slab.end[read]) ?? 0
    if (position >= start - slack && position < end + slack) return { read, top: rowTop, height }
    const mate = slab.mate[read] ?? -1
    if (pairs && mate > read && position >= end && position < (slab.start[mate] ?? 0))
      between = { read, top: rowTop, height }
  }
  return between
}

/** The last row that begins at or above `y`. */
function rowAtHeight(top: Float64Array, y: number): number {
  let low = 0
  let high = top.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((top[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return y < (top[0] ?? 0) ? -1 : low
}
