import { Fault } from '../../../shared/errors/fault.ts'
import { BAI_BINNING } from './bins.ts'
import type { BinningIndex } from './binning-index.ts'
import { readBody } from './index-body-reader.ts'
import { bodySize, writeBody } from './index-body-writer.ts'
import { createIndexBytes, createIndexCursor, type IndexNames } from './index-bytes.ts'

export const BAI_MAGIC: Uint8Array = Uint8Array.of(0x42, 0x41, 0x49, 1)

/**
 * @param bytes the whole `.bai` file.
 * @throws Fault `index/bad-magic`, `index/truncated`.
 * @see SAMv1 §5.2
 */
export function parseBai(bytes: Uint8Array, names: IndexNames): BinningIndex {
  if (BAI_MAGIC.some((byte, i) => bytes[i] !== byte)) throw new Fault({ kind: 'index/bad-magic', ...names })
  const cursor = createIndexCursor(bytes, names)
  cursor.bytes(4, 'magic')
  const references = cursor.count('number of contigs', 8)
  const body = readBody(cursor, references, BAI_BINNING, false)
  return { format: 'bai', binning: BAI_BINNING, auxiliary: new Uint8Array(0), ...body }
}

export function encodeBai(index: BinningIndex): Uint8Array {
  const out = createIndexBytes(8 + bodySize(index))
  out.bytes(BAI_MAGIC)
  out.int32(index.references.length)
  writeBody(out, index)
  return out.done()
}
