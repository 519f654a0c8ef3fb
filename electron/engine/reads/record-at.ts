import { Fault } from '../../../shared/errors/fault.ts'
import type { BamHeader } from '../files/bam/header.ts'
import { BamRecord } from '../files/bam/record.ts'
import { createRecordSplitter } from '../files/bam/record-splitter.ts'
import { recordContext } from '../files/bam/record-stream.ts'
import { blockSizeAt, MAX_BLOCK_SIZE } from '../files/bgzf/bgzf-block.ts'
import { readBgzfBlocks } from '../files/bgzf/bgzf-reader.ts'
import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { ByteSource } from '../files/byte-source.ts'

/** What is said when a place is none. */
export function noRecordAt(path: string): Fault {
  return new Fault({ kind: 'call/invalid', call: 'reads.detail', detail: `no read of ${path} starts there` })
}

/**
 * The record of a BAM that starts at a place which was told before.
 *
 * @throws Fault `call/invalid` when none starts there, `bgzf/…`, `file/…`
 */
export async function readRecordAt(
  source: ByteSource,
  header: BamHeader,
  { block, within }: VirtualOffset,
): Promise<BamRecord> {
  const { path } = source
  const head = await source.read(block, MAX_BLOCK_SIZE)
  if (typeof blockSizeAt(head, 0) !== 'number') throw noRecordAt(path)
  const context = recordContext(source, header)
  const splitter = createRecordSplitter(path)
  let found: BamRecord | undefined
  let skip = within
  try {
    for await (const inflated of readBgzfBlocks(source, { from: block, window: MAX_BLOCK_SIZE })) {
      if (skip >= inflated.data.length && inflated.offset === block) break
      splitter.feed(
        inflated,
        (bytes, at, inBlock) => {
          found = new BamRecord(bytes, context, at, inBlock)
          return false
        },
        skip,
      )
      if (found !== undefined) return found
      skip = 0
    }
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.error.kind === 'bam/bad-record') throw noRecordAt(path)
    throw thrown
  }
  throw noRecordAt(path)
}
