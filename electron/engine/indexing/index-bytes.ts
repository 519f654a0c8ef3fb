import { Fault } from '../../../shared/errors/fault.ts'
import { readVirtualOffset, type VirtualOffset, writeVirtualOffset } from '../files/bgzf/virtual-offset.ts'

/** The data file and its index, as errors name them. */
export type IndexNames = { readonly file: string; readonly index: string }

/** Reads the little-endian fields of an index; running out of bytes is a Fault `index/truncated`. */
export type IndexCursor = {
  readonly names: IndexNames
  remaining(): number
  /** `what` names the field for the error. */
  int32(what: string): number
  uint32(what: string): number
  /** A count of things of at least `size` bytes each: refused when they cannot all be there. */
  count(what: string, size: number): number
  /** An unsigned 64-bit number; exact below 2^53, which counts of records are. */
  uint64(what: string): number
  offset(what: string): VirtualOffset
  bytes(length: number, what: string): Uint8Array
}

export function truncated(names: IndexNames, detail: string): Fault {
  return new Fault({ kind: 'index/truncated', ...names, detail })
}

export function damaged(names: IndexNames, detail: string, cause?: unknown): Fault {
  return new Fault({ kind: 'index/damaged', ...names, detail }, { cause })
}

export function createIndexCursor(bytes: Uint8Array, names: IndexNames): IndexCursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const advance = (length: number, what: string): number => {
    if (at + length > bytes.length)
      throw truncated(names, `it ends at byte ${bytes.length}, within its ${what} at byte ${at}`)
    at += length
    return at - length
  }
  return {
    names,
    remaining: () => bytes.length - at,
    int32: (what) => view.getInt32(advance(4, what), true),
    uint32: (what) => view.getUint32(advance(4, what), true),
    count(what, size) {
      const count = view.getInt32(advance(4, what), true)
      if (count < 0 || count * size > bytes.length - at)
        throw truncated(
          names,
          `it claims ${count} as its ${what} at byte ${at - 4}, more than its bytes can hold`,
        )
      return count
    },
    uint64: (what) => Number(view.getBigUint64(advance(8, what), true)),
    offset: (what) => readVirtualOffset(view, advance(8, what)),
    bytes(length, what) {
      const from = advance(length, what)
      return bytes.subarray(from, from + length)
    },
  }
}

/** Collects the little-endian fields of an index. */
export type IndexBytes = {
  int32(value: number): void
  uint32(value: number): void
  uint64(value: number): void
  offset(block: number, within: number): void
  bytes(bytes: Uint8Array): void
  done(): Uint8Array
}

export function createIndexBytes(): IndexBytes {
  let bytes = new Uint8Array(1 << 16)
  let view = new DataView(bytes.buffer)
  let length = 0
  const room = (needed: number): number => {
    if (length + needed > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, length + needed))
      larger.set(bytes)
      bytes = larger
      view = new DataView(bytes.buffer)
    }
    length += needed
    return length - needed
  }
  return {
    // `room` before `view` is looked at: it may replace it.
    int32(value) {
      const at = room(4)
      view.setInt32(at, value, true)
    },
    uint32(value) {
      const at = room(4)
      view.setUint32(at, value, true)
    },
    uint64(value) {
      const at = room(8)
      view.setBigUint64(at, BigInt(value), true)
    },
    offset(block, within) {
      const at = room(8)
      writeVirtualOffset(view, at, block, within)
    },
    bytes(added) {
      const at = room(added.length)
      bytes.set(added, at)
    },
    done: () => bytes.subarray(0, length),
  }
}
