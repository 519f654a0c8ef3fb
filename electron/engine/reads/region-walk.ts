import { setImmediate } from 'node:timers/promises'
import { Fault } from '../../../shared/errors/fault.ts'
import { blockSizeAt, MAX_BLOCK_SIZE } from '../files/bgzf/bgzf-block.ts'
import type { BlockCache } from '../files/bgzf/block-cache.ts'
import { createBlockLoader } from '../files/bgzf/block-loader.ts'
import type { RecordContext } from '../files/bam/record.ts'
import { RecordCursor } from '../files/bam/record-cursor.ts'
import { walkRecords } from '../files/bam/record-walk.ts'
import type { SyncSource } from '../files/byte-source.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import type { Chunk } from '../indexing/binning-index.ts'

/** Called with the cursor on each record of a region, and the record's exclusive end on the reference. */
export type VisitRead = (cursor: RecordCursor, end: number) => void

export type RegionWalk = {
  readonly source: SyncSource
  readonly context: RecordContext
  /** Path of the index, for errors. */
  readonly indexPath: string
  /** Where the index says that records of the region are, in file order. */
  readonly chunks: readonly Chunk[]
  readonly refId: number
  /** 0-based, half-open. */
  readonly start: number
  readonly end: number
}

/**
 * How long the thread is kept at most before other work of it gets a turn, ms: an abort reaches a worker as a message,
 * and a message waits for the end of the turn.
 */
const TURN = 8

/**
 * Visits the records overlapping a region in file order, where they lie in the inflated blocks. Reads block after
 * block without waiting and stops at the first record at or after the region's end; gives way every few ms.
 *
 * @throws Fault as `BamReader.records`, and what `visit` throws
 */
export async function walkRegion(
  walk: RegionWalk,
  visit: VisitRead,
  cache: BlockCache,
  signal?: AbortSignal,
): Promise<void> {
  const { source, chunks } = walk
  throwIfCancelled(signal, source.path)
  if (chunks.length === 0) return
  const loader = createBlockLoader(source, cache)
  const cursor = new RecordCursor(walk.context)
  let turnEnds = performance.now() + TURN
  for (const chunk of chunks) {
    const step = chunkSteps(walk, chunk, cursor, visit)
    const { block: last, within } = chunk.to
    const to = Math.min(source.size, within > 0 ? last + 1 : last)
    for (let offset = chunk.from.block; offset < to && !step.isDone();) {
      if (performance.now() > turnEnds) {
        await setImmediate()
        turnEnds = performance.now() + TURN
        throwIfCancelled(signal, source.path)
      }
      try {
        const block = loader.at(offset, to)
        step.take(block)
        offset = block.offset + block.size
      } catch (thrown) {
        throw step.hasStarted() ? thrown : await misled(walk, chunk, thrown)
      }
    }
    if (step.isPast()) return
    if (!step.isDone() && step.isWithinRecord())
      throw otherFile(walk, 'one of its chunks ends within a record')
  }
}

function otherFile({ source, indexPath }: RegionWalk, detail: string, cause?: unknown): Fault {
  return new Fault({ kind: 'index/other-file', file: source.path, index: indexPath, detail }, { cause })
}

/** What a failure means where a chunk starts: in the right index there is always a block, and a record in it. */
async function misled(walk: RegionWalk, { from }: Chunk, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof Fault)) return thrown
  if (thrown.error.kind === 'bam/bad-record')
    return otherFile(walk, 'it leads to where no record starts', thrown)
  const head = await walk.source.read(from.block, MAX_BLOCK_SIZE)
  if (blockSizeAt(head, 0) === 'not-bgzf')
    return otherFile(walk, `no block starts at byte ${from.block}, where it leads`, thrown)
  return thrown
}

/** One chunk, block by block. */
function chunkSteps(walk: RegionWalk, { from, to }: Chunk, cursor: RecordCursor, visit: VisitRead) {
  const { refId, start, end } = walk
  let isFirst = true
  let isDone = false
  let isPast = false
  let skip = from.within

  const records = walkRecords(walk.source.path, to, cursor, () => {
    if (cursor.refId !== refId) {
      if (isFirst) throw otherFile(walk, 'it leads to records of another contig')
      isPast = true
      return false
    }
    isFirst = false
    if (cursor.start >= end) {
      isPast = true
      return false
    }
    const recordEnd = cursor.end
    if (recordEnd > start) visit(cursor, recordEnd)
    return true
  })

  return {
    take(block: Parameters<typeof records.feed>[0]): void {
      const length = block.data.length
      if (skip > length) throw otherFile(walk, `it leads to byte ${skip} of a block of ${length}`)
      isDone = !records.feed(block, skip)
      skip = 0
    },
    /** True once a record of the contig was found where the chunk starts. */
    hasStarted: () => !isFirst,
    /** True when no later block of the chunk can matter. */
    isDone: () => isDone,
    /** True when no later chunk can matter either. */
    isPast: () => isPast,
    isWithinRecord: () => records.isWithinRecord(),
  }
}
