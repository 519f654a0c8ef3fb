import { Fault } from '../../../../shared/errors/fault.ts'
import type { VirtualOffset } from '../bgzf/virtual-offset.ts'
import { type Cigar, CIGAR_N, CIGAR_S, referenceLength } from './cigar.ts'
import { FLAG_UNMAPPED } from './flags.ts'
import { decodeSequence } from './sequence.ts'
import { decodeTags, findTag, findUint32Array, type Tag, TagError } from './tags.ts'

/** Bytes of a record before its name. @see SAMv1 §4.2 */
const FIXED = 32

/** What records of one file share: how errors name the file, and how many contigs `refId` may point to. */
export type RecordContext = { readonly file: string; readonly referenceCount: number }

/**
 * One alignment record over the bytes it was read from. The fixed fields are decoded and checked when it is made,
 * the rest when asked for. The bytes belong to an inflated block that lives as long as the record does.
 */
export class BamRecord {
  /** The record as in the file, without its leading block_size. */
  readonly bytes: Uint8Array
  /** Where the record starts in the file. */
  readonly offset: VirtualOffset
  /** Number of the contig, -1 for none. */
  readonly refId: number
  /** 0-based; -1 for none. */
  readonly start: number
  /** Phred; 255 is unknown. */
  readonly mapq: number
  readonly flags: number
  readonly mateRefId: number
  /** 0-based; -1 for none. */
  readonly mateStart: number
  readonly templateLength: number
  /** Number of bases; 0 when the record stores none (`*`). */
  readonly sequenceLength: number
  readonly #file: string
  readonly #view: DataView
  #cigar: Cigar | undefined
  #cigarFromTag = false
  #end: number | undefined

  /** @throws Fault `bam/bad-record`, naming the field. */
  constructor(bytes: Uint8Array, context: RecordContext, block: number, within: number) {
    this.#file = context.file
    this.bytes = bytes
    this.offset = { block, within }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#view = view
    if (bytes.length < FIXED) throw this.#bad('block_size', `${bytes.length} bytes are too few for a record`)
    this.refId = view.getInt32(0, true)
    this.start = view.getInt32(4, true)
    this.mapq = view.getUint8(9)
    this.flags = view.getUint16(14, true)
    this.sequenceLength = view.getInt32(16, true)
    this.mateRefId = view.getInt32(20, true)
    this.mateStart = view.getInt32(24, true)
    this.templateLength = view.getInt32(28, true)
    const references = context.referenceCount
    if (this.refId < -1 || this.refId >= references)
      throw this.#bad('refID', `contig number ${this.refId}, but the file has ${references} contigs`)
    if (this.mateRefId < -1 || this.mateRefId >= references)
      throw this.#bad('next_refID', `contig number ${this.mateRefId}, but the file has ${references} contigs`)
    if (this.start < -1) throw this.#bad('pos', `position ${this.start} is negative`)
    if (view.getUint8(8) < 1) throw this.#bad('l_read_name', 'the read name has no length')
    if (this.sequenceLength < 0) throw this.#bad('l_seq', `length ${this.sequenceLength} is negative`)
    if (this.#tagsAt > bytes.length)
      throw this.#bad('block_size', `${bytes.length} bytes are too few for its name, CIGAR and sequence`)
  }

  /** End of the name, with its NUL. */
  get #cigarAt(): number {
    return FIXED + this.#view.getUint8(8)
  }

  get #sequenceAt(): number {
    return this.#cigarAt + this.#view.getUint16(12, true) * 4
  }

  get #qualitiesAt(): number {
    return this.#sequenceAt + ((this.sequenceLength + 1) >> 1)
  }

  get #tagsAt(): number {
    return this.#qualitiesAt + this.sequenceLength
  }

  #bad(field: string, detail: string): Fault {
    return new Fault({ kind: 'bam/bad-record', file: this.#file, offset: this.offset.block, field, detail })
  }

  #tagFault(thrown: unknown): unknown {
    return thrown instanceof TagError ? this.#bad('tags', thrown.message) : thrown
  }

  get name(): string {
    const { buffer, byteOffset } = this.bytes
    return Buffer.from(buffer, byteOffset + FIXED, this.#view.getUint8(8) - 1).toString('latin1')
  }

  get isUnmapped(): boolean {
    return (this.flags & FLAG_UNMAPPED) !== 0
  }

  /**
   * Exclusive end on the reference, 0-based. An unmapped read, or one whose CIGAR spans no reference, counts as
   * one base, as in samtools.
   */
  get end(): number {
    this.#end ??= this.start + ((this.isUnmapped ? 0 : referenceLength(this.cigar)) || 1)
    return this.#end
  }

  /** The real CIGAR: from the CG tag when there are more operations than the record's own field can count. */
  get cigar(): Cigar {
    this.#cigar ??= this.#realCigar()
    return this.#cigar
  }

  #realCigar(): Cigar {
    const count = this.#view.getUint16(12, true)
    const cigar = new Uint32Array(count)
    const at = this.#cigarAt
    for (let i = 0; i < count; i++) cigar[i] = this.#view.getUint32(at + i * 4, true)
    const long = this.#longCigar(cigar)
    this.#cigarFromTag = long !== undefined
    const real = long ?? cigar
    for (const op of real) if ((op & 15) > 8) throw this.#bad('cigar', `unknown operation ${op & 15}`)
    return real
  }

  /** @see SAMv1 §4.2.2: `kSmN` with k the length of the sequence stands for the CIGAR in the CG tag. */
  #longCigar(stored: Cigar): Cigar | undefined {
    const [first = 0, second = 0] = stored
    if (stored.length !== 2 || (first & 15) !== CIGAR_S || (second & 15) !== CIGAR_N) return undefined
    if (first >>> 4 !== this.sequenceLength || this.refId < 0 || this.start < 0) return undefined
    try {
      const long = findUint32Array(this.bytes, this.#tagsAt, 'CG')
      return long && long.length >= stored.length ? long : undefined
    } catch (thrown) {
      throw this.#tagFault(thrown)
    }
  }

  /** The bases as stored (reverse-complemented for reverse reads); empty when the record has none. */
  get sequence(): string {
    return decodeSequence(this.bytes, this.#sequenceAt, this.sequenceLength)
  }

  /** 4-bit code of base `index` (an index into BASE_CODES): 1 A, 2 C, 4 G, 8 T, 15 N, 0 '='. */
  baseCodeAt(index: number): number {
    const byte = this.bytes[this.#sequenceAt + (index >> 1)] ?? 0xff
    return (index & 1) === 0 ? byte >> 4 : byte & 15
  }

  /** Base qualities, Phred, without offset; undefined when the record stores none (`*`). */
  get qualities(): Uint8Array | undefined {
    const at = this.#qualitiesAt
    if (this.sequenceLength === 0 || this.bytes[at] === 0xff) return undefined
    return this.bytes.subarray(at, at + this.sequenceLength)
  }

  /** All tags in file order, without the CG tag once it has become the CIGAR. @throws Fault `bam/bad-record` */
  get tags(): readonly Tag[] {
    try {
      const tags = decodeTags(this.bytes, this.#tagsAt)
      // Asking for the CIGAR finds out where it comes from.
      return this.cigar.length > 0 && this.#cigarFromTag ? tags.filter((tag) => tag.name !== 'CG') : tags
    } catch (thrown) {
      throw this.#tagFault(thrown)
    }
  }

  /** One tag, without decoding the others. @throws Fault `bam/bad-record` */
  tag(name: string): Tag | undefined {
    try {
      return findTag(this.bytes, this.#tagsAt, name)
    } catch (thrown) {
      throw this.#tagFault(thrown)
    }
  }
}
