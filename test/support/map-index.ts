import type { VirtualOffset } from '../../electron/engine/files/bgzf/virtual-offset.ts'
import type { BinningIndex, ReferenceIndex } from '../../electron/engine/indexing/binning-index.ts'
import {
  type Binning,
  firstBinOfLevel,
  firstWindowOfBin,
  levelOfBin,
  parentBin,
  reg2bin,
} from '../../electron/engine/indexing/bins.ts'

/** Four numbers a chunk: from block, from within, to block, to within. */
type FlatChunks = number[]
/** By bin number. */
export type MapOfBins = Map<number, FlatChunks>

/** Bins in any order as the columns of an index. */
export function columnsOf(bins: MapOfBins): Pick<ReferenceIndex, 'bins' | 'chunkEnds' | 'chunks'> {
  const sorted = [...bins].toSorted(([a], [b]) => a - b)
  let end = 0
  return {
    bins: Int32Array.from(sorted, ([number]) => number),
    chunkEnds: Int32Array.from(sorted, ([, chunks]) => (end += chunks.length / 4)),
    chunks: Float64Array.from(sorted.flatMap(([, chunks]) => chunks)),
  }
}

/** A record as the index sees it, sound and in order. @see IndexBuilder.push */
export type PlacedRecord = {
  readonly refId: number
  readonly start: number
  readonly end: number
  readonly mapped: boolean
  readonly block: number
  readonly within: number
}

/** The slow and obvious way to build an index: a map of bins for each contig. The oracle for `createIndexBuilder`. */
export function indexByMaps(
  format: 'bai' | 'csi' | 'tbi',
  binning: Binning,
  records: readonly PlacedRecord[],
  referenceCount: number,
  end: VirtualOffset,
): BinningIndex {
  const references = Array.from({ length: referenceCount }, (_, refId) => {
    const first = records.findIndex((record) => record.refId === refId)
    const last = records.findLastIndex((record) => record.refId === refId)
    const own = records.slice(first, last + 1)
    return first < 0 ? emptyReference() : referenceOf(format, binning, own, records[last + 1] ?? end)
  })
  const unplaced = records.filter(({ refId }) => refId < 0).length
  return { format, binning, references, unplaced, auxiliary: new Uint8Array(0) }
}

function emptyReference(): ReferenceIndex {
  const none = new Float64Array(0)
  return { ...columnsOf(new Map()), loffsets: none, linear: none, metadata: undefined }
}

function referenceOf(
  format: 'bai' | 'csi' | 'tbi',
  binning: Binning,
  records: readonly PlacedRecord[],
  { block, within }: VirtualOffset,
): ReferenceIndex {
  const bins: MapOfBins = new Map()
  const linear: number[] = []
  for (const [i, record] of records.entries()) {
    const { start, end } = record
    const number = reg2bin(start, end, binning)
    const next = records[i + 1] ?? { block, within }
    const chunks = bins.get(number) ?? []
    bins.set(number, chunks)
    const before = records[i - 1]
    const isRun = before && reg2bin(before.start, before.end, binning) === number
    // A run of records is one chunk, and so is what begins in the block where the bin's last chunk ends.
    if (isRun || (chunks.at(-2) ?? -1) >= record.block) chunks.splice(-2, 2, next.block, next.within)
    else chunks.push(record.block, record.within, next.block, next.within)
    const window = (position: number): number => Math.floor(position / 2 ** binning.minShift)
    for (let at = window(Math.max(0, start)); at <= window(Math.max(1, end) - 1); at++) {
      if ((linear[at * 2] ?? -1) >= 0) continue
      while (linear.length < at * 2) linear.push(-1, -1)
      linear[at * 2] = record.block
      linear[at * 2 + 1] = record.within
    }
  }
  fillLinearGaps(linear)
  liftSmallBins(bins, binning)
  for (const chunks of bins.values()) joinWithinBlocks(chunks)
  const columns = columnsOf(bins)
  const loffsets = [...columns.bins].flatMap((number) => {
    const at = firstWindowOfBin(number, binning) * 2
    return [linear[at] ?? 0, linear[at + 1] ?? 0]
  })
  const mapped = records.filter((record) => record.mapped).length
  const from = { block: records[0]?.block ?? 0, within: records[0]?.within ?? 0 }
  return {
    ...columns,
    loffsets: Float64Array.from(format === 'csi' ? loffsets : []),
    linear: Float64Array.from(format === 'csi' ? [] : linear),
    metadata: { from, to: { block, within }, mapped, unmapped: records.length - mapped },
  }
}

const MIN_SPAN = 0x10000

/** Windows no record starts in take the offset of the next window that has one; the last one always has. */
function fillLinearGaps(linear: number[]): void {
  for (let at = linear.length - 4; at >= 0; at -= 2) {
    if (linear[at] !== -1) continue
    linear[at] = linear[at + 2] ?? 0
    linear[at + 1] = linear[at + 3] ?? 0
  }
}

/**
 * Moves the chunks of bins that span little of the file into their parents, where those exist, from the smallest
 * bins up: fewer bins to look up, hardly more to read.
 */
function liftSmallBins(bins: MapOfBins, { depth }: Binning): void {
  const byLevel: number[][] = Array.from({ length: depth + 1 }, () => [])
  for (const number of bins.keys()) byLevel[levelOfBin(number)]?.push(number)
  for (let level = depth; level > 0; level--) {
    for (const number of byLevel[level] ?? []) {
      const bin = bins.get(number)
      const parent = bins.get(parentBin(number))
      if (!bin) continue
      if (level < depth) sortChunks(bin)
      const span = lastBlock(bin) - (bin[0] ?? 0)
      if (!parent || span >= MIN_SPAN) continue
      parent.push(...bin)
      bins.delete(number)
    }
  }
  const root = bins.get(firstBinOfLevel(0))
  if (root) sortChunks(root)
}

/** The last block the chunks reach: not always that of the last chunk, because chunks are joined while they grow. */
function lastBlock(chunks: FlatChunks): number {
  let last = 0
  for (let at = 2; at < chunks.length; at += 4) last = Math.max(last, chunks[at] ?? 0)
  return last
}

/** Sorts flat chunks by where they start. */
function sortChunks(chunks: FlatChunks): void {
  if (chunks.length <= 4) return
  const order = Array.from({ length: chunks.length / 4 }, (_, i) => i * 4)
  order.sort((a, b) => (chunks[a] ?? 0) - (chunks[b] ?? 0) || (chunks[a + 1] ?? 0) - (chunks[b + 1] ?? 0))
  const sorted = order.flatMap((at) => chunks.slice(at, at + 4))
  for (const [i, value] of sorted.entries()) chunks[i] = value
}

/** Joins each chunk with the next when that starts in the block this one ends in. In place. */
function joinWithinBlocks(chunks: FlatChunks): void {
  let last = 0
  for (let at = 4; at < chunks.length; at += 4) {
    const [fromBlock = 0, fromWithin = 0, toBlock = 0, toWithin = 0] = chunks.slice(at, at + 4)
    const endBlock = chunks[last + 2] ?? 0
    if (endBlock >= fromBlock) {
      if (toBlock > endBlock || (toBlock === endBlock && toWithin > (chunks[last + 3] ?? 0))) {
        chunks[last + 2] = toBlock
        chunks[last + 3] = toWithin
      }
    } else {
      last += 4
      chunks[last] = fromBlock
      chunks[last + 1] = fromWithin
      chunks[last + 2] = toBlock
      chunks[last + 3] = toWithin
    }
  }
  chunks.length = Math.min(chunks.length, last + 4)
}
