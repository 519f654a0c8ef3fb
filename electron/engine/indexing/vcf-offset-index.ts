import { Fault } from '../../../shared/errors/fault.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { openByteSource } from '../files/byte-source.ts'
import { createIndexBytes, createIndexCursor, type IndexNames, truncated } from './index-bytes.ts'
import type { ScannedRecord } from './vcf-record-scan.ts'

/**
 * The index of a plain-text VCF: byte offsets into the file as it is, which is not rewritten. For each contig the
 * file is cut into blocks of about 64 KiB of whole lines; a block knows where it starts in the file, the start of
 * its first record, and how far the records of this block and of all blocks before it on the contig reach.
 *
 * The file, little-endian:
 *
 *     char[16]  "CASEMENT-OFFSETS"
 *     uint32    version, 1
 *     uint64    size of the VCF in bytes
 *     int32     number of contigs, in file order; for each
 *       int32     length of its name, and the name in UTF-8
 *       uint64    offset of the first byte after its last line
 *       int32     number of blocks; for each
 *         uint64    offset of its first line
 *         uint64    start of its first record (0-based)
 *         uint64    greatest end (exclusive) of a record up to the block's last
 */
export type OffsetIndex = { readonly size: number; readonly contigs: readonly OffsetContig[] }

type OffsetContig = {
  readonly name: string
  /** Offset after the contig's last line. */
  readonly end: number
  readonly blocks: readonly OffsetBlock[]
}

type OffsetBlock = { readonly offset: number; readonly start: number; readonly maxEnd: number }

export const OFFSET_EXTENSION = '.offsets'
const OFFSET_MAGIC = 'CASEMENT-OFFSETS'
const VERSION = 1
/** Bytes of text in a block: about what BGZF has. */
const BLOCK_SIZE = 0x10000
const MAX_INDEX_SIZE = 1 << 30

type GrowingBlock = { offset: number; start: number; maxEnd: number }
type GrowingContig = { name: string; end: number; blocks: GrowingBlock[] }

/** Builds an offset index from sorted records in file order. */
export function createOffsetIndexBuilder(): {
  push(record: ScannedRecord): void
  finish(size: number): OffsetIndex
} {
  const contigs: GrowingContig[] = []
  return {
    push({ line, contig, extent }) {
      const offset = line.place.block + line.place.within
      let current = contigs.at(-1)
      if (current?.name !== contig) {
        current = { name: contig, end: offset, blocks: [] }
        contigs.push(current)
      }
      current.end = line.after.block + line.after.within
      const block = current.blocks.at(-1)
      if (block !== undefined && offset - block.offset < BLOCK_SIZE)
        block.maxEnd = Math.max(block.maxEnd, extent.end)
      else
        current.blocks.push({ offset, start: extent.start, maxEnd: Math.max(block?.maxEnd ?? 0, extent.end) })
    },
    finish: (size) => ({ size, contigs }),
  }
}

export function encodeOffsetIndex(index: OffsetIndex): Uint8Array {
  const out = createIndexBytes()
  out.bytes(Buffer.from(OFFSET_MAGIC, 'latin1'))
  out.uint32(VERSION)
  out.uint64(index.size)
  out.int32(index.contigs.length)
  for (const { name, end, blocks } of index.contigs) {
    const bytes = Buffer.from(name, 'utf8')
    out.int32(bytes.length)
    out.bytes(bytes)
    out.uint64(end)
    out.int32(blocks.length)
    for (const { offset, start, maxEnd } of blocks) {
      out.uint64(offset)
      out.uint64(start)
      out.uint64(maxEnd)
    }
  }
  return out.done()
}

/** @throws Fault `index/bad-magic`, `index/truncated` */
export function parseOffsetIndex(bytes: Uint8Array, names: IndexNames): OffsetIndex {
  const magic = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(
    'latin1',
    0,
    OFFSET_MAGIC.length,
  )
  if (magic !== OFFSET_MAGIC) throw new Fault({ kind: 'index/bad-magic', ...names })
  const cursor = createIndexCursor(bytes, names)
  cursor.bytes(OFFSET_MAGIC.length, 'magic')
  if (cursor.uint32('version') !== VERSION) throw new Fault({ kind: 'index/bad-magic', ...names })
  const size = cursor.uint64('size of the file')
  const contigs = Array.from({ length: cursor.count('number of contigs', 16) }, (): OffsetContig => {
    const length = cursor.count('length of a contig name', 1)
    const name = Buffer.from(cursor.bytes(length, 'contig name')).toString('utf8')
    const end = cursor.uint64('end of a contig')
    const blocks = Array.from({ length: cursor.count('number of blocks', 24) }, (): OffsetBlock => {
      const offset = cursor.uint64('offset of a block')
      const start = cursor.uint64('start of a block')
      return { offset, start, maxEnd: cursor.uint64('end of a block') }
    })
    return { name, end, blocks }
  })
  return { size, contigs }
}

/** @throws Fault `index/bad-magic`, `index/truncated`, `file/…` */
export async function readOffsetIndex(names: IndexNames): Promise<OffsetIndex> {
  const source = await openByteSource(names.index).catch((thrown: unknown) => {
    if (thrown instanceof Fault && thrown.error.kind === 'file/empty') throw truncated(names, 'it is empty')
    throw thrown
  })
  try {
    if (source.size > MAX_INDEX_SIZE) throw new Fault({ kind: 'index/bad-magic', ...names })
    return parseOffsetIndex(await source.read(0, source.size), names)
  } finally {
    await source.close()
  }
}

export async function writeOffsetIndex(
  path: string,
  index: OffsetIndex,
  signal?: AbortSignal,
): Promise<void> {
  await writeAtomically(path, (sink) => sink.write(encodeOffsetIndex(index)), signal)
}

/**
 * The stretch of the file to read for the records of a contig that overlap [start, end): from the first block whose
 * records, or those before it, reach past `start`. Reading stops by itself at the first record at or after `end`.
 *
 * @returns byte offsets, null when nothing can overlap
 */
export function offsetsFor(
  index: OffsetIndex,
  contig: string,
  start: number,
  end: number,
): { from: number; to: number } | null {
  const found = index.contigs.find((c) => c.name === contig)
  if (found === undefined) return null
  // `maxEnd` never falls along the blocks: the first that reaches past `start` by bisection.
  let low = 0
  let high = found.blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((found.blocks[middle]?.maxEnd ?? 0) > start) high = middle
    else low = middle + 1
  }
  const block = found.blocks[low]
  return block === undefined || block.start >= end ? null : { from: block.offset, to: found.end }
}
