import type { Region } from '../../../shared/genome/region.ts'
import { EOF_BLOCK } from '../files/bgzf/bgzf-block.ts'
import { BLOCK_DATA_SIZE, deflateBlock } from '../files/bgzf/bgzf-writer.ts'
import { encodeHeader } from '../files/bam/writer.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import { refuseTooMany, tooMany } from './read-columns.ts'
import type { AlignmentReader } from './alignment-reader.ts'

export type SliceOptions = {
  readonly signal?: AbortSignal | undefined
  /** More records than this are refused. */
  readonly maxReads: number
  /** Names the contigs in the slice's header by something else than the file does. */
  readonly renamed?: (contig: string) => string
}

/** Fast rather than small: the bytes go no further than the next process. */
const LEVEL = 1

/** Bytes of records in one answer, inflated: a few hundred ultra-long reads weigh more than any number of short ones. */
const MAX_BYTES = 1 << 28

/**
 * The records overlapping `region` (null: none) as a small BAM file of its own (header, records, EOF block), block by block: the
 * payload of an htsget answer.
 *
 * Everything that can be refused is refused before the first bytes come, so that an HTTP status can still say so; a
 * region that has far too many reads by its index, before any is read. Holds the region's records in memory, which
 * `maxReads` bounds.
 *
 * @throws Fault `region/too-many-reads`, otherwise as {@link AlignmentReader.records}.
 */
export async function* sliceBam(
  reader: AlignmentReader,
  region: Region | null,
  { signal, maxReads, renamed = (contig) => contig }: SliceOptions,
): AsyncGenerator<Uint8Array> {
  const packer = createBlockPacker()
  const { text, references } = reader.header
  const header = references.map(({ name, length }) => ({ name: renamed(name), length }))
  packer.add(encodeHeader({ text, references: header }))
  if (region !== null) {
    refuseTooMany(reader, region, maxReads)
    let count = 0
    let bytes = 0
    await reader.walk(
      region,
      (cursor) => {
        bytes += cursor.to - cursor.at
        if (count === maxReads || bytes > MAX_BYTES) throw tooMany(region, count)
        count++
        packer.add(cursor.framed())
      },
      { signal },
    )
  }
  for (const data of packer.blocks()) {
    throwIfCancelled(signal, reader.path)
    yield deflateBlock(data, LEVEL)
  }
  // An answer that was broken off must not look complete.
  throwIfCancelled(signal, reader.path)
  yield EOF_BLOCK
}

/** Copies bytes into what becomes full BGZF blocks. */
function createBlockPacker() {
  const full: Uint8Array[] = []
  let buffer = new Uint8Array(BLOCK_DATA_SIZE)
  let filled = 0
  return {
    add(bytes: Uint8Array): void {
      for (let at = 0; at < bytes.length;) {
        const piece = bytes.subarray(at, at + BLOCK_DATA_SIZE - filled)
        buffer.set(piece, filled)
        filled += piece.length
        at += piece.length
        if (filled < BLOCK_DATA_SIZE) continue
        full.push(buffer)
        buffer = new Uint8Array(BLOCK_DATA_SIZE)
        filled = 0
      }
    },
    *blocks(): Generator<Uint8Array> {
      yield* full
      if (filled > 0) yield buffer.subarray(0, filled)
    },
  }
}
