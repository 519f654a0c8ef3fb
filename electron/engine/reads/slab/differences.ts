import {
  CIGAR_D,
  CIGAR_EQ,
  CIGAR_M,
  CIGAR_X,
  consumesQuery,
  consumesReference,
} from '../../files/bam/cigar.ts'
import { CODE_N, CODE_OF_LETTER, COLUMN_OF_CODE } from '../../files/bam/base-codes.ts'
import { codeAt, COLUMN_N, PLAIN_LETTER_OF_CODE } from './bases.ts'
import { MdWalk, mdFits } from './md-walk.ts'
import type { Mismatches } from './mismatches.ts'
import type { ReadParts } from './read-parts.ts'
import type { SlabWindow } from './window.ts'
import type { Tally } from './tally.ts'

/** How it is known where a read differs from the reference. */
type Witness = 'md' | 'operations' | 'reference' | 'none'

/**
 * Finds where reads differ from the reference: by their MD, else by `=` and `X` operations, else by the reference's
 * bases. Writes the mismatches and counts them; learns from the reads what the reference's bases are; counts the bases
 * one by one of which it is not known whether they are the reference's.
 */
export class Differences {
  readonly #tally: Tally
  readonly #mismatches: Mismatches
  readonly #md = new MdWalk()
  #window: SlabWindow = { start: 0, end: 0, low: 0, high: 0, reference: undefined }
  /** Up to here, relative to the region, every base a read has was looked at for what the reference is. */
  #frontier = 0
  /** Some read could not say what the reference is where it lies. */
  #hasHoles = false
  #witness: Witness = 'none'
  /** Reads that had neither MD nor operations that tell. */
  undecided = 0

  constructor(tally: Tally, mismatches: Mismatches) {
    this.#tally = tally
    this.#mismatches = mismatches
  }

  clear(window: SlabWindow): void {
    this.#window = window
    this.#frontier = 0
    this.#hasHoles = false
    this.undecided = 0
    const { reference, low, start } = window
    if (reference === undefined) return
    const known = this.#tally.reference
    for (let at = 0; at < this.#tally.length; at++) {
      const code = reference[start - low + at] ?? 0
      known[at] = code === CODE_N ? 0 : code
    }
    this.#hasHoles = true
  }

  /**
   * Describes a read.
   *
   * @returns 'known', or 'unknown' when of some of its bases in the region it is not known whether they are the
   * reference's: those are counted one by one
   */
  add(read: ReadParts, mdFrom: number, mdTo: number): 'known' | 'unknown' {
    this.#witness = this.#witnessOf(read, mdFrom, mdTo)
    switch (this.#witness) {
      case 'md':
        this.#addByMd(read, mdFrom, mdTo)
        break
      case 'operations':
        this.#addByOperations(read)
        break
      case 'reference':
        return this.#addByReference(read)
      case 'none':
        this.#addUnknown(read)
        return 'unknown'
    }
    this.#frontier = Math.max(this.#frontier, read.end - this.#window.start)
    return 'known'
  }

  #witnessOf(read: ReadParts, mdFrom: number, mdTo: number): Witness {
    const { bytes, ops, opCount } = read
    if (read.sequence < 0) return 'none'
    if (mdFrom < mdTo && mdFits(this.#md, bytes, mdFrom, mdTo, ops, opCount)) return 'md'
    let isTold = true
    for (let i = 0; i < opCount; i++) if (((ops[i] ?? 0) & 15) === CIGAR_M) isTold = false
    if (isTold) return 'operations'
    this.undecided++
    return this.#window.reference === undefined ? 'none' : 'reference'
  }

  #addByMd(read: ReadParts, mdFrom: number, mdTo: number): void {
    const { bytes, ops, opCount, sequence } = read
    const md = this.#md
    md.enter(bytes, mdFrom, mdTo)
    let position = read.start
    let query = 0
    for (let i = 0; i < opCount; i++) {
      const op = ops[i] ?? 0
      const code = op & 15
      const length = op >>> 4
      if (consumesReference(code)) {
        if (code === CIGAR_D)
          for (let k = 0; k < length; k++) this.#learn(position + k, CODE_OF_LETTER[md.deleted()] ?? CODE_N)
        else if (!consumesQuery(code)) this.#leaveHole(position + length)
        else
          for (let done = 0; done < length;) {
            const matching = md.matches(length - done)
            if (matching > 0) this.#learnRun(read, position + done, query + done, matching)
            done += matching
            if (matching > 0 || done === length) continue
            const expected = CODE_OF_LETTER[md.mismatch()] ?? CODE_N
            const base = codeAt(bytes, sequence, query + done)
            this.#learn(position + done, expected)
            if (base !== 0 && base !== expected) this.#differs(read, position + done, query + done, base)
            done++
          }
        position += length
      }
      if (consumesQuery(code)) query += length
    }
  }

  #addByOperations(read: ReadParts): void {
    const { bytes, ops, opCount, sequence } = read
    let position = read.start
    let query = 0
    for (let i = 0; i < opCount; i++) {
      const op = ops[i] ?? 0
      const code = op & 15
      const length = op >>> 4
      if (code === CIGAR_EQ) this.#learnRun(read, position, query, length)
      else if (consumesReference(code)) this.#leaveHole(position + length)
      if (code === CIGAR_X)
        for (let k = 0; k < length; k++)
          this.#differs(read, position + k, query + k, codeAt(bytes, sequence, query + k))
      if (consumesReference(code)) position += length
      if (consumesQuery(code)) query += length
    }
  }

  #addByReference(read: ReadParts): 'known' | 'unknown' {
    const { bytes, sequence } = read
    const { reference, low, high, start } = this.#window
    let isKnown = true
    forAligned(read, low, high, (position, query) => {
      const base = codeAt(bytes, sequence, query)
      const expected = reference?.[position - low] ?? 0
      if (base === 0) return
      if (expected !== CODE_N && expected !== 0) {
        if (base !== expected) this.#differs(read, position, query, base)
      } else if (position >= start && position < this.#window.end) {
        isKnown = false
        this.#tally.addBase(position - start, COLUMN_OF_CODE[base] ?? COLUMN_N, read.strand, 1)
      }
    })
    return isKnown ? 'known' : 'unknown'
  }

  #addUnknown(read: ReadParts): void {
    const { start, end } = this.#window
    this.#leaveHole(read.end)
    forAligned(read, start, end, (position, query) => {
      const base = read.sequence < 0 ? CODE_N : codeAt(read.bytes, read.sequence, query)
      this.#tally.addBase(position - start, COLUMN_OF_CODE[base] ?? COLUMN_N, read.strand, 1)
    })
  }

  /**
   * The columns, plus one, of the bases that were counted one by one of the read last added, from `from` up to `to`; 0
   * elsewhere.
   */
  unknownColumns(read: ReadParts, from: number, to: number, into: Uint8Array, at: number): void {
    into.fill(0, at, at + to - from)
    if (this.#witness !== 'none' && this.#witness !== 'reference') return
    const { low, reference } = this.#window
    forAligned(read, from, to, (position, query) => {
      const base = read.sequence < 0 ? CODE_N : codeAt(read.bytes, read.sequence, query)
      if (this.#witness === 'reference') {
        const expected = reference?.[position - low] ?? 0
        if (base === 0 || (expected !== CODE_N && expected !== 0)) return
      }
      into[at + position - from] = (COLUMN_OF_CODE[base] ?? COLUMN_N) + 1
    })
  }

  #differs(read: ReadParts, position: number, query: number, base: number): void {
    const { low, high, start } = this.#window
    if (position < low || position >= high) return
    const quality = read.qualities < 0 ? 0xff : (read.bytes[read.qualities + query] ?? 0xff)
    this.#mismatches.push(position, PLAIN_LETTER_OF_CODE[base] ?? 0, quality)
    this.#tally.addBase(position - start, COLUMN_OF_CODE[base] ?? COLUMN_N, read.strand, 1)
  }

  #learn(position: number, code: number): void {
    const at = position - this.#window.start
    const known = this.#tally.reference
    if (at >= 0 && at < this.#tally.length && known[at] === 0) known[at] = code
  }

  #learnRun({ bytes, sequence }: ReadParts, position: number, query: number, length: number): void {
    const from = position - this.#window.start
    const to = Math.min(from + length, this.#tally.length)
    const known = this.#tally.reference
    for (let at = Math.max(from, this.#hasHoles ? 0 : this.#frontier); at < to; at++) {
      if (known[at] !== 0) continue
      const code = codeAt(bytes, sequence, query + at - from)
      known[at] = code
      if (code === 0) this.#hasHoles = true
    }
  }

  #leaveHole(to: number): void {
    if (to - this.#window.start > this.#frontier) this.#hasHoles = true
  }
}

/** Visits the aligned bases of a read from `from` up to `to`. */
export function forAligned(
  { ops, opCount, start }: ReadParts,
  from: number,
  to: number,
  visit: (position: number, query: number) => void,
): void {
  let position = start
  let query = 0
  for (let i = 0; i < opCount; i++) {
    const op = ops[i] ?? 0
    const code = op & 15
    const length = op >>> 4
    const onQuery = consumesQuery(code)
    if (consumesReference(code)) {
      if (onQuery) {
        const last = Math.min(position + length, to)
        for (let at = Math.max(position, from); at < last; at++) visit(at, query + at - position)
      }
      position += length
    }
    if (onQuery) query += length
    if (position >= to) return
  }
}
