import { Fault } from '../../../shared/errors/fault.ts'
import { MAX_DEPTH } from './bins.ts'
import type { BinningIndex } from './binning-index.ts'
import { readBody } from './index-body-reader.ts'
import { bodySize, writeBody } from './index-body-writer.ts'
import { createIndexBytes, createIndexCursor, damaged, type IndexNames } from './index-bytes.ts'

export const CSI_MAGIC: Uint8Array = Uint8Array.of(0x43, 0x53, 0x49, 1)

/**
 * @param bytes the inflated content of a `.csi` file (which is BGZF).
 * @throws Fault `index/bad-magic`, `index/truncated`, `index/damaged`.
 * @see CSIv1
 */
export function parseCsi(bytes: Uint8Array, names: IndexNames): BinningIndex {
  if (CSI_MAGIC.some((byte, i) => bytes[i] !== byte)) throw new Fault({ kind: 'index/bad-magic', ...names })
  const cursor = createIndexCursor(bytes, names)
  cursor.bytes(4, 'magic')
  const minShift = cursor.int32('min_shift')
  const depth = cursor.int32('depth')
  if (minShift < 1 || minShift > 30 || depth < 0 || depth > MAX_DEPTH)
    throw damaged(names, `its bins of 2^${minShift} bp in ${depth} levels are not possible`)
  const auxiliary = cursor.bytes(cursor.count('length of auxiliary data', 1), 'auxiliary data')
  const references = cursor.count('number of contigs', 4)
  const binning = { minShift, depth }
  const body = readBody(cursor, references, binning, true)
  return { format: 'csi', binning, auxiliary, ...body }
}

/** The inflated content of a `.csi` file; the file is this as BGZF. */
export function encodeCsi(index: BinningIndex): Uint8Array {
  const out = createIndexBytes(20 + index.auxiliary.length + bodySize(index))
  out.bytes(CSI_MAGIC)
  out.int32(index.binning.minShift)
  out.int32(index.binning.depth)
  out.int32(index.auxiliary.length)
  out.bytes(index.auxiliary)
  out.int32(index.references.length)
  writeBody(out, index)
  return out.done()
}
