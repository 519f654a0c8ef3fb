import { type InflatedWindow, Irregular } from '../../files/bgzf/inflated-window.ts'
import { FLAG_UNMAPPED } from '../../files/bam/flags.ts'
import { CIGAR_N, CIGAR_S } from '../../files/bam/cigar.ts'
import { BamRecord } from '../../files/bam/record.ts'
import { throwIfCancelled } from '../../files/io-fault.ts'
import type { VirtualOffset } from '../../files/bgzf/virtual-offset.ts'
import type { JobContext } from '../../work/job.ts'
import { createPartBuilder, type PartBuilder } from '../index-builder.ts'
import { leavingThread, type PartRange, type PartScan } from './part-scan.ts'
import { scanIfRegular, turn } from './scan-job.ts'

export type BamPartRange = PartRange & { readonly referenceCount: number }

/** Bytes of a record before its name, without block_size. @see SAMv1 §4.2 */
const FIXED = 32
const LARGEST = 1 << 28
/** Records that must follow one another before a place is taken for the start of one. */
const CHAIN = 8
/** Bit n: CIGAR operation n consumes reference (M D N = X). */
const CONSUMES_REFERENCE = 0b1_1000_1101

/**
 * Scans a part of a BAM file for its index, in a worker thread.
 *
 * @returns null when anything is not as in a sound file
 * @throws Fault `task/cancelled`
 */
export async function scanBamPart(range: BamPartRange, context: JobContext): Promise<PartScan | null> {
  return scanIfRegular(range, (window) => scan(range, window, context))
}

async function scan(range: BamPartRange, window: InflatedWindow, context: JobContext): Promise<PartScan> {
  const { to, size, path } = range
  const builder = createPartBuilder(range.binning)
  let at = range.from.within
  let records = 0
  let from: VirtualOffset = range.from
  window.fill(0, to)
  if (at > window.length) throw new Irregular('no such place')
  if (!range.isFirst) {
    at = firstRecord(window, range.referenceCount)
    window.seek(at)
    from = { block: window.block, within: at - window.blockStart }
  }
  for (;;) {
    const { view, length } = window
    let isBeyond = false
    while (at + 4 <= length) {
      const recordSize = view.getInt32(at, true)
      if (recordSize < FIXED || recordSize > LARGEST) throw new Irregular('block_size')
      const end = at + 4 + recordSize
      window.seek(at)
      const { block } = window
      // What starts behind the border is the next part's.
      isBeyond = block >= to
      if (isBeyond || end > length) break
      pushRecord(window, at, recordSize, range, builder)
      records++
      at = end
    }
    if (isBeyond) break
    // To end a record that crosses the border, one block after the other.
    const isWithin = window.next < to
    if (!isWithin && at === window.length) break
    if (!window.fill(at, isWithin ? to : window.next + 1)) throw new Irregular('ends within a record')
    at = 0
    context.progress({ phase: 'indexing', done: Math.min(window.next, to), total: size, unit: 'bytes' })
    await turn()
    throwIfCancelled(context.signal, path)
  }
  window.seek(at)
  const isEnd = at === window.length
  const stop = isEnd
    ? { block: window.next, within: 0 }
    : { block: window.block, within: at - window.blockStart }
  const end = { block: window.dataEnd, within: 0 }
  return { ...leavingThread(builder.part()), from, to: stop, end, records, contigs: [] }
}

/** Checks the record at `at` as {@link BamRecord} does and gives it to the index. */
function pushRecord(
  window: InflatedWindow,
  at: number,
  recordSize: number,
  { path, referenceCount }: BamPartRange,
  builder: PartBuilder,
): void {
  const { view } = window
  const refId = view.getInt32(at + 4, true)
  const start = view.getInt32(at + 8, true)
  const nameLength = view.getUint8(at + 12)
  const operations = view.getUint16(at + 16, true)
  const flags = view.getUint16(at + 18, true)
  const bases = view.getInt32(at + 20, true)
  const mateRefId = view.getInt32(at + 24, true)
  if (refId < -1 || refId >= referenceCount || mateRefId < -1 || mateRefId >= referenceCount)
    throw new Irregular('refID')
  if (start < -1 || nameLength < 1 || bases < 0) throw new Irregular('a fixed field')
  const cigarAt = at + 4 + FIXED + nameLength
  const fields = FIXED + nameLength + operations * 4 + ((bases + 1) >> 1) + bases
  if (fields > recordSize) throw new Irregular('block_size')
  const mapped = (flags & FLAG_UNMAPPED) === 0
  let length = 0
  if (mapped) {
    const first = operations === 2 ? view.getUint32(cigarAt, true) : 0
    if (
      operations === 2 &&
      (first & 15) === CIGAR_S &&
      (view.getUint32(cigarAt + 4, true) & 15) === CIGAR_N
    ) {
      // The CIGAR may be in the CG tag.
      const bytes = window.bytes.subarray(at + 4, at + 4 + recordSize)
      const record = new BamRecord(bytes, { file: path, referenceCount }, 0, 0)
      length = record.end - record.start
    } else {
      for (let i = cigarAt; i < cigarAt + operations * 4; i += 4) {
        const operation = view.getUint32(i, true)
        const code = operation & 15
        if (code > 8) throw new Irregular('cigar')
        if (((CONSUMES_REFERENCE >>> code) & 1) === 1) length += operation >>> 4
      }
    }
  }
  const { block, blockStart } = window
  if (builder.push(refId, start, start + (length || 1), mapped, block, at - blockStart) !== 'indexed')
    throw new Irregular('order')
}

/** Where the first record of the window starts: at 0 in files as htslib writes them, further on in others. */
function firstRecord(window: InflatedWindow, referenceCount: number): number {
  const last = Math.min(window.length, 1 << 20)
  for (let at = 0; at < last; at++) if (isRecordChain(window, at, referenceCount)) return at
  throw new Irregular('no record starts here')
}

function isRecordChain(
  { view, bytes, length }: InflatedWindow,
  first: number,
  referenceCount: number,
): boolean {
  let at = first
  for (let i = 0; i < CHAIN; i++) {
    if (at + 4 + FIXED > length) return i > 0
    const size = view.getInt32(at, true)
    const refId = view.getInt32(at + 4, true)
    const mateRefId = view.getInt32(at + 24, true)
    const bases = view.getInt32(at + 20, true)
    const nameLength = view.getUint8(at + 12)
    if (size < FIXED || size > LARGEST || refId < -1 || refId >= referenceCount) return false
    if (mateRefId < -1 || mateRefId >= referenceCount || bases < 0 || nameLength < 1) return false
    if (view.getInt32(at + 8, true) < -1 || view.getInt32(at + 28, true) < -1) return false
    const fields = FIXED + nameLength + view.getUint16(at + 16, true) * 4 + ((bases + 1) >> 1) + bases
    if (fields > size) return false
    const nameEnd = at + 4 + FIXED + nameLength - 1
    if (nameEnd < length && bytes[nameEnd] !== 0) return false
    at += 4 + size
  }
  return true
}
