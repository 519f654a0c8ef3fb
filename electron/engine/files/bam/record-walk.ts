import { Fault } from '../../../../shared/errors/fault.ts'
import type { CachedBlock } from '../bgzf/block-cache.ts'
import type { VirtualOffset } from '../bgzf/virtual-offset.ts'
import type { RecordCursor } from './record-cursor.ts'

/** Called with the cursor on each record in turn. Returning false ends the walk. */
export type VisitCursor = (cursor: RecordCursor) => boolean

export type RecordWalk = {
  /**
   * Takes the next block; visits the records that end in it.
   * @returns false once a visit did, or no further record starts before the walk's end
   */
  feed(block: CachedBlock, from?: number): boolean
  /** True when the last record goes on in the next block. */
  isWithinRecord(): boolean
}

const SMALLEST = 32
/** @see createRecordSplitter, whose bounds these are */
const LARGEST = 1 << 28

/**
 * Moves a cursor over the records of consecutive blocks in place; those that cross a border are put together. What
 * `createRecordSplitter` does without an object per record.
 *
 * @param to records that start here or later are not looked at
 *
 * Errors: Fault `bam/bad-record` with the offset of the block the record starts in.
 */
export function walkRecords(
  file: string,
  to: VirtualOffset,
  cursor: RecordCursor,
  visit: VisitCursor,
): RecordWalk {
  /** Of a record that crosses a border: its bytes so far, and where it starts. */
  let parts: Uint8Array[] = []
  let carried = 0
  let carryBlock = 0
  let carryWithin = 0

  const checked = (size: number, offset: number): number => {
    if (size >= SMALLEST && size <= LARGEST) return size
    const detail = `a record of ${size} bytes is not possible`
    throw new Fault({ kind: 'bam/bad-record', file, offset, field: 'block_size', detail })
  }

  const carry = (part: Uint8Array): void => {
    if (part.length === 0) return
    // The block's memory is used again for the next.
    parts.push(new Uint8Array(part))
    carried += part.length
  }

  const carriedSize = (): number => {
    // The size itself can cross the border: join what there is, once.
    if ((parts[0]?.length ?? 0) < 4) parts = [Buffer.concat(parts)]
    const [first = new Uint8Array(4)] = parts
    return checked(new DataView(first.buffer, first.byteOffset, 4).getInt32(0, true), carryBlock)
  }

  /** Completes the carried record from the start of `data`. @returns how many bytes it took, -1 when not complete. */
  const complete = (data: Uint8Array): number => {
    let used = 0
    if (carried < 4) {
      used = Math.min(4 - carried, data.length)
      carry(data.subarray(0, used))
      if (carried < 4) return -1
    }
    const missing = 4 + carriedSize() - carried
    carry(data.subarray(used, used + missing))
    return data.length - used < missing ? -1 : used + missing
  }

  return {
    feed({ data, offset }, from = 0) {
      let at = from
      if (carried > 0) {
        at = complete(data)
        if (at < 0) return true
        const whole = Buffer.concat(parts)
        parts = []
        carried = 0
        cursor.enter(whole)
        cursor.moveTo(4, whole.length, carryBlock, carryWithin)
        if (!visit(cursor)) return false
      }
      cursor.enter(data)
      const stop = offset < to.block ? data.length : offset === to.block ? to.within : 0
      while (at + 4 <= data.length && at < stop) {
        const end = at + 4 + checked(cursor.view.getInt32(at, true), offset)
        if (end > data.length) break
        cursor.moveTo(at + 4, end, offset, at)
        if (!visit(cursor)) return false
        at = end
      }
      if (at >= stop && offset >= to.block) return false
      if (at < data.length) {
        carryBlock = offset
        carryWithin = at
        carry(data.subarray(at))
      }
      return true
    },
    isWithinRecord: () => carried > 0,
  }
}
