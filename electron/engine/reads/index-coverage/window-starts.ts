import { firstChunkOf } from '../../indexing/bin-track.ts'
import type { ReferenceIndex } from '../../indexing/binning-index.ts'
import { type Binning, firstBinOfLevel, firstWindowOfBin, levelOfBin } from '../../indexing/bins.ts'
import { endOfRun, isUnset } from './linear-index.ts'

/** Where a virtual offset lies in the file, in bytes, the part of a block estimated. */
export type Place = (block: number, within: number) => number

/** Marks a window of which nothing is known. */
const UNKNOWN = -1

/**
 * Where in the file, in bytes, the reads that start in each window of a contig begin: `windows + 1` places, ascending,
 * the last one where the contig's reads end. Undefined for a contig without reads.
 *
 * Records lie in the order of their starts, and each lies in a bin that holds it whole. So the reads that start at or
 * after the beginning of a window begin no earlier than the end of any bin that ends before it, and no later than the
 * beginning of any bin that begins at or after it. For a window with a bin of its own the latter is the place, but for
 * reads that reach out of the window before the first one that does not. Where it has none (no reads, or so few that
 * they were moved into a larger bin) the linear index tells, within those bounds; where there is none (CSI), what lies
 * between two known windows is shared evenly, within the bounds.
 */
export function windowStarts(
  reference: ReferenceIndex,
  binning: Binning,
  windows: number,
  fillsFromBefore: boolean,
  place: Place,
): Float64Array | undefined {
  if (reference.bins.length === 0) return undefined
  const { least, most, own, begin, end } = boundsOf(reference, binning, windows, place)
  const told = toldStarts(reference, binning, windows, fillsFromBefore, place, end)
  if ((told[0] ?? UNKNOWN) === UNKNOWN) told[0] = begin
  const starts = new Float64Array(windows + 1)
  const put = (window: number, at: number): void => {
    const bounded = Math.max(Math.min(at, most[window] ?? end), least[window] ?? begin)
    starts[window] = Math.min(end, Math.max(bounded, starts[window - 1] ?? begin))
  }
  for (let window = 0; window < windows; window++) {
    const known = told[window] ?? UNKNOWN
    if (own[window] === 1) put(window, most[window] ?? end)
    else if (known !== UNKNOWN) put(window, known)
    else {
      let next = window + 1
      while (next < windows && own[next] === 0 && told[next] === UNKNOWN) next++
      const from = starts[window - 1] ?? begin
      const share = ((most[next] ?? end) - from) / (next - window + 1)
      for (let i = 1; window < next; i++) put(window++, from + share * i)
      window--
    }
  }
  starts[windows] = end
  return starts
}

type Bounds = {
  /** Per window, bytes: the reads that start from it on begin within these. One more for the contig's end. */
  readonly least: Float64Array
  readonly most: Float64Array
  /** 1 where a window has a bin of its own. */
  readonly own: Uint8Array
  /** All reads of the contig, bytes. */
  readonly begin: number
  readonly end: number
}

function boundsOf(reference: ReferenceIndex, binning: Binning, windows: number, place: Place): Bounds {
  const least = new Float64Array(windows + 1)
  const most = new Float64Array(windows + 1).fill(Number.POSITIVE_INFINITY)
  const own = new Uint8Array(windows + 1)
  const firstLeaf = firstBinOfLevel(binning.depth)
  let begin = Number.POSITIVE_INFINITY
  let end = 0
  const { bins, chunkEnds } = reference
  for (let i = 0; i < bins.length; i++) {
    const number = bins[i] ?? 0
    const { from, to } = extentOf(reference, i, place)
    begin = Math.min(begin, from)
    end = Math.max(end, to)
    const isLeaf = number >= firstLeaf
    const first = isLeaf ? number - firstLeaf : firstWindowOfBin(number, binning)
    const after = first + (isLeaf ? 1 : 8 ** (binning.depth - levelOfBin(number)))
    if (first <= windows) {
      most[first] = Math.min(most[first] ?? from, from)
      if (isLeaf && (chunkEnds[i] ?? 0) > firstChunkOf(chunkEnds, i)) own[first] = 1
    }
    if (after <= windows) least[after] = Math.max(least[after] ?? to, to)
  }
  begin = Math.min(begin, end)
  for (let at = 0, high = begin; at <= windows; at++) least[at] = high = Math.max(high, least[at] ?? 0)
  for (let at = windows, low = end; at >= 0; at--) most[at] = low = Math.min(low, most[at] ?? end)
  return { least, most, own, begin, end }
}

/** Where the chunks of the `i`-th bin begin and end, in bytes. */
function extentOf(
  { chunks, chunkEnds }: ReferenceIndex,
  i: number,
  place: Place,
): { from: number; to: number } {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (let at = firstChunkOf(chunkEnds, i) * 4; at < (chunkEnds[i] ?? 0) * 4; at += 4) {
    from = Math.min(from, place(chunks[at] ?? 0, chunks[at + 1] ?? 0))
    to = Math.max(to, place(chunks[at + 2] ?? 0, chunks[at + 3] ?? 0))
  }
  return { from, to }
}

/** What the index says outright about where each window begins, {@link UNKNOWN} where it says nothing. */
function toldStarts(
  { linear, bins, loffsets }: ReferenceIndex,
  binning: Binning,
  windows: number,
  fillsFromBefore: boolean,
  place: Place,
  end: number,
): Float64Array {
  const told = new Float64Array(windows).fill(UNKNOWN)
  if (linear.length === 0) {
    for (let i = 0; i < bins.length; i++) {
      const window = firstWindowOfBin(bins[i] ?? 0, binning)
      const block = loffsets[i * 2] ?? 0
      const within = loffsets[i * 2 + 1] ?? 0
      if (window < windows && (block > 0 || within > 0)) told[window] = place(block, within)
    }
    return told
  }
  // No read overlaps a window beyond the linear index.
  told.fill(end, Math.min(windows, linear.length / 2))
  const total = Math.min(windows, linear.length / 2)
  const at = (window: number): number => place(linear[window * 2] ?? 0, linear[window * 2 + 1] ?? 0)
  for (let first = 0, last = 0; first < total; first = last + 1) {
    last = endOfRun(linear, first)
    const next = last + 1 < linear.length / 2 ? at(last + 1) : end
    if (isUnset(linear, first)) told.fill(next, first, last + 1)
    else if (fillsFromBefore) {
      told[first] = at(first)
      told.fill(next, first + 1, last + 1)
    } else told.fill(at(first), first, last + 1)
  }
  return told
}
