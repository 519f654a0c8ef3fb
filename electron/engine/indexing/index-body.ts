import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type {
  Bin,
  BinningIndex,
  FlatChunks,
  FlatOffsets,
  ReferenceIndex,
  ReferenceMetadata,
} from './binning-index.ts'
import { type Binning, binCount, metadataBin } from './bins.ts'
import { type IndexBytes, type IndexCursor, damaged } from './index-bytes.ts'

/**
 * What BAI, CSI and TBI share after their headers: per contig its bins with chunks, a metadata pseudo-bin and (not
 * in CSI) the linear index; then the number of records without a place.
 *
 * @see SAMv1 §5.2, CSIv1, The Tabix index file format
 */
export type Body = { readonly references: ReferenceIndex[]; readonly unplaced: number | undefined }

/** @param csi bins carry a `loffset` and there is no linear index. */
export function readBody(cursor: IndexCursor, referenceCount: number, binning: Binning, csi: boolean): Body {
  const references: ReferenceIndex[] = []
  for (let refId = 0; refId < referenceCount; refId++)
    references.push(readReference(cursor, refId, binning, csi))
  // Optional at the end of all three formats.
  const unplaced = cursor.remaining() >= 8 ? cursor.uint64('count of unplaced records') : undefined
  return { references, unplaced }
}

function readReference(cursor: IndexCursor, refId: number, binning: Binning, csi: boolean): ReferenceIndex {
  const bins = new Map<number, Bin>()
  let metadata: ReferenceMetadata | undefined
  const bound = binCount(binning)
  const pseudo = metadataBin(binning)
  const binTotal = cursor.count(`number of bins of contig ${refId}`, csi ? 16 : 8)
  for (let i = 0; i < binTotal; i++) {
    const number = cursor.uint32('bin number')
    const loffset = csi ? cursor.offset('loffset') : undefined
    const chunkTotal = cursor.count(`number of chunks of bin ${number}`, 16)
    if (number === pseudo && chunkTotal === 2) {
      const from = cursor.offset('metadata')
      const to = cursor.offset('metadata')
      metadata = { from, to, mapped: cursor.uint64('metadata'), unmapped: cursor.uint64('metadata') }
      continue
    }
    if (number >= bound) throw damaged(cursor.names, `it has a bin ${number} where bins end at ${bound - 1}`)
    const chunks: FlatChunks = []
    for (let chunk = 0; chunk < chunkTotal; chunk++) {
      const from = cursor.offset('chunk')
      const to = cursor.offset('chunk')
      chunks.push(from.block, from.within, to.block, to.within)
    }
    bins.set(number, { chunks, loffset })
  }
  const linear: FlatOffsets = []
  if (!csi) {
    const windows = cursor.count(`length of the linear index of contig ${refId}`, 8)
    for (let window = 0; window < windows; window++) {
      const { block, within } = cursor.offset('linear index')
      linear.push(block, within)
    }
  }
  return { bins, linear, metadata }
}

const NO_OFFSET: VirtualOffset = { block: 0, within: 0 }

export function writeBody(out: IndexBytes, index: BinningIndex): void {
  const csi = index.format === 'csi'
  for (const { bins, linear, metadata } of index.references) {
    out.int32(bins.size + (metadata ? 1 : 0))
    for (const number of [...bins.keys()].toSorted((a, b) => a - b)) {
      const { chunks, loffset = NO_OFFSET } = bins.get(number) ?? { chunks: [] }
      out.uint32(number)
      if (csi) out.offset(loffset.block, loffset.within)
      out.int32(chunks.length / 4)
      for (let at = 0; at < chunks.length; at += 2) out.offset(chunks[at] ?? 0, chunks[at + 1] ?? 0)
    }
    if (metadata) {
      out.uint32(metadataBin(index.binning))
      if (csi) out.offset(0, 0)
      out.int32(2)
      out.offset(metadata.from.block, metadata.from.within)
      out.offset(metadata.to.block, metadata.to.within)
      out.uint64(metadata.mapped)
      out.uint64(metadata.unmapped)
    }
    if (csi) continue
    out.int32(linear.length / 2)
    for (let at = 0; at < linear.length; at += 2) out.offset(linear[at] ?? 0, linear[at + 1] ?? 0)
  }
  if (index.unplaced !== undefined) out.uint64(index.unplaced)
}
