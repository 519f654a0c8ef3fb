import { larger } from '../growing.ts'
import { CODE_N, LETTER_OF_CODE } from '../../files/bam/base-codes.ts'
import { codeAt } from './bases.ts'
import { ended } from './mismatches.ts'

/** Letters given of one insertion. */
const MOST_LETTERS = 64

/** The insertions of reads, read after read. */
export class Insertions {
  count = 0
  letters = 0
  at = new Uint32Array(2049)
  position = new Int32Array(1024)
  length = new Uint32Array(1024)
  basesAt = new Uint32Array(1025)
  bases = new Uint8Array(8192)

  clear(): void {
    this.count = 0
    this.letters = 0
  }

  /**
   * An insertion before `position` of `length` bases from base `query` on of the sequence that starts at byte `sequence`;
   * a sequence of -1 is not stored, its bases are N.
   */
  push(position: number, length: number, bytes: Uint8Array, sequence: number, query: number): void {
    const i = this.count++
    if (i === this.position.length) {
      this.position = larger(this.position, new Int32Array(2 * i))
      this.length = larger(this.length, new Uint32Array(2 * i))
    }
    this.position[i] = position
    this.length[i] = length
    const given = Math.min(length, MOST_LETTERS)
    if (this.letters + given > this.bases.length)
      this.bases = larger(this.bases, new Uint8Array(2 * this.bases.length))
    for (let k = 0; k < given; k++) {
      const code = sequence < 0 ? CODE_N : codeAt(bytes, sequence, query + k)
      this.bases[this.letters + k] = LETTER_OF_CODE[code] ?? 0
    }
    this.letters += given
    this.basesAt = ended(this.basesAt, i, this.letters)
  }

  endRead(read: number): void {
    this.at = ended(this.at, read, this.count)
  }
}
