import { z } from 'zod'
import { Fault } from '../../../shared/errors/fault.ts'

/**
 * A file of columns, as the bundled data sets are stored: eight letters that say what it holds, uint32 length of a
 * JSON header, the header, then the columns one after the other, each at a multiple of 8 bytes from the start. Lists
 * of strings are newline-joined UTF-8. Everything is little-endian, as every machine Electron runs on.
 */
type NumberType = 'Int8Array' | 'Uint8Array' | 'Int32Array' | 'Uint32Array'
type NumberColumn = Int8Array | Uint8Array | Int32Array | Uint32Array
export type Column = NumberColumn | readonly string[]

const MAGIC_SIZE = 8

const headerSchema = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['Int8Array', 'Uint8Array', 'Int32Array', 'Uint32Array', 'strings']),
      /** Bytes from the end of the header. */
      offset: z.number(),
      /** bytes */
      size: z.number(),
      /** Strings only: an empty list and a list of one empty string have the same bytes. */
      count: z.number(),
    }),
  ),
})
type Header = z.infer<typeof headerSchema>

const padded = (size: number): number => Math.ceil(size / 8) * 8

function typeOf(column: NumberColumn): NumberType {
  if (column instanceof Int8Array) return 'Int8Array'
  if (column instanceof Uint8Array) return 'Uint8Array'
  return column instanceof Int32Array ? 'Int32Array' : 'Uint32Array'
}

function isNumbers(column: Column): column is NumberColumn {
  return ArrayBuffer.isView(column)
}

/** @param magic eight letters of ASCII */
export function encodeColumns(magic: string, entries: ReadonlyArray<readonly [string, Column]>): Uint8Array {
  const columns: Header['columns'] = []
  const bodies: Uint8Array[] = []
  let offset = 0
  const add = (
    name: string,
    type: Header['columns'][number]['type'],
    body: Uint8Array,
    count: number,
  ): void => {
    columns.push({ name, type, offset, size: body.length, count })
    bodies.push(body, new Uint8Array(padded(body.length) - body.length))
    offset += padded(body.length)
  }
  for (const [name, column] of entries)
    if (isNumbers(column)) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
      add(name, typeOf(column), bytes, column.length)
    } else add(name, 'strings', Buffer.from(column.join('\n')), column.length)
  const text = JSON.stringify({ columns } satisfies Header)
  // The columns start at a multiple of 8 so that the arrays can be views of the file's bytes.
  const header = Buffer.from(text.padEnd(padded(MAGIC_SIZE + 4 + text.length) - MAGIC_SIZE - 4))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(header.length)
  return Buffer.concat([Buffer.from(magic), size, header, ...bodies])
}

/** The columns of a file by name; numbers are views of its bytes. */
export type ColumnReader = {
  readonly strings: (name: string) => string[]
  /** Decodes the strings when they are first asked for, which takes longer than all the rest; the column is there. */
  readonly laterStrings: (name: string) => () => readonly string[]
  readonly int8: (name: string) => Int8Array
  readonly uint8: (name: string) => Uint8Array
  readonly int32: (name: string) => Int32Array
  readonly uint32: (name: string) => Uint32Array
}

/**
 * @param bytes of the whole file
 * @param path for the error, which reading a column throws too
 * @throws Fault `internal`: the file is one of ours, a broken one means a broken installation.
 */
export function openColumns(bytes: Uint8Array, path: string, magic: string): ColumnReader {
  const broken = (detail: string): Fault =>
    new Fault({
      kind: 'internal',
      detail: `${path} is not a ${magic} file (${detail}); run the build again`,
    })
  // Views need 8-byte alignment, which a pooled Buffer does not promise.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
  if (Buffer.from(aligned.subarray(0, MAGIC_SIZE)).toString('latin1') !== magic) throw broken('wrong magic')
  const headerSize = new DataView(aligned.buffer, aligned.byteOffset).getUint32(MAGIC_SIZE, true)
  const start = MAGIC_SIZE + 4 + headerSize
  const text = Buffer.from(aligned.buffer, aligned.byteOffset + MAGIC_SIZE + 4, headerSize).toString('utf8')
  const header = headerSchema.parse(JSON.parse(text))
  const column = (name: string): Header['columns'][number] => {
    const found = header.columns.find((c) => c.name === name)
    if (!found || start + found.offset + found.size > aligned.length) throw broken(`column ${name}`)
    return found
  }
  const at = (c: Header['columns'][number]): [ArrayBufferLike, number] => [
    aligned.buffer,
    aligned.byteOffset + start + c.offset,
  ]
  const decoded = (c: Header['columns'][number]): string[] =>
    c.count === 0
      ? []
      : Buffer.from(...at(c), c.size)
          .toString('utf8')
          .split('\n')
  return {
    strings: (name) => decoded(column(name)),
    laterStrings(name) {
      const c = column(name)
      let strings: readonly string[] | undefined
      return () => (strings ??= decoded(c))
    },
    int8: (name) => new Int8Array(...at(column(name)), column(name).count),
    uint8: (name) => new Uint8Array(...at(column(name)), column(name).count),
    int32: (name) => new Int32Array(...at(column(name)), column(name).count),
    uint32: (name) => new Uint32Array(...at(column(name)), column(name).count),
  }
}
