import { type InflatedWindow, Irregular } from '../../files/bgzf/inflated-window.ts'
import type { VirtualOffset } from '../../files/bgzf/virtual-offset.ts'
import { throwIfCancelled } from '../../files/io-fault.ts'
import { createContigTable } from '../../files/vcf/contig-table.ts'
import { indexedExtent } from '../../files/vcf/extent.ts'
import { decode, scanVcfLine } from '../../files/vcf/line.ts'
import type { JobContext } from '../../work/job.ts'
import { createPartBuilder } from '../index-builder.ts'
import { leavingThread, type PartRange, type PartScan } from './part-scan.ts'
import { scanIfRegular, turn } from './scan-job.ts'

export type VcfPartRange = PartRange & {
  /** How many columns each line must have. */
  readonly columns: number
}

const TAB = 9
const LF = 10
const CR = 13
const HASH = 35
const ZERO = 48

/**
 * Scans a part of a bgzip VCF for its index, in a worker thread. A line that starts just at the border, or before
 * it, belongs to the part before: a part begins after its first line feed.
 *
 * @returns null when anything is not as in a sound file
 * @throws Fault `task/cancelled`
 */
export async function scanVcfPart(range: VcfPartRange, context: JobContext): Promise<PartScan | null> {
  return scanIfRegular(range, (window) => scan(range, window, context))
}

async function scan(range: VcfPartRange, window: InflatedWindow, context: JobContext): Promise<PartScan> {
  const { to, size, path } = range
  const lines = createLineScan(range, window)
  let at = range.from.within
  let from: VirtualOffset = range.from
  window.fill(0, to)
  if (at > window.length) throw new Irregular('no such place')
  if (!range.isFirst) {
    let feed = window.bytes.subarray(0, window.length).indexOf(LF)
    while (feed < 0) {
      if (!window.fill(0, to)) throw new Irregular('no line starts here')
      feed = window.bytes.subarray(0, window.length).indexOf(LF)
    }
    at = feed + 1
    from = window.after(at)
  }
  for (;;) {
    at = lines.scan(at)
    if (lines.isBeyond()) break
    const isWithin = window.next < to
    if (at === window.length && !isWithin && window.next >= size) break
    // A line that crosses the border, or starts at it, is this part's to the end.
    if (!window.fill(at, isWithin ? to : window.next + 1)) throw new Irregular('no line feed at the end')
    at = 0
    context.progress({ phase: 'indexing', done: Math.min(window.next, to), total: size, unit: 'bytes' })
    await turn()
    throwIfCancelled(context.signal, path)
  }
  return { from, to: window.after(at), ...lines.finish(range.from) }
}

/** Walks the lines of the window. */
function createLineScan({ path, columns, to, binning }: VcfPartRange, window: InflatedWindow) {
  const builder = createPartBuilder(binning)
  const contigs = createContigTable()
  let contig = ''
  let contigBytes: Uint8Array = new Uint8Array(0)
  let refId = -1
  let previous = -1
  let records = 0
  let isBeyond = false
  let end: VirtualOffset | undefined

  const enterContig = (name: string): void => {
    contig = name
    contigBytes = Buffer.from(name)
    refId = contigs.numberOf(name)
    previous = -1
  }

  const push = (start: number, stop: number, position: number, at: number): void => {
    if (position < previous) throw new Irregular('order')
    previous = position
    if (builder.push(refId, start, stop, true, window.block, at - window.blockStart) !== 'indexed')
      throw new Irregular('order')
    records++
  }

  /** A line that is not as most are: as the serial builder takes it. */
  const pushUncommon = (at: number, feed: number): void => {
    const stop = feed > at && window.bytes[feed - 1] === CR ? feed - 1 : feed
    if (stop === at) return
    const bytes = window.bytes.subarray(at, stop)
    const nowhere = { block: 0, within: 0 }
    const line = { bytes, number: 0, place: nowhere, after: nowhere }
    const found = scanVcfLine(line, columns, path, contig)
    if (records === 0 || found.contig !== contig) enterContig(found.contig)
    const info = decode(bytes, found.infoStart, found.infoEnd)
    const extent = indexedExtent(found.position, found.refEnd - found.refStart, info)
    push(extent.start, extent.end, found.position, at)
  }

  /** @returns false when the line is not as most are */
  const pushCommon = (at: number, feed: number, nextEnd: number): boolean => {
    const { bytes } = window
    const length = contigBytes.length
    for (let i = 0; i < length; i++) if (bytes[at + i] !== contigBytes[i]) return false
    if (records === 0 || bytes[at + length] !== TAB) return false
    let i = at + length + 1
    let position = 0
    const digits = i
    for (; bytes[i] !== TAB; i++) {
      const digit = (bytes[i] ?? 0) - ZERO
      if (digit < 0 || digit > 9) return false
      position = position * 10 + digit
    }
    if (i === digits || i - digits > 15) return false
    // ID, REF, ALT, QUAL, FILTER: a line without so many columns runs into its line feed.
    let tabs = 2
    let refStart = 0
    let refEnd = 0
    while (tabs < 7) {
      i++
      const byte = bytes[i]
      if (byte === LF) return false
      if (byte !== TAB) continue
      tabs++
      if (tabs === 3) refStart = i + 1
      else if (tabs === 4) refEnd = i
    }
    const infoStart = i + 1
    if (nextEnd < feed || (bytes[infoStart] === 69 && bytes[infoStart + 1] === 78)) return false
    const infoEnd = bytes.indexOf(TAB, infoStart)
    if (infoEnd >= 0 && infoEnd < feed) {
      tabs++
      for (let k = infoEnd + 1; k < feed; k++) if (bytes[k] === TAB) tabs++
    }
    if (tabs + 1 !== columns) return false
    const start = Math.max(0, position - 1)
    push(start, start + Math.max(1, refEnd - refStart), position, at)
    return true
  }

  return {
    /** Scans the whole lines from `from` on. @returns where the first begins that is not whole, or not this part's */
    scan(from: number): number {
      const { bytes, length } = window
      const held = bytes.subarray(0, length)
      const endKeyFrom = (at: number): number => {
        const found = held.indexOf(';END', at, 'latin1')
        return found < 0 ? length : found
      }
      let nextEnd = endKeyFrom(from)
      let at = from
      let lastAfter = -1
      for (;;) {
        if (at < length) {
          window.seek(at)
          if (window.block > to || (window.block === to && at > window.blockStart)) {
            isBeyond = true
            break
          }
        }
        const feed = held.indexOf(LF, at)
        if (feed < 0) break
        if (bytes[at] !== HASH) {
          if (nextEnd < at) nextEnd = endKeyFrom(at)
          const before = records
          if (!pushCommon(at, feed, nextEnd)) pushUncommon(at, feed)
          if (records > before) lastAfter = feed + 1
        }
        at = feed + 1
      }
      if (lastAfter > 0) end = window.after(lastAfter)
      return at
    },
    isBeyond: () => isBeyond,
    finish: (start: VirtualOffset) => ({
      ...leavingThread(builder.part()),
      end: end ?? start,
      records,
      contigs: contigs.names,
    }),
  }
}
