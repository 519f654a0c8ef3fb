import type { Fault } from '../../../../shared/errors/fault.ts'

/** Reads the core block: bits from the most significant of each byte. @see CRAMv3 §2.2 */
export class BitReader {
  readonly #bytes: Uint8Array
  readonly #fail: (detail: string) => Fault
  #at = 0
  /** Bits of the byte at `#at` that were read. */
  #used = 0

  constructor(bytes: Uint8Array, fail: (detail: string) => Fault) {
    this.#bytes = bytes
    this.#fail = fail
  }

  /** @throws Fault past the end */
  bit(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw this.#fail('its core block ends within a read')
    const value = (byte >> (7 - this.#used)) & 1
    if (this.#used === 7) {
      this.#used = 0
      this.#at++
    } else this.#used++
    return value
  }

  /** Up to 32 bits, as a signed number. @throws Fault past the end */
  bits(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) value = (value << 1) | this.bit()
    return value
  }
}
