import type { Atoms } from './atoms.ts'

/** Neighbouring atoms that are read in one go: those from `from` up to `to`, all of one contig. */
export type Fetch = { readonly contig: number; readonly from: number; readonly to: number }

/** bp: how finely a BAI tells where reads are. In between, reading begins before what is wanted. @see SAMv1 §5.1.3 */
const WINDOW = 1 << 14
/** Longest fetch, bp: what is counted in memory at a time. An atom is shorter. */
const LONGEST = 1 << 18

/** bp that are rather read on than found through the index: what a fetch costs beside its reads. */
const READ_ON = 2048

/**
 * Joins atoms into fetches. The index leads to where its window starts, so that an atom in the window in which the last
 * one ends is reached by reading on; the next window is where to go through the index again.
 */
export function planFetches({ contigs, first, start, end }: Atoms): Fetch[] {
  const fetches: Fetch[] = []
  for (let contig = 0; contig < contigs.length; contig++) {
    const last = first[contig + 1] ?? 0
    for (let from = first[contig] ?? 0; from < last;) {
      let to = from + 1
      while (to < last && isNear(end[to - 1] ?? 0, start[to] ?? 0) && fits(start[from] ?? 0, end[to] ?? 0))
        to++
      fetches.push({ contig, from, to })
      from = to
    }
  }
  return fetches
}

const isNear = (end: number, next: number): boolean => Math.floor(next / WINDOW) * WINDOW - end <= READ_ON

const fits = (start: number, end: number): boolean => end - start <= LONGEST

/** Consecutive fetches as parts of about `size` bp of reading, at least one fetch each. */
export function intoParts(fetches: readonly Fetch[], { start, end }: Atoms, size: number): Fetch[][] {
  const parts: Fetch[][] = []
  let room = 0
  for (const fetch of fetches) {
    const span = (end[fetch.to - 1] ?? 0) - (start[fetch.from] ?? 0) + WINDOW
    if (room < span / 2) {
      parts.push([])
      room = size
    }
    parts.at(-1)?.push(fetch)
    room -= span
  }
  return parts
}
