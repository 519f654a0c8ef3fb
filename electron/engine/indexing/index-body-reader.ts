import { firstChunkOf } from './bin-track.ts'
import type { ReferenceIndex, ReferenceMetadata } from './binning-index.ts'
import { type Binning, binCount, metadataBin } from './bins.ts'
import { type IndexCursor, damaged } from './index-bytes.ts'

/** What BAI, CSI and TBI share after their headers. */
export type Body = { readonly references: ReferenceIndex[]; readonly unplaced: number | undefined }

/**
 * Per contig its bins with chunks, a metadata pseudo-bin and (not in CSI) the linear index; then the number of
 * records without a place.
 *
 * @param csi bins carry a `loffset` and there is no linear index.
 * @see SAMv1 §5.2, CSIv1, The Tabix index file format
 */
export function readBody(cursor: IndexCursor, referenceCount: number, binning: Binning, csi: boolean): Body {
  const references: ReferenceIndex[] = []
  for (let refId = 0; refId < referenceCount; refId++) {
    const { binPlaces, metadata } = findBins(cursor, refId, binning, csi)
    const columns = readBins(cursor.view, binPlaces, csi)
    const windows = csi ? 0 : cursor.count(`length of the linear index of contig ${refId}`, 8)
    const linear = new Float64Array(windows * 2)
    readOffsets(cursor.view, cursor.skip(windows * 8, 'linear index'), linear, 0, windows)
    references.push({ ...columns, linear, metadata })
  }
  // Optional at the end of all three formats.
  const unplaced = cursor.remaining() >= 8 ? cursor.uint64('count of unplaced records') : undefined
  return { references, unplaced }
}

/** Bytes of a bin's number and of how many chunks it has. */
const NUMBER = 4
const COUNT = 4

/** Goes past the bins of a contig. @returns where each one lies, by ascending number, and what the pseudo-bin says */
function findBins(
  cursor: IndexCursor,
  refId: number,
  binning: Binning,
  csi: boolean,
): { binPlaces: Int32Array; metadata: ReferenceMetadata | undefined } {
  const { view } = cursor
  const bound = binCount(binning)
  const pseudo = metadataBin(binning)
  const total = cursor.count(`number of bins of contig ${refId}`, csi ? 16 : 8)
  const numbers = new Int32Array(total)
  const places = new Int32Array(total)
  let metadata: ReferenceMetadata | undefined
  let found = 0
  let highest = -1
  let isAscending = true
  for (let i = 0; i < total; i++) {
    const place = cursor.skip(NUMBER, 'bin number')
    const number = view.getUint32(place, true)
    if (csi) cursor.skip(8, 'loffset')
    const chunks = cursor.count('number of chunks of a bin', 16)
    if (number === pseudo && chunks === 2) {
      const from = cursor.offset('metadata')
      const to = cursor.offset('metadata')
      metadata = { from, to, mapped: cursor.uint64('metadata'), unmapped: cursor.uint64('metadata') }
      continue
    }
    if (number >= bound) throw damaged(cursor.names, `it has a bin ${number} where bins end at ${bound - 1}`)
    cursor.skip(chunks * 16, 'chunk')
    if (number <= highest) isAscending = false
    highest = number
    numbers[found] = number
    places[found++] = place
  }
  const binPlaces = places.subarray(0, found)
  if (isAscending) return { binPlaces, metadata }
  if (found * bound > Number.MAX_SAFE_INTEGER)
    throw damaged(cursor.names, `it has ${found} bins of contig ${refId}`)
  return { binPlaces: byNumber(numbers.subarray(0, found), binPlaces), metadata }
}

/** The places of bins that come in any order (htslib's come in that of a hash table); of equal bins the last one. */
function byNumber(numbers: Int32Array, places: Int32Array): Int32Array {
  const count = numbers.length
  // Number and place in the file as one number, so that they are sorted as numbers.
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) keys[i] = (numbers[i] ?? 0) * count + i
  keys.sort()
  const sorted = new Int32Array(count)
  let found = 0
  let previous = -1
  for (const key of keys) {
    const number = Math.floor(key / count)
    if (number === previous) found--
    previous = number
    sorted[found++] = places[key - number * count] ?? 0
  }
  return sorted.subarray(0, found)
}

function readBins(
  view: DataView,
  places: Int32Array,
  csi: boolean,
): Omit<ReferenceIndex, 'linear' | 'metadata'> {
  const count = places.length
  const head = NUMBER + (csi ? 8 : 0)
  const bins = new Int32Array(count)
  const chunkEnds = new Int32Array(count)
  const loffsets = new Float64Array(csi ? count * 2 : 0)
  let chunkCount = 0
  for (let i = 0; i < count; i++) {
    const at = places[i] ?? 0
    bins[i] = view.getUint32(at, true)
    if (csi) readOffsets(view, at + NUMBER, loffsets, i, 1)
    chunkCount += view.getInt32(at + head, true)
    chunkEnds[i] = chunkCount
  }
  const chunks = new Float64Array(chunkCount * 4)
  for (let i = 0; i < count; i++) {
    const first = firstChunkOf(chunkEnds, i)
    const at = (places[i] ?? 0) + head + COUNT
    readOffsets(view, at, chunks, first * 2, ((chunkEnds[i] ?? 0) - first) * 2)
  }
  return { bins, chunkEnds, chunks, loffsets }
}

/** Reads `count` virtual offsets at byte `at` as two numbers each, from the `index`-th of `into` on. */
function readOffsets(view: DataView, at: number, into: Float64Array, index: number, count: number): void {
  for (let i = index; i < index + count; i++) {
    const low = view.getUint32(at, true)
    into[i * 2] = view.getUint32(at + 4, true) * 0x10000 + (low >>> 16)
    into[i * 2 + 1] = low & 0xffff
    at += 8
  }
}
