import { firstChunkOf } from '../indexing/bin-track.ts'
import type { BinningIndex } from '../indexing/binning-index.ts'
import { firstWindowOfBin, levelOfBin } from '../indexing/bins.ts'

/**
 * About how many records of contig `refId` lie wholly within [start, end), from the index alone: the compressed bytes of
 * the bins within, divided by what a record of the contig takes on average. Records of bins that reach past the region
 * are not among them, so that it is too low for short regions and 0 for those below the smallest bin (16 kb).
 *
 * 0 when the index does not say how many records the contig has.
 */
export function estimateReads(index: BinningIndex, refId: number, start: number, end: number): number {
  const { binning } = index
  const reference = index.references[refId]
  const metadata = reference?.metadata
  const window = 2 ** binning.minShift
  if (!reference || !metadata || end - start < window) return 0
  let bytes = 0
  const { bins, chunkEnds, chunks } = reference
  for (let i = 0; i < bins.length; i++) {
    const number = bins[i] ?? 0
    const from = firstWindowOfBin(number, binning) * window
    const to = from + window * 8 ** (binning.depth - levelOfBin(number))
    if (from < start || to > end) continue
    for (let at = firstChunkOf(chunkEnds, i) * 4; at < (chunkEnds[i] ?? 0) * 4; at += 4)
      bytes += (chunks[at + 2] ?? 0) - (chunks[at] ?? 0)
  }
  const all = metadata.to.block - metadata.from.block
  return all > 0 ? Math.floor((bytes / all) * (metadata.mapped + metadata.unmapped)) : 0
}
