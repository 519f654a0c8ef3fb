import { z } from 'zod'
import { Fault } from '../../../shared/errors/fault.ts'
import type { GeneTable } from './gene-table.ts'

/**
 * The file of a {@link GeneTable}: `CSMGENES`, uint32 length of a JSON header, the header, then the columns one
 * after the other, each at a multiple of 8 bytes from the start. Lists of strings are newline-joined UTF-8.
 * Everything is little-endian, as every machine Electron runs on.
 */
const MAGIC = 'CSMGENES'
type NumberType = 'Int8Array' | 'Uint8Array' | 'Int32Array' | 'Uint32Array'

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

type NumberColumn = Int8Array | Uint8Array | Int32Array | Uint32Array

function typeOf(column: NumberColumn): NumberType {
  if (column instanceof Int8Array) return 'Int8Array'
  if (column instanceof Uint8Array) return 'Uint8Array'
  return column instanceof Int32Array ? 'Int32Array' : 'Uint32Array'
}

export function encodeGeneTable(table: GeneTable): Uint8Array {
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
  const entries: [string, NumberColumn | readonly string[]][] = Object.entries(table)
  for (const [name, column] of entries)
    if (ArrayBuffer.isView(column)) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
      add(name, typeOf(column), bytes, column.length)
    } else add(name, 'strings', Buffer.from(column.join('\n')), column.length)
  const text = JSON.stringify({ columns } satisfies Header)
  // The columns start at a multiple of 8 so that the arrays can be views of the file's bytes.
  const header = Buffer.from(text.padEnd(padded(12 + text.length) - 12))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(header.length)
  return Buffer.concat([Buffer.from(MAGIC), size, header, ...bodies])
}

/**
 * @param bytes of the whole file; the returned columns are views of it.
 * @throws Fault `internal`: the file is one of ours, a broken one means a broken installation.
 */
export function decodeGeneTable(bytes: Uint8Array, path: string): GeneTable {
  const broken = (detail: string): Fault =>
    new Fault({ kind: 'internal', detail: `${path} is not a gene table (${detail}); run the build again` })
  // Views need 8-byte alignment, which a pooled Buffer does not promise.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
  if (Buffer.from(aligned.subarray(0, 8)).toString('latin1') !== MAGIC) throw broken('wrong magic')
  const headerSize = new DataView(aligned.buffer, aligned.byteOffset).getUint32(8, true)
  const start = 12 + headerSize
  const text = Buffer.from(aligned.buffer, aligned.byteOffset + 12, headerSize).toString('utf8')
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
  const strings = (name: string): string[] => {
    const c = column(name)
    return c.count === 0
      ? []
      : Buffer.from(...at(c), c.size)
          .toString('utf8')
          .split('\n')
  }
  const int8 = (name: string): Int8Array => new Int8Array(...at(column(name)), column(name).count)
  const uint8 = (name: string): Uint8Array => new Uint8Array(...at(column(name)), column(name).count)
  const int32 = (name: string): Int32Array => new Int32Array(...at(column(name)), column(name).count)
  const uint32 = (name: string): Uint32Array => new Uint32Array(...at(column(name)), column(name).count)
  return {
    contigs: strings('contigs'),
    contigFirst: uint32('contigFirst'),
    symbols: strings('symbols'),
    geneIds: strings('geneIds'),
    geneStart: int32('geneStart'),
    geneEnd: int32('geneEnd'),
    geneReach: int32('geneReach'),
    geneStrand: int8('geneStrand'),
    genePlacement: uint8('genePlacement'),
    transcriptFirst: uint32('transcriptFirst'),
    transcriptIds: strings('transcriptIds'),
    transcriptStrand: int8('transcriptStrand'),
    biotypes: strings('biotypes'),
    transcriptBiotype: uint8('transcriptBiotype'),
    codingStart: int32('codingStart'),
    codingEnd: int32('codingEnd'),
    canonical: uint8('canonical'),
    exonFirst: uint32('exonFirst'),
    exonStart: int32('exonStart'),
    exonEnd: int32('exonEnd'),
    names: strings('names'),
    nameGene: uint32('nameGene'),
    nameIsSynonym: uint8('nameIsSynonym'),
  }
}
