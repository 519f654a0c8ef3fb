import { Fault } from '../../../shared/errors/fault.ts'
import { formatRegion, type Region } from '../../../shared/genome/region.ts'
import { EOF_BLOCK } from '../files/bgzf/bgzf-block.ts'
import { BLOCK_DATA_SIZE, deflateBlock } from '../files/bgzf/bgzf-writer.ts'
import type { BamRecord } from '../files/bam/record.ts'
import { rawRecord } from '../files/bam/record-encoder.ts'
import { encodeHeader } from '../files/bam/writer.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import type { BamReader } from './region-reader.ts'

export type SliceOptions = {
  readonly signal?: AbortSignal | undefined
  /** More records than this are refused. */
  readonly maxReads: number
  /** Names the contigs in the slice's header by something else than the file does. */
  readonly renamed?: (contig: string) => string
}

/** Fast rather than small: the bytes go no further than the next process. */
const LEVEL = 1

/**
 * The records overlapping `region` (null: none) as a small BAM file of its own (header, records, EOF block), block by block: the
 * payload of an htsget answer.
 *
 * Everything that can be refused is refused before the first bytes come, so that an HTTP status can still say so.
 * Holds the region's records in memory, which `maxReads` bounds.
 *
 * @throws Fault `region/too-many-reads`, otherwise as {@link BamReader.records}.
 */
export async function* sliceBam(
  reader: BamReader,
  region: Region | null,
  { signal, maxReads, renamed = (contig) => contig }: SliceOptions,
): AsyncGenerator<Uint8Array> {
  const records: BamRecord[] = []
  if (region !== null)
    for await (const batch of reader.batches(region, { signal })) {
      records.push(...batch)
      if (records.length > maxReads)
        throw new Fault({ kind: 'region/too-many-reads', region: formatRegion(region), limit: maxReads })
    }
  for (const block of blocksOf(pieces(reader, records, renamed))) {
    throwIfCancelled(signal, reader.path)
    yield block
  }
  // An answer that was broken off must not look complete.
  throwIfCancelled(signal, reader.path)
  yield EOF_BLOCK
}

function* pieces(
  { header }: BamReader,
  records: readonly BamRecord[],
  renamed: (contig: string) => string,
): Generator<Uint8Array> {
  const references = header.references.map(({ name, length }) => ({ name: renamed(name), length }))
  yield encodeHeader({ text: header.text, references })
  for (const { bytes } of records) yield rawRecord(bytes)
}

/** Packs bytes into full BGZF blocks. */
function* blocksOf(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  const buffer = new Uint8Array(BLOCK_DATA_SIZE)
  let filled = 0
  for (const part of parts) {
    for (let at = 0; at < part.length;) {
      const piece = part.subarray(at, at + BLOCK_DATA_SIZE - filled)
      buffer.set(piece, filled)
      filled += piece.length
      at += piece.length
      if (filled < BLOCK_DATA_SIZE) continue
      yield deflateBlock(buffer, LEVEL)
      filled = 0
    }
  }
  if (filled > 0) yield deflateBlock(buffer.subarray(0, filled), LEVEL)
}
