import { reg2bin, BAI_BINNING } from '../../indexing/bins.ts'
import { type Cigar, CIGAR_N, CIGAR_S, referenceLength } from './cigar.ts'
import { FLAG_UNMAPPED } from './flags.ts'
import { encodeSequence } from './sequence.ts'
import { encodeTags, type Tag } from './tags.ts'

/** An alignment to be written. Positions are 0-based, -1 for none; qualities are Phred without offset. */
export type NewRecord = {
  readonly name: string
  readonly flags: number
  readonly refId: number
  readonly start: number
  readonly mapq: number
  readonly cigar: Cigar
  readonly mateRefId: number
  readonly mateStart: number
  readonly templateLength: number
  readonly sequence: string
  /** One per base, or undefined when there are none. */
  readonly qualities: Uint8Array | undefined
  readonly tags: readonly Tag[]
  /** Further tags, as BAM stores them; they come first. */
  readonly tagBytes?: Uint8Array
}

const MAX_CIGAR_OPS = 0xffff

/**
 * The record as BAM stores it, with its leading block_size. A CIGAR of more than 65,535 operations goes into the
 * CG tag. The caller guarantees what the types cannot: a name of at most 254 bytes, as many qualities as bases.
 *
 * @see SAMv1 §4.2
 */
export function encodeRecord(record: NewRecord): Uint8Array {
  const name = Buffer.from(`${record.name}\0`, 'latin1')
  const sequence = encodeSequence(record.sequence)
  const span = referenceLength(record.cigar)
  const isLong = record.cigar.length > MAX_CIGAR_OPS
  const cigar = isLong
    ? Uint32Array.of(record.sequence.length * 16 + CIGAR_S, span * 16 + CIGAR_N)
    : record.cigar
  const longCigar: Tag[] = isLong ? [{ name: 'CG', type: 'B', element: 'I', value: [...record.cigar] }] : []
  const encoded = encodeTags([...record.tags, ...longCigar])
  const tags = record.tagBytes ? Buffer.concat([record.tagBytes, encoded]) : encoded
  const length = record.sequence.length
  const size = 32 + name.length + cigar.length * 4 + sequence.length + length + tags.length
  const bytes = new Uint8Array(4 + size)
  const view = new DataView(bytes.buffer)
  const end = record.start + ((record.flags & FLAG_UNMAPPED) !== 0 ? 1 : span || 1)
  view.setInt32(0, size, true)
  view.setInt32(4, record.refId, true)
  view.setInt32(8, record.start, true)
  view.setUint8(12, name.length)
  view.setUint8(13, record.mapq)
  view.setUint16(14, reg2bin(record.start, end, BAI_BINNING) & 0xffff, true)
  view.setUint16(16, cigar.length, true)
  view.setUint16(18, record.flags, true)
  view.setInt32(20, length, true)
  view.setInt32(24, record.mateRefId, true)
  view.setInt32(28, record.mateStart, true)
  view.setInt32(32, record.templateLength, true)
  bytes.set(name, 36)
  let at = 36 + name.length
  for (const op of cigar) {
    view.setUint32(at, op, true)
    at += 4
  }
  bytes.set(sequence, at)
  at += sequence.length
  if (record.qualities) bytes.set(record.qualities.subarray(0, length), at)
  else bytes.fill(0xff, at, at + length)
  bytes.set(tags, at + length)
  return bytes
}

/** A record read from a file, as it lies there, ready to be written to a file with the same contigs. */
export function rawRecord(bytes: Uint8Array): Uint8Array {
  const framed = new Uint8Array(4 + bytes.length)
  new DataView(framed.buffer).setInt32(0, bytes.length, true)
  framed.set(bytes, 4)
  return framed
}
