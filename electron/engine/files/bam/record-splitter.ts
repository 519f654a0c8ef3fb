import { Fault } from '../../../../shared/errors/fault.ts'
import type { BgzfBlock } from '../bgzf/bgzf-block.ts'
import type { VirtualOffset } from '../bgzf/virtual-offset.ts'

/**
 * Called with each record's bytes (without block_size) and virtual offset. The bytes stay valid. Returning false
 * ends the walk: no further record is visited.
 */
export type VisitRecord = (bytes: Uint8Array, block: number, within: number) => boolean

export type RecordSplitter = {
  /** Takes the next block; visits the records that end in it. @returns false once a visit did. */
  feed(block: BgzfBlock, visit: VisitRecord, from?: number): boolean
  /** Where the next record starts: the end of the last one. Empty blocks after it do not count, as in htslib. */
  position(): VirtualOffset
  /** Offset of the block an unfinished record starts in; undefined between records. */
  unfinished(): number | undefined
}

const SMALLEST = 32
/** Ultra-long reads with modification tags stay below 100 MB; a length beyond this is damage. */
const LARGEST = 1 << 28

/**
 * Cuts inflated blocks into records, joining those that cross a border. Holds at most one record; what it
 * allocates for it grows with the bytes that arrive, not with the length a damaged record claims.
 *
 * @see SAMv1 §4.2
 */
export function createRecordSplitter(file: string): RecordSplitter {
  let carry: Uint8Array = new Uint8Array(0)
  let carried = 0
  let carryBlock = 0
  let carryWithin = 0
  let next: VirtualOffset = { block: 0, within: 0 }

  const keep = (bytes: Uint8Array): void => {
    if (carried + bytes.length > carry.length) {
      const larger = new Uint8Array(Math.max(1024, carry.length * 2, carried + bytes.length))
      larger.set(carry.subarray(0, carried))
      carry = larger
    }
    carry.set(bytes, carried)
    carried += bytes.length
  }

  const sizeAt = (bytes: Uint8Array, at: number, block: number): number => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4)
    const size = a | (b << 8) | (c << 16) | (d << 24)
    if (size < SMALLEST || size > LARGEST) {
      const detail = `a record of ${size} bytes is not possible`
      throw new Fault({ kind: 'bam/bad-record', file, offset: block, field: 'block_size', detail })
    }
    return size
  }

  /** Completes the carried record from `data`. @returns how many bytes it took. */
  const completeCarried = (data: Uint8Array, at: number): number => {
    let used = 0
    if (carried < 4) {
      const part = data.subarray(at, at + 4 - carried)
      keep(part)
      used = part.length
      if (carried < 4) return used
    }
    const part = data.subarray(at + used, at + used + 4 + sizeAt(carry, 0, carryBlock) - carried)
    keep(part)
    return used + part.length
  }

  return {
    feed(block, visit, from = 0) {
      const { data, offset } = block
      let at = from
      if (carried > 0) {
        at += completeCarried(data, at)
        if (carried < 4 || carried < 4 + sizeAt(carry, 0, carryBlock)) return true
        const record = carry.subarray(4, carried)
        carry = new Uint8Array(0)
        carried = 0
        if (!visit(record, carryBlock, carryWithin)) return false
      }
      while (at + 4 <= data.length) {
        const size = sizeAt(data, at, offset)
        const end = at + 4 + size
        if (end > data.length) break
        if (!visit(data.subarray(at + 4, end), offset, at)) return false
        at = end
      }
      if (at < data.length) {
        carryBlock = offset
        carryWithin = at
        keep(data.subarray(at))
        next = { block: offset, within: at }
      } else if (data.length > 0) next = { block: offset + block.size, within: 0 }
      return true
    },
    position: () => next,
    unfinished: () => (carried > 0 ? carryBlock : undefined),
  }
}
