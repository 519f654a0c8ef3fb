import { larger } from '../growing.ts'
import { LETTER_OF_CODE } from '../../files/bam/base-codes.ts'
import { codeAt } from './bases.ts'
import { ended } from './mismatches.ts'

/** The soft-clipped bases of reads with their qualities, read after read. */
export class Clips {
  count = 0
  at = new Uint32Array(2049)
  bases = new Uint8Array(8192)
  quality = new Uint8Array(8192)

  clear(): void {
    this.count = 0
  }

  /** `length` bases from base `query` on; the sequence starts at byte `sequence`, the qualities at byte `qualities`. */
  push(bytes: Uint8Array, sequence: number, qualities: number, query: number, length: number): void {
    const from = this.count
    this.count += length
    if (this.count > this.bases.length) {
      const room = Math.max(2 * this.bases.length, this.count)
      this.bases = larger(this.bases, new Uint8Array(room))
      this.quality = larger(this.quality, new Uint8Array(room))
    }
    for (let i = 0; i < length; i++) {
      this.bases[from + i] = LETTER_OF_CODE[codeAt(bytes, sequence, query + i)] ?? 0
      this.quality[from + i] = bytes[qualities + query + i] ?? 0xff
    }
  }

  endRead(read: number): void {
    this.at = ended(this.at, read, this.count)
  }
}
