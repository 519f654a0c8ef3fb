import { Fault } from '../../../shared/errors/fault.ts'
import { BAI_BINNING } from './bins.ts'
import type { BinningIndex } from './binning-index.ts'
import { readBody } from './index-body-reader.ts'
import { bodySize, writeBody } from './index-body-writer.ts'
import { createIndexBytes, createIndexCursor, type IndexCursor, type IndexNames } from './index-bytes.ts'

export const TBI_MAGIC: Uint8Array = Uint8Array.of(0x54, 0x42, 0x49, 1)

/**
 * How tabix reads the text file: in TBI after the number of contigs, in a VCF's CSI as the auxiliary data.
 * Columns count from 1, 0 is none.
 * @see The Tabix index file format
 */
export type TabixHeader = {
  /** 0 generic, 1 SAM, 2 VCF; 0x10000 added for 0-based half-open. */
  readonly format: number
  readonly sequenceColumn: number
  readonly startColumn: number
  readonly endColumn: number
  /** Character that starts a line to skip. */
  readonly meta: string
  /** Lines to skip at the start. */
  readonly skip: number
  /** Contigs by their number in the index. */
  readonly names: readonly string[]
}

/** The header tabix and bcftools write for VCF. */
export function vcfTabixHeader(names: readonly string[]): TabixHeader {
  return { format: 2, sequenceColumn: 1, startColumn: 2, endColumn: 0, meta: '#', skip: 0, names }
}

/** The tabix header of a TBI or of a VCF's CSI. @throws Fault `index/truncated` when it has none. */
export function parseTabixHeader(index: BinningIndex, names: IndexNames): TabixHeader {
  return readTabixHeader(createIndexCursor(index.auxiliary, names))
}

function readTabixHeader(cursor: IndexCursor): TabixHeader {
  const format = cursor.int32('tabix format')
  const sequenceColumn = cursor.int32('sequence column')
  const startColumn = cursor.int32('start column')
  const endColumn = cursor.int32('end column')
  const meta = String.fromCharCode(cursor.int32('comment character') & 0xff)
  const skip = cursor.int32('lines to skip')
  const bytes = cursor.bytes(cursor.count('length of contig names', 1), 'contig names')
  const names = new TextDecoder().decode(bytes).split('\0').slice(0, -1)
  return { format, sequenceColumn, startColumn, endColumn, meta, skip, names }
}

/** The tabix header as bytes: what a VCF's CSI carries as auxiliary data. */
export function encodeTabixHeader(header: TabixHeader): Uint8Array {
  const names = new TextEncoder().encode(header.names.map((name) => `${name}\0`).join(''))
  const out = createIndexBytes()
  out.int32(header.format)
  out.int32(header.sequenceColumn)
  out.int32(header.startColumn)
  out.int32(header.endColumn)
  out.int32(header.meta.charCodeAt(0))
  out.int32(header.skip)
  out.int32(names.length)
  out.bytes(names)
  return out.done()
}

/**
 * @param bytes the inflated content of a `.tbi` file (which is BGZF). The tabix header is kept as `auxiliary`.
 * @throws Fault `index/bad-magic`, `index/truncated`.
 */
export function parseTbi(bytes: Uint8Array, names: IndexNames): BinningIndex {
  if (TBI_MAGIC.some((byte, i) => bytes[i] !== byte)) throw new Fault({ kind: 'index/bad-magic', ...names })
  const cursor = createIndexCursor(bytes, names)
  cursor.bytes(4, 'magic')
  const references = cursor.count('number of contigs', 8)
  const auxiliary = encodeTabixHeader(readTabixHeader(cursor))
  const body = readBody(cursor, references, BAI_BINNING, false)
  return { format: 'tbi', binning: BAI_BINNING, auxiliary, ...body }
}

/** The inflated content of a `.tbi` file; the file is this as BGZF. `index.auxiliary` is its tabix header. */
export function encodeTbi(index: BinningIndex): Uint8Array {
  const out = createIndexBytes(8 + index.auxiliary.length + bodySize(index))
  out.bytes(TBI_MAGIC)
  out.int32(index.references.length)
  out.bytes(index.auxiliary)
  writeBody(out, index)
  return out.done()
}
