import { firstChunkOf } from '../../indexing/bin-track.ts'
import { type BinningIndex, placeOfBin, type ReferenceIndex } from '../../indexing/binning-index.ts'
import { type Binning, firstBinOfLevel, parentBin } from '../../indexing/bins.ts'

/** Runs of equal offsets that are looked at to tell how an index fills its empty windows. */
const ENOUGH_RUNS = 2000

/**
 * Whether the empty windows of a linear index repeat the offset before them (old samtools, htsjdk) rather than the one
 * after them (htslib today). The offset that a run of windows shares is that of one record, and the record's bin says
 * whether it lies at the run's beginning or at its end. Undecided means htslib.
 */
export function fillsFromBefore({ references, binning }: BinningIndex): boolean {
  let before = 0
  let after = 0
  for (const reference of references) {
    const { linear } = reference
    const windows = linear.length / 2
    for (let first = 0, last = 0; first < windows; first = last + 1) {
      last = endOfRun(linear, first)
      if (last === first || isUnset(linear, first)) continue
      const vote = holderOfRun(reference, first, last, binning)
      if (vote === 'first') before++
      if (vote === 'last') after++
      if (before + after >= ENOUGH_RUNS) return before > after
    }
  }
  return before > after
}

/** The last window that has the same offset as window `first`. */
export function endOfRun(linear: Float64Array, first: number): number {
  const block = linear[first * 2]
  const within = linear[first * 2 + 1]
  let last = first
  while (linear[last * 2 + 2] === block && linear[last * 2 + 3] === within) last++
  return last
}

/** No record starts at the very beginning of a file: some programs leave zeros where a window has no reads. */
export function isUnset(linear: Float64Array, window: number): boolean {
  return linear[window * 2] === 0 && linear[window * 2 + 1] === 0
}

function holderOfRun(
  reference: ReferenceIndex,
  first: number,
  last: number,
  { depth }: Binning,
): 'first' | 'last' | undefined {
  const block = reference.linear[first * 2] ?? 0
  const within = reference.linear[first * 2 + 1] ?? 0
  let a = firstBinOfLevel(depth) + first
  let b = firstBinOfLevel(depth) + last
  // Bins that hold both ends of the run tell nothing.
  while (a !== b) {
    const inFirst = holds(reference, a, block, within)
    const inLast = holds(reference, b, block, within)
    if (inFirst !== inLast) return inFirst ? 'first' : 'last'
    a = parentBin(a)
    b = parentBin(b)
  }
  return undefined
}

function holds(reference: ReferenceIndex, number: number, block: number, within: number): boolean {
  const bin = placeOfBin(reference, number)
  if (bin < 0) return false
  const { chunks: c, chunkEnds } = reference
  for (let at = firstChunkOf(chunkEnds, bin) * 4; at < (chunkEnds[bin] ?? 0) * 4; at += 4) {
    const fromBlock = c[at] ?? 0
    const toBlock = c[at + 2] ?? 0
    const notBefore = block > fromBlock || (block === fromBlock && within >= (c[at + 1] ?? 0))
    if (notBefore && (block < toBlock || (block === toBlock && within < (c[at + 3] ?? 0)))) return true
  }
  return false
}
