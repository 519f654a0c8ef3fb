import {
  binStart,
  DEPTH_BINS_VERSION,
  type DepthRequest,
  encodeDepthBins,
} from '../../../../shared/reads/depth-bins.ts'
import { FLAG_UNMAPPED } from '../../files/bam/flags.ts'
import type { AlignmentReader } from '../alignment-reader.ts'
import { DepthCounter } from './depth-counter.ts'
import { hiddenBy } from './filters.ts'

/** A counter that nobody uses just now. */
let spare: DepthCounter | undefined

/**
 * Mean and greatest depth of a region over bins, as `decodeDepthBins` reads it.
 *
 * @param contig the file's name of the request's contig; null when the file does not have it: no reads
 * @throws as {@link AlignmentReader.records}
 */
export async function readDepth(
  reader: Pick<AlignmentReader, 'walk'>,
  contig: string | null,
  request: DepthRequest,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const { start, end, filters, overlaps } = request
  const counter = spare ?? new DepthCounter()
  spare = undefined
  let seen = 0
  try {
    counter.clear(start, end - start, overlaps === 'once')
    if (contig !== null)
      await reader.walk(
        { contig, start, end },
        (cursor, readEnd) => {
          const { flags, start: at } = cursor
          if ((flags & FLAG_UNMAPPED) !== 0 || at < 0 || at >= end) return
          if (hiddenBy(flags, cursor.mapq, filters) !== undefined) return
          seen++
          counter.add(cursor, readEnd)
        },
        { signal },
      )
    return encode(counter.differences, request, seen)
  } finally {
    spare = counter
  }
}

function encode(differences: Int32Array, request: DepthRequest, seen: number): Uint8Array<ArrayBuffer> {
  const { bins } = request
  const mean = new Float64Array(bins)
  const max = new Uint32Array(bins)
  let depth = 0
  for (let bin = 0; bin < bins; bin++) {
    const from = binStart(bin, request)
    const to = binStart(bin + 1, request)
    let sum = 0
    let most = 0
    for (let at = from; at < to; at++) {
      depth += differences[at] ?? 0
      sum += depth
      if (depth > most) most = depth
    }
    mean[bin] = to > from ? sum / (to - from) : 0
    max[bin] = most
  }
  return encodeDepthBins({ meta: { ...request, version: DEPTH_BINS_VERSION, seen }, mean, max })
}
