/**
 * Named columns of numbers in one buffer, as bulk answers carry them, little-endian:
 *
 *     bytes  0– 3  "CCOL"
 *     bytes  4– 7  uint32  version of this layout, 1
 *     bytes  8–11  uint32  length of the head in bytes
 *     bytes 12–    the head: JSON, in ASCII, `{meta, columns: [[name, type, offset, count], …]}`
 *     …            the columns, each at a multiple of 8 bytes: `offset` counts from the start of the buffer
 *
 * Reading makes views, not copies.
 */
const MAGIC = 0x4c4f4343
const VERSION = 1
const START = 12

const TYPES = {
  i8: Int8Array,
  u8: Uint8Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f64: Float64Array,
} as const
type ColumnType = keyof typeof TYPES
type ArrayOf<T extends ColumnType> = InstanceType<(typeof TYPES)[T]>
export type Column = Int8Array | Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array

function typeOf(column: Column): ColumnType {
  if (column instanceof Int8Array) return 'i8'
  if (column instanceof Uint8Array) return 'u8'
  if (column instanceof Uint16Array) return 'u16'
  if (column instanceof Int32Array) return 'i32'
  return column instanceof Uint32Array ? 'u32' : 'f64'
}

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8

/** JSON without a character beyond ASCII: `shared` has no encoder of text. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}

/** @param meta anything JSON can hold */
export function encodeColumns(
  meta: unknown,
  columns: Readonly<Record<string, Column>>,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(columns)
  const headOf = (base: number): { text: string; end: number } => {
    let at = base
    const listed = entries.map(([name, column]) => {
      const entry = [name, typeOf(column), at, column.length]
      at = aligned(at + column.byteLength)
      return entry
    })
    return { text: asciiJson({ meta, columns: listed }), end: at }
  }
  // The head's length depends on the offsets in it: room for the longest they can get.
  const base = aligned(START + headOf(2 ** 40).text.length)
  const { text, end } = headOf(base)
  const bytes = new Uint8Array(end)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, VERSION, true)
  view.setUint32(8, text.length, true)
  for (let i = 0; i < text.length; i++) bytes[START + i] = text.charCodeAt(i)
  let at = base
  for (const [, column] of entries) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at = aligned(at + column.byteLength)
  }
  return bytes
}

export type Columns = {
  readonly meta: unknown
  /** @throws RangeError when there is no such column of that type: the two sides are of different versions */
  readonly column: <T extends ColumnType>(name: string, type: T) => ArrayOf<T>
}

/** @returns undefined for bytes that are no columns of this version */
export function decodeColumns(buffer: ArrayBuffer): Columns | undefined {
  if (buffer.byteLength < START) return undefined
  const view = new DataView(buffer)
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION) return undefined
  const length = view.getUint32(8, true)
  if (START + length > buffer.byteLength) return undefined
  const head = headFrom(textOf(new Uint8Array(buffer, START, length)))
  if (!head) return undefined
  return {
    meta: head.meta,
    column: (name, type) => {
      const entry = head.columns.get(name)
      if (entry?.type !== type) throw new RangeError(`no column ${name} of type ${type}`)
      // The table gives the class that the type names.
      return new TYPES[type](buffer, entry.offset, entry.count) as ArrayOf<typeof type>
    },
  }
}

type Entry = { readonly type: string; readonly offset: number; readonly count: number }

function headFrom(text: string): { meta: unknown; columns: Map<string, Entry> } | undefined {
  let head: unknown
  try {
    head = JSON.parse(text)
  } catch {
    // Not ours: the caller says so.
    return undefined
  }
  if (typeof head !== 'object' || head === null || !('meta' in head && 'columns' in head)) return undefined
  if (!Array.isArray(head.columns)) return undefined
  const columns = new Map<string, Entry>()
  for (const [name, type, offset, count] of head.columns) columns.set(name, { type, offset, count })
  return { meta: head.meta, columns }
}
