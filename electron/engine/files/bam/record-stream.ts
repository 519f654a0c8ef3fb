import { Fault } from '../../../../shared/errors/fault.ts'
import { readBgzfBlocks } from '../bgzf/bgzf-reader.ts'
import type { ByteSource } from '../byte-source.ts'
import type { BamHeader } from './header.ts'
import { BamRecord, type RecordContext } from './record.ts'
import { createRecordSplitter } from './record-splitter.ts'

export function recordContext(source: ByteSource, header: BamHeader): RecordContext {
  return { file: source.path, referenceCount: header.references.length }
}

/** A record that the file ends within. */
export function endsWithinRecord(file: string, block: number, ordinal?: number): Fault {
  const detail = 'the file ends within the record'
  const counted = ordinal === undefined ? {} : { ordinal }
  return new Fault({ kind: 'bam/bad-record', file, offset: block, field: 'block_size', detail, ...counted })
}

/**
 * All records of a BAM file in file order, as one array per BGZF block (a block can end no record: the array is
 * then empty). Errors carry the record's ordinal, from 1.
 *
 * @throws Fault `bam/bad-record`, `bgzf/…`, `task/cancelled`.
 */
async function* readRecordBatches(
  source: ByteSource,
  header: BamHeader,
  signal?: AbortSignal,
): AsyncGenerator<BamRecord[]> {
  const context = recordContext(source, header)
  const splitter = createRecordSplitter(source.path)
  const { block: from, within } = header.firstRecord
  let ordinal = 0
  let skip = within
  for await (const block of readBgzfBlocks(source, { from, signal })) {
    const batch: BamRecord[] = []
    try {
      splitter.feed(
        block,
        (bytes, at, within) => {
          batch.push(new BamRecord(bytes, context, at, within))
          return true
        },
        skip,
      )
    } catch (thrown) {
      throw withOrdinal(thrown, ordinal + batch.length + 1)
    }
    skip = 0
    ordinal += batch.length
    yield batch
  }
  const unfinished = splitter.unfinished()
  if (unfinished !== undefined) throw endsWithinRecord(source.path, unfinished, ordinal + 1)
}

/** All records of a BAM file in file order. Errors as {@link readRecordBatches}. */
export async function* readRecords(
  source: ByteSource,
  header: BamHeader,
  signal?: AbortSignal,
): AsyncGenerator<BamRecord> {
  for await (const batch of readRecordBatches(source, header, signal)) yield* batch
}

/** A `bam/bad-record` fault with the record's ordinal filled in; anything else unchanged. */
export function withOrdinal(thrown: unknown, ordinal: number): unknown {
  if (!(thrown instanceof Fault) || thrown.error.kind !== 'bam/bad-record') return thrown
  return new Fault({ ...thrown.error, ordinal }, { cause: thrown })
}
