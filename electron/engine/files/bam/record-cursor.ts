import { CIGAR_N, CIGAR_S, type Cigar } from './cigar.ts'
import { FLAG_UNMAPPED } from './flags.ts'
import { BamRecord, type RecordContext } from './record.ts'

/** Bytes of a record before its name. @see SAMv1 §4.2 */
const FIXED = 32
// Bit n: operation n consumes reference (M D N = X). Operations past 8 do not exist.
const CONSUMES_REFERENCE = 0b1_1000_1101
const LAST_OPERATION = 8

/**
 * Stands on one record after the other where they lie in inflated blocks: no object is made per record, which is what
 * a deep region costs. Everything it says is of the record it stands on and gone once it moves; {@link record} makes
 * a record to keep. What is wrong with a record it leaves to {@link BamRecord} to say.
 */
export class RecordCursor {
  readonly #context: RecordContext
  /** The bytes the record lies in, from `at` to `to`, without its leading block_size. */
  bytes: Uint8Array = new Uint8Array(0)
  view: DataView = new DataView(new ArrayBuffer(0))
  at = 0
  to = 0
  /** Where the record starts in the file. */
  block = 0
  within = 0
  refId = -1
  /** 0-based; -1 for none. */
  start = -1
  /** Number of bytes of the name, with its NUL. */
  nameLength = 0
  /** Number of operations stored in the CIGAR field: those of the CG tag are not among them. */
  storedOps = 0
  flags = 0
  /** Number of bases; 0 when the record stores none. */
  sequenceLength = 0
  /** The CIGAR when it may be in the CG tag, once somebody asked. @see SAMv1 §4.2.2 */
  #longCigar: Cigar | undefined
  #isCigarKnown = false

  constructor(context: RecordContext) {
    this.#context = context
  }

  /** Stands in `bytes` from now on, without standing on a record of them. */
  enter(bytes: Uint8Array): void {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Moves to the record from `at` to `to` of the bytes entered. @throws Fault `bam/bad-record`, naming the field */
  moveTo(at: number, to: number, block: number, within: number): void {
    const { view } = this
    this.at = at
    this.to = to
    this.block = block
    this.within = within
    this.#longCigar = undefined
    this.#isCigarKnown = false
    const { referenceCount } = this.#context
    if (to - at < FIXED) this.record()
    this.refId = view.getInt32(at, true)
    this.start = view.getInt32(at + 4, true)
    this.nameLength = view.getUint8(at + 8)
    this.storedOps = view.getUint16(at + 12, true)
    this.flags = view.getUint16(at + 14, true)
    this.sequenceLength = view.getInt32(at + 16, true)
    const mateRefId = view.getInt32(at + 20, true)
    const isGood =
      this.refId >= -1 &&
      this.refId < referenceCount &&
      mateRefId >= -1 &&
      mateRefId < referenceCount &&
      this.start >= -1 &&
      this.nameLength > 0 &&
      this.sequenceLength >= 0 &&
      this.qualitiesAt + this.sequenceLength <= to
    if (!isGood) this.record()
  }

  /** Where in the bytes the CIGAR is, four bytes an operation: it follows the name. */
  get cigarAt(): number {
    return this.at + FIXED + this.nameLength
  }

  /** Where in the bytes the packed bases are. */
  get sequenceAt(): number {
    return this.cigarAt + this.storedOps * 4
  }

  get qualitiesAt(): number {
    return this.sequenceAt + ((this.sequenceLength + 1) >> 1)
  }

  get mapq(): number {
    return this.view.getUint8(this.at + 9)
  }

  get mateRefId(): number {
    return this.view.getInt32(this.at + 20, true)
  }

  /** 0-based; -1 for none. */
  get mateStart(): number {
    return this.view.getInt32(this.at + 24, true)
  }

  get templateLength(): number {
    return this.view.getInt32(this.at + 28, true)
  }

  /** Number of operations of the CIGAR. @throws Fault `bam/bad-record` */
  get opCount(): number {
    if (!this.#isCigarKnown) {
      this.#isCigarKnown = true
      if (this.#mayBeLong(this.cigarAt)) this.#longCigar = this.record().cigar
    }
    return this.#longCigar ? this.#longCigar.length : this.storedOps
  }

  /**
   * Operation `index` of the CIGAR, `length << 4 | code`, for an index below {@link opCount}, which must have been asked.
   * @throws Fault `bam/bad-record` when there is no such operation
   */
  opAt(index: number): number {
    const op = this.#longCigar?.[index] ?? this.view.getUint32(this.cigarAt + index * 4, true)
    if ((op & 15) > LAST_OPERATION) void this.record().cigar
    return op
  }

  /** Exclusive end on the reference, as {@link BamRecord.end}. @throws Fault `bam/bad-record` */
  get end(): number {
    if ((this.flags & FLAG_UNMAPPED) !== 0) return this.start + 1
    const count = this.opCount
    let length = 0
    for (let i = 0; i < count; i++) {
      const op = this.opAt(i)
      if (((CONSUMES_REFERENCE >>> (op & 15)) & 1) === 1) length += op >>> 4
    }
    return this.start + (length || 1)
  }

  /** 4-bit code of base `index`, as {@link BamRecord.baseCodeAt}. */
  baseCodeAt(index: number): number {
    const byte = this.bytes[this.sequenceAt + (index >> 1)] ?? 0xff
    return (index & 1) === 0 ? byte >> 4 : byte & 15
  }

  #mayBeLong(at: number): boolean {
    return (
      this.storedOps === 2 &&
      (this.view.getUint32(at, true) & 15) === CIGAR_S &&
      (this.view.getUint32(at + 4, true) & 15) === CIGAR_N
    )
  }

  /** The record with its leading block_size, as it lies in the file: to be copied before the cursor moves. */
  framed(): Uint8Array {
    return this.bytes.subarray(this.at - 4, this.to)
  }

  /**
   * The record as an object of its own, over a copy of its bytes: those here are used again.
   * @throws Fault `bam/bad-record` when it is not one
   */
  record(): BamRecord {
    const copy = new Uint8Array(this.bytes.subarray(this.at, this.to))
    return new BamRecord(copy, this.#context, this.block, this.within)
  }
}
