import { InflatedWindow, Irregular } from '../../files/bgzf/inflated-window.ts'
import { throwIfCancelled, systemCode } from '../../files/io-fault.ts'
import type { VirtualOffset } from '../../files/bgzf/virtual-offset.ts'
import { turn } from '../../indexing/parts/scan-job.ts'
import type { JobContext } from '../../work/job.ts'
import type { ImportPlan, ScanHeader } from './import-plan.ts'
import { bundledWords } from './bundled-words.ts'
import { PlainWindow } from './plain-window.ts'
import { createRowBatches, type RowBatch, type ScanCounts } from './row-batches.ts'

/** A part of a VCF: the lines that start after its first line feed, to the one that starts at or before `to`. */
export type VariantPartRange = {
  readonly path: string
  /** Size of the file, in bytes. */
  readonly size: number
  readonly compression: 'bgzf' | 'none'
  readonly from: VirtualOffset
  /** Address of the block that the next part starts with; the file's size for the last. */
  readonly to: number
  /** A line starts at `from` for certain. */
  readonly isFirst: boolean
}

export type VariantPartInput = {
  readonly range: VariantPartRange
  readonly header: ScanHeader
  readonly plan: ImportPlan
}

export type VariantPart = { readonly batches: readonly RowBatch[]; readonly counts: ScanCounts }

type Window = Pick<
  InflatedWindow,
  'bytes' | 'length' | 'next' | 'fill' | 'seek' | 'block' | 'blockStart' | 'close'
>

const LF = 10

/**
 * Reads the rows of a part of a VCF, in a worker thread.
 *
 * @returns null when a block is not as in a sound file: whoever reads it serially says what is wrong with it
 * @throws Fault `task/cancelled`
 */
export async function scanVariantPart(
  input: VariantPartInput,
  context: JobContext,
): Promise<VariantPart | null> {
  const { path, size, compression, from } = input.range
  let window: Window | undefined
  try {
    window =
      compression === 'bgzf'
        ? new InflatedWindow(path, size, from.block)
        : new PlainWindow(path, size, from.block + from.within)
    return await scan(input, window, context)
  } catch (thrown) {
    if (thrown instanceof Irregular || systemCode(thrown) !== undefined) return null
    throw thrown
  } finally {
    window?.close()
  }
}

async function scan(
  { range, header, plan }: VariantPartInput,
  window: Window,
  context: JobContext,
): Promise<VariantPart> {
  const { to, size, path, isFirst, compression } = range
  const rows = createRowBatches(header, plan, path, 1, await bundledWords(plan))
  let at = compression === 'bgzf' ? range.from.within : 0
  if (!window.fill(0, to) || at > window.length) throw new Irregular('no such place')
  if (!isFirst) {
    // What comes before the first line feed is the end of the part before.
    let feed = -1
    while ((feed = window.bytes.subarray(0, window.length).indexOf(LF)) < 0)
      if (!window.fill(0, window.next < to ? to : window.next + 1)) return rows.finish()
    at = feed + 1
  }
  for (;;) {
    const { bytes, length } = window
    const held = bytes.subarray(0, length)
    let isBeyond = false
    while (at < length) {
      window.seek(at)
      isBeyond = window.block > to || (window.block === to && at > window.blockStart)
      if (isBeyond) break
      const feed = held.indexOf(LF, at)
      if (feed < 0) break
      rows.take(bytes, at, feed, window.block, at - window.blockStart)
      at = feed + 1
    }
    if (isBeyond) break
    const isWithin = window.next < to
    // A line that crosses the border, or starts at it, is this part's to the end.
    if (!window.fill(at, isWithin ? to : window.next + 1)) {
      // The last line of a file may lack its line feed.
      if (window.next >= size && at < window.length) {
        window.seek(at)
        rows.take(window.bytes, at, window.length, window.block, at - window.blockStart)
      }
      break
    }
    at = 0
    context.progress({ phase: 'importing', done: Math.min(window.next, to), total: size, unit: 'bytes' })
    await turn()
    throwIfCancelled(context.signal, path)
  }
  return rows.finish()
}
