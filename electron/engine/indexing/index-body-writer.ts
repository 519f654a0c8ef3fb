import { firstChunkOf } from './bin-track.ts'
import type { BinningIndex, ReferenceIndex } from './binning-index.ts'
import { type Binning, metadataBin } from './bins.ts'
import { type IndexBytes, writeUint64 } from './index-bytes.ts'

/** Bytes that {@link writeBody} adds. */
export function bodySize({ format, references, unplaced }: BinningIndex): number {
  const csi = format === 'csi'
  return references.reduce(
    (sum, reference) => sum + referenceSize(reference, csi),
    unplaced === undefined ? 0 : 8,
  )
}

function referenceSize({ bins, chunks, linear, metadata }: ReferenceIndex, csi: boolean): number {
  const binHead = csi ? 16 : 8
  const pseudoBin = metadata ? binHead + 32 : 0
  return 4 + bins.length * binHead + chunks.length * 4 + pseudoBin + (csi ? 0 : 4 + linear.length * 4)
}

/** Writes what {@link readBody} reads. */
export function writeBody(out: IndexBytes, { format, binning, references, unplaced }: BinningIndex): void {
  const csi = format === 'csi'
  for (const reference of references)
    writeReference(out.reserve(referenceSize(reference, csi)), reference, binning, csi)
  if (unplaced !== undefined) out.uint64(unplaced)
}

function writeReference(view: DataView, reference: ReferenceIndex, binning: Binning, csi: boolean): void {
  const { bins, chunkEnds, chunks, loffsets, linear, metadata } = reference
  let at = 0
  const int32 = (value: number): void => {
    view.setInt32(at, value, true)
    at += 4
  }
  const offsets = (of: Float64Array, index: number, count: number): void => {
    writeOffsets(view, at, of, index, count)
    at += count * 8
  }
  int32(bins.length + (metadata ? 1 : 0))
  for (let i = 0; i < bins.length; i++) {
    int32(bins[i] ?? 0)
    if (csi) offsets(loffsets, i, 1)
    const first = firstChunkOf(chunkEnds, i)
    const count = (chunkEnds[i] ?? 0) - first
    int32(count)
    offsets(chunks, first * 2, count * 2)
  }
  if (metadata) {
    const { from, to, mapped, unmapped } = metadata
    int32(metadataBin(binning))
    if (csi) offsets(Float64Array.of(0, 0), 0, 1)
    int32(2)
    offsets(Float64Array.of(from.block, from.within, to.block, to.within), 0, 2)
    writeUint64(view, at, mapped)
    writeUint64(view, at + 8, unmapped)
    at += 16
  }
  if (csi) return
  int32(linear.length / 2)
  offsets(linear, 0, linear.length / 2)
}

/** Writes `count` virtual offsets of two numbers each, from the `index`-th on, at byte `at`. */
function writeOffsets(view: DataView, at: number, from: Float64Array, index: number, count: number): void {
  for (let i = index; i < index + count; i++) {
    const block = from[i * 2] ?? 0
    // Not `%`, which is slow for numbers past 32 bits.
    const high = Math.floor(block / 0x10000)
    view.setUint32(at, (block - high * 0x10000) * 0x10000 + (from[i * 2 + 1] ?? 0), true)
    view.setUint32(at + 4, high, true)
    at += 8
  }
}
