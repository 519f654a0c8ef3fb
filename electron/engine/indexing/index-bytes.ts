import { Fault } from '../../../shared/errors/fault.ts'
import { readVirtualOffset, type VirtualOffset } from '../files/bgzf/virtual-offset.ts'

/** The data file and its index, as errors name them. */
export type IndexNames = { readonly file: string; readonly index: string }

/** Reads the little-endian fields of an index; running out of bytes is a Fault `index/truncated`. */
export type IndexCursor = {
  readonly names: IndexNames
  /** All bytes, for what is read by place: {@link IndexCursor.skip} tells where. */
  readonly view: DataView
  remaining(): number
  /** `what` names the field for the error. */
  int32(what: string): number
  uint32(what: string): number
  /** A count of things of at least `size` bytes each: refused when they cannot all be there. */
  count(what: string, size: number): number
  /** An unsigned 64-bit number; exact below 2^53, which counts of records are. */
  uint64(what: string): number
  offset(what: string): VirtualOffset
  /** Goes on past `length` bytes. @returns where they begin */
  skip(length: number, what: string): number
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
    view,
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
    skip: advance,
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
  /** Exact below 2^53. */
  uint64(value: number): void
  bytes(bytes: Uint8Array): void
  /** Adds `length` bytes, all 0, to be written by whoever asks for them, before anything else is added. */
  reserve(length: number): DataView
  done(): Uint8Array
}

/** @param size how many bytes there will be, when that is known: no more have to be reserved then. */
export function createIndexBytes(size = 1 << 12): IndexBytes {
  let bytes = new Uint8Array(size)
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
      writeUint64(view, at, value)
    },
    bytes(added) {
      const at = room(added.length)
      bytes.set(added, at)
    },
    reserve(needed) {
      const at = room(needed)
      return new DataView(bytes.buffer, at, needed)
    },
    done: () => bytes.subarray(0, length),
  }
}

/** Writes an unsigned number below 2^53 at byte `at`. */
export function writeUint64(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / 2 ** 32)
  view.setUint32(at, value - high * 2 ** 32, true)
  view.setUint32(at + 4, high, true)
}
