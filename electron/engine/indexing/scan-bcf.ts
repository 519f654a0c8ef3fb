import { bcfPlace, FIXED_SIZE } from '../files/bcf/record-line.ts'
import { type InflatedWindow, Irregular } from '../files/bgzf/inflated-window.ts'
import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import type { ByteSource } from '../files/byte-source.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import type { JobContext } from '../work/job.ts'
import type { BinningIndex } from './binning-index.ts'
import type { Binning } from './bins.ts'
import { createIndexBuilder } from './index-builder.ts'
import { scanWindow, turn } from './parts/scan-job.ts'

export type BcfIndex = { readonly index: BinningIndex; readonly records: number }

/** The two lengths before a record. */
const LENGTHS = 8

/**
 * Indexes the records of a BCF where they lie in a window of inflated blocks, without an object for each.
 *
 * @param from where the first record starts
 * @returns null when anything is not as in a sound file: the builder that takes record by record then says what is wrong
 * @throws Fault `task/cancelled`
 */
export async function scanBcf(
  source: Pick<ByteSource, 'path' | 'size'>,
  from: VirtualOffset,
  contigs: number,
  binning: Binning,
  context: JobContext,
): Promise<BcfIndex | null> {
  return scanWindow(source, from.block, (window) => scan(window, source, from, contigs, binning, context))
}

async function scan(
  window: InflatedWindow,
  { path, size }: Pick<ByteSource, 'path' | 'size'>,
  from: VirtualOffset,
  contigs: number,
  binning: Binning,
  context: JobContext,
): Promise<BcfIndex> {
  const builder = createIndexBuilder('csi', binning)
  let records = 0
  let end = from
  window.fill(0, size)
  let at = from.within
  if (at > window.length) throw new Irregular('no such place')
  for (;;) {
    throwIfCancelled(context.signal, path)
    const start = at
    for (let next = endOfRecord(window, at); next <= window.length; next = endOfRecord(window, at)) {
      pushRecord(builder, window, at, contigs)
      records++
      at = next
    }
    if (at > start) end = placeAfter(window, at)
    if (!window.fill(at, size)) {
      if (at < window.length) throw new Irregular('the file ends within a record')
      return { index: builder.finish(contigs, end), records }
    }
    at = 0
    context.progress({ phase: 'indexing', done: window.next, total: size, unit: 'bytes' })
    await turn()
  }
}

/** Where the record at `at` ends, infinite when its lengths are not here yet. */
function endOfRecord({ view, length }: InflatedWindow, at: number): number {
  if (at + LENGTHS > length) return Infinity
  const shared = view.getUint32(at, true)
  if (shared < FIXED_SIZE) throw new Irregular('a length that is not possible')
  return at + LENGTHS + shared + view.getUint32(at + 4, true)
}

function pushRecord(
  builder: ReturnType<typeof createIndexBuilder>,
  window: InflatedWindow,
  at: number,
  contigs: number,
): void {
  const { refId, start, length } = bcfPlace(window.view, at + LENGTHS)
  if (refId < 0 || refId >= contigs || start < -1) throw new Irregular('no such place')
  const from = Math.max(0, start)
  window.seek(at)
  const { block, blockStart } = window
  const pushed = builder.push(refId, from, Math.max(from + 1, start + length), true, block, at - blockStart)
  if (pushed !== 'indexed') throw new Irregular(pushed)
}

/** After the last byte of a block comes the next block. */
function placeAfter(window: InflatedWindow, at: number): VirtualOffset {
  if (at === window.length) return { block: window.dataEnd, within: 0 }
  window.seek(at)
  return { block: window.block, within: at - window.blockStart }
}
