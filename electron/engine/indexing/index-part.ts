import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import { type BinColumns, type BinTrack, roomFloat64, roomInt32 } from './bin-track.ts'
import type { GrowingContig } from './growing-contig.ts'

/** What a part of a file has of one contig. Its bins, chunks and windows lie in the part's columns, in turn. */
export type IndexSegment = {
  readonly refId: number
  /** Start of its first record, 0-based, and where that lies in the file. */
  readonly firstStart: number
  readonly from: VirtualOffset
  readonly mapped: number
  readonly unmapped: number
  /** How many bins of the column each track of {@link GrowingContig} has, in turn. */
  readonly binCounts: readonly number[]
  /** The linear index from this window on, and how many windows of it. */
  readonly firstWindow: number
  readonly windows: number
}

/** Where records have come to: the chunk of the last one's bin has no end yet. */
export type OpenChunk = {
  /** -1 for none. */
  readonly bin: number
  readonly track: number
  readonly block: number
  readonly within: number
}

/** The index of a part of a file: what {@link IndexBuilder.append} makes a whole of. */
export type IndexPart = BinColumns & {
  /** In file order. */
  readonly segments: readonly IndexSegment[]
  /** Two numbers a window: block and within; -1, -1 for one that no record overlaps. */
  readonly linear: Float64Array
  /** Start of the last record that has a contig. */
  readonly lastStart: number
  /** Where its last chunk ends, the next part says. */
  readonly open: OpenChunk
  /** Records without a place, all of them after the segments, and where the first lies. */
  readonly unplaced: number
  readonly unplacedFrom: VirtualOffset
}

/** The columns of a part while its contigs are packed into them. */
export type PartColumns = {
  pack(contig: GrowingContig): void
  done(): Pick<IndexPart, 'segments' | 'bins' | 'chunkEnds' | 'chunks' | 'linear'>
}

export function createPartColumns(): PartColumns {
  const segments: IndexSegment[] = []
  // Most parts have one contig: then the columns are made once, of its size.
  let bins: Int32Array = new Int32Array(0)
  let chunkEnds: Int32Array = new Int32Array(0)
  let chunks: Float64Array = new Float64Array(0)
  let linear: Float64Array = new Float64Array(0)
  let binCount = 0
  let chunkCount = 0
  let windowCount = 0

  const packTrack = (track: BinTrack): void => {
    const binEnd = binCount + track.binCount
    const chunkEnd = chunkCount + track.chunkCount
    bins = roomInt32(bins, binEnd)
    bins.set(track.bins.subarray(0, track.binCount), binCount)
    chunkEnds = roomInt32(chunkEnds, binEnd)
    for (let i = 0; i < track.binCount; i++) chunkEnds[binCount + i] = chunkCount + (track.chunkEnds[i] ?? 0)
    chunks = roomFloat64(chunks, chunkEnd * 4)
    chunks.set(track.chunks.subarray(0, track.chunkCount * 4), chunkCount * 4)
    binCount = binEnd
    chunkCount = chunkEnd
  }

  return {
    pack(contig) {
      for (const track of contig.tracks) if (track.binCount > 0) packTrack(track)
      let firstWindow = 0
      while (firstWindow < contig.windows && contig.linear[firstWindow * 2] === -1) firstWindow++
      const windows = contig.windows - firstWindow
      linear = roomFloat64(linear, (windowCount + windows) * 2)
      linear.set(contig.linear.subarray(firstWindow * 2, contig.windows * 2), windowCount * 2)
      windowCount += windows
      const { refId, firstStart, from, mapped, unmapped } = contig
      const binCounts = contig.tracks.map((track) => track.binCount)
      segments.push({ refId, firstStart, from, mapped, unmapped, binCounts, firstWindow, windows })
    },
    done: () => ({
      segments,
      bins: bins.subarray(0, binCount),
      chunkEnds: chunkEnds.subarray(0, binCount),
      chunks: chunks.subarray(0, chunkCount * 4),
      linear: linear.subarray(0, windowCount * 2),
    }),
  }
}

/** Reads the segments of a part in turn. @returns what adds the next one to the contig under way */
export function segmentReader(part: IndexPart): (segment: IndexSegment, contig: GrowingContig) => void {
  let bin = 0
  let window = 0
  return (segment, contig) => {
    for (const [i, count] of segment.binCounts.entries()) {
      contig.tracks[i]?.append(part, bin, bin + count)
      bin += count
    }
    const windowEnd = window + segment.windows
    contig.appendWindows(segment.firstWindow, part.linear.subarray(window * 2, windowEnd * 2))
    window = windowEnd
    contig.mapped += segment.mapped
    contig.unmapped += segment.unmapped
  }
}
