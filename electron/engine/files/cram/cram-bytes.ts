import { Fault } from '../../../../shared/errors/fault.ts'

/** Something in a CRAM that cannot be: `offset` is the byte of the container it is in. */
export function damagedCram(file: string, offset: number, detail: string, cause?: unknown): Fault {
  return new Fault({ kind: 'cram/damaged', file, offset, detail }, { cause })
}

/** Reads the numbers of CRAM's structures; every read is checked against the end of the bytes. */
export class CramCursor {
  readonly #bytes: Uint8Array
  readonly #fail: (detail: string) => Fault
  at: number

  constructor(bytes: Uint8Array, fail: (detail: string) => Fault, at = 0) {
    this.#bytes = bytes
    this.#fail = fail
    this.at = at
  }

  /** @throws Fault past the end */
  bytes(length: number, what: string): Uint8Array {
    if (length < 0 || this.at + length > this.#bytes.length) throw this.#fail(`it ends within ${what}`)
    const taken = this.#bytes.subarray(this.at, this.at + length)
    this.at += length
    return taken
  }

  uint8(what: string): number {
    return this.bytes(1, what)[0] ?? 0
  }

  /** Little-endian, as lengths and checksums are. */
  uint32(what: string): number {
    const taken = this.bytes(4, what)
    return new DataView(taken.buffer, taken.byteOffset, 4).getUint32(0, true)
  }

  /** Up to 32 bits, signed. @see CRAMv3 §2.3, "itf8" */
  itf8(what: string): number {
    const first = this.uint8(what)
    if (first < 0x80) return first
    if (first < 0xc0) return ((first & 0x3f) << 8) | this.uint8(what)
    if (first < 0xe0) return ((first & 0x1f) << 16) | this.#bigEndian(2, what)
    if (first < 0xf0) return ((first & 0x0f) << 24) | this.#bigEndian(3, what)
    // The last byte carries four bits.
    const rest = this.#bigEndian(3, what)
    return ((first & 0x0f) << 28) | (rest << 4) | (this.uint8(what) & 0x0f)
  }

  /** Up to 64 bits, exact up to 53; of counters. @see CRAMv3 §2.3, "ltf8" */
  ltf8(what: string): number {
    const first = this.uint8(what)
    const more = Math.clz32(~(first << 24))
    let value = more >= 7 ? 0 : first & (0x7f >> more)
    for (const byte of this.bytes(more, what)) value = value * 256 + byte
    return value
  }

  #bigEndian(length: number, what: string): number {
    let value = 0
    for (const byte of this.bytes(length, what)) value = (value << 8) | byte
    return value
  }
}
