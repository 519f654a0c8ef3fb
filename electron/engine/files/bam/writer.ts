import type { Contig } from '../../../../shared/genome/region.ts'
import type { ByteSink } from '../atomic-write.ts'
import { createBgzfWriter } from '../bgzf/bgzf-writer.ts'
import { BAM_MAGIC } from './header.ts'
import { BamRecord } from './record.ts'
import { encodeRecord, type NewRecord, rawRecord } from './record-encoder.ts'

/** What a BAM file starts with: the SAM header text and the contigs its records refer to by number. */
export type NewHeader = { readonly text: string; readonly references: readonly Contig[] }

export type BamWriter = {
  /** Appends a new record, or one read from a file with the same contigs (its bytes are copied as they are). */
  write(record: NewRecord | BamRecord): Promise<void>
  /** Writes what is pending and the EOF block. */
  finish(): Promise<void>
}

/** The header as BAM stores it. @see SAMv1 §4.2 */
export function encodeHeader({ text, references }: NewHeader): Uint8Array {
  const int32 = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setInt32(0, value, true)
    return bytes
  }
  const textBytes = Buffer.from(text)
  const parts = [BAM_MAGIC, int32(textBytes.length), textBytes, int32(references.length)]
  for (const { name, length } of references) {
    const nameBytes = Buffer.from(`${name}\0`)
    parts.push(int32(nameBytes.length), nameBytes, int32(length))
  }
  return Buffer.concat(parts)
}

/**
 * Writes a BAM file as a stream: header, records in the order given, EOF block. As htslib does, the first record
 * starts a block of its own, and so does a record that would not fit the current block: a reader that starts at
 * a block starts at a record.
 *
 * @param options.level zlib's, 0 (stored) to 9.
 */
export async function createBamWriter(
  sink: ByteSink,
  header: NewHeader,
  options: { readonly level?: number } = {},
): Promise<BamWriter> {
  const writer = createBgzfWriter(sink, options)
  await writer.write(encodeHeader(header))
  await writer.flush()
  return {
    async write(record) {
      const bytes = record instanceof BamRecord ? rawRecord(record.bytes) : encodeRecord(record)
      await writer.flushUnlessFits(bytes.length)
      await writer.write(bytes)
    },
    finish: () => writer.finish(),
  }
}
