import type { ReadSlab } from '../../../shared/reads/read-slab.ts'
import { type Layout, layOut, type LayoutWishes } from './layout.ts'

/** A slab with its rows. */
export type Scene = { readonly slab: ReadSlab; readonly layout: Layout; readonly key: string }

/**
 * The rows of a slab: those of the scene before are kept where the two overlap and nothing else was wished for since, so
 * that no read jumps when the window moves.
 *
 * @param turn another number: the reads are sorted anew
 */
export function sceneOf(
  slab: ReadSlab,
  wishes: LayoutWishes,
  turn: number,
  before: Scene | undefined,
): Scene {
  const key = JSON.stringify([wishes, turn])
  if (before?.slab === slab && before.key === key) return before
  const kept = before?.key === key && overlap(before.slab, slab) ? before : undefined
  return { slab, key, layout: layOut(slab, wishes, kept) }
}

const overlap = ({ meta: a }: ReadSlab, { meta: b }: ReadSlab): boolean =>
  a.contig === b.contig && a.start < b.end && b.start < a.end && a.focus === b.focus

/** How many rows, from the first, have a read in [start, end). */
export function rowsInSight({ slab, layout }: Scene, start: number, end: number): number {
  let rows = 0
  layout.row.forEach((row, i) => {
    if (row >= rows && (slab.start[i] ?? 0) < end && (slab.end[i] ?? 0) > start) rows = row + 1
  })
  return rows
}
