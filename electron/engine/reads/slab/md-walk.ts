import { CIGAR_D, consumesQuery, consumesReference } from '../../files/bam/cigar.ts'

const ZERO = 0x30
const CARET = 0x5e

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= 0x39
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a

/**
 * Takes an MD value apart where it lies, in step with a CIGAR. What does not fit the grammar or the steps asked for
 * answers 0, or false.
 *
 * @see SAMtags, "MD"
 */
export class MdWalk {
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0
  #to = 0
  /** Matching bases before the next letter; -1 where there should have been a number and was none. */
  #left = 0
  #isDeleting = false

  /** Starts at the value in `bytes` from `from` up to `to`. */
  enter(bytes: Uint8Array, from: number, to: number): void {
    this.#bytes = bytes
    this.#at = from
    this.#to = to
    this.#isDeleting = false
    this.#number()
  }

  #next(): number {
    return this.#at < this.#to ? (this.#bytes[this.#at] ?? 0) : 0
  }

  #number(): void {
    if (!isDigit(this.#next())) {
      this.#left = -1
      return
    }
    let value = 0
    for (let byte = this.#next(); isDigit(byte); byte = this.#next()) {
      value = Math.min(value * 10 + byte - ZERO, 2 ** 31)
      this.#at++
    }
    this.#left = value
  }

  /** How many of the next `most` aligned bases match; 0 when the next one is a mismatch, or nothing fits. */
  matches(most: number): number {
    if (this.#isDeleting || this.#left <= 0) return 0
    const length = Math.min(most, this.#left)
    this.#left -= length
    return length
  }

  /** The reference's letter at a mismatch. */
  mismatch(): number {
    const letter = this.#next()
    if (this.#left !== 0 || this.#isDeleting || !isLetter(letter)) return 0
    this.#at++
    this.#number()
    return letter
  }

  /** The reference's letter at the next deleted base. Two deletions around an insertion may be one in MD. */
  deleted(): number {
    if (this.#left !== 0) return 0
    if (!this.#isDeleting) {
      if (this.#next() !== CARET) return 0
      this.#at++
      this.#isDeleting = true
    }
    const letter = this.#next()
    if (!isLetter(letter)) return 0
    this.#at++
    if (isLetter(this.#next())) return letter
    this.#isDeleting = false
    this.#number()
    return letter
  }

  /** True once everything was taken. */
  get isDone(): boolean {
    return this.#left === 0 && !this.#isDeleting && this.#at === this.#to
  }
}

/** True when an MD value accounts for exactly the aligned and deleted bases of a CIGAR. */
export function mdFits(
  walk: MdWalk,
  bytes: Uint8Array,
  from: number,
  to: number,
  ops: Uint32Array,
  opCount: number,
): boolean {
  walk.enter(bytes, from, to)
  for (let i = 0; i < opCount; i++) {
    const op = ops[i] ?? 0
    const code = op & 15
    if (!consumesReference(code)) continue
    let left = op >>> 4
    if (code === CIGAR_D) {
      for (; left > 0; left--) if (walk.deleted() === 0) return false
    } else if (consumesQuery(code))
      while (left > 0) {
        const matching = walk.matches(left)
        left -= matching
        if (matching > 0 || left === 0) continue
        if (walk.mismatch() === 0) return false
        left--
      }
  }
  return walk.isDone
}
