import { GAP } from '../../../../shared/reads/read-slab.ts'
import { larger } from '../growing.ts'
import type { Gaps } from './gaps.ts'
import type { Insertions } from './insertions.ts'
import type { Mismatches } from './mismatches.ts'

/** An allele is above noise when at least so many reads carry it, … */
const LEAST_READS = 3
/** … and at least this share of the reads over the focus. */
const LEAST_SHARE = 0.01

const BASE = 0
const INSERTION = 1
const DELETION = 2
/** A base beside a reference that is not known: the commonest of them may be it. */
const UNKNOWN = 3
const KIND = 2 ** 51

/** Which reads carry which alleles at the viewed variant: noted read by read, judged at the end. */
export class FocusAlleles {
  #focus = -1
  /** Reads over the focus. */
  #over = 0
  /** Each carrier with its allele: the position, what it is, how long. */
  #reads = new Int32Array(64)
  #alleles = new Float64Array(64)
  #count = 0

  clear(focus: number | null): void {
    this.#focus = focus ?? -1
    this.#over = 0
    this.#count = 0
  }

  /** A read that reaches from `start` up to `end`, whose entries have been written. */
  add(
    read: number,
    start: number,
    end: number,
    lists: { readonly mismatches: Mismatches; readonly insertions: Insertions; readonly gaps: Gaps },
  ): void {
    const focus = this.#focus
    // An insertion before the base after the focus may be the read's last.
    if (focus < 0 || start > focus + 1 || end < focus) return
    if (start <= focus && end > focus) this.#over++
    const { mismatches, insertions, gaps } = lists
    for (let i = mismatches.at[read] ?? 0; i < (mismatches.at[read + 1] ?? 0); i++)
      if (mismatches.position[i] === focus) this.#carries(read, BASE, mismatches.base[i] ?? 0, 0)
    for (let i = insertions.at[read] ?? 0; i < (insertions.at[read + 1] ?? 0); i++) {
      const offset = (insertions.position[i] ?? 0) - focus
      if (offset === 0 || offset === 1) this.#carries(read, INSERTION, insertions.length[i] ?? 0, offset)
    }
    for (let i = gaps.at[read] ?? 0; i < (gaps.at[read + 1] ?? 0); i++) {
      const gapStart = gaps.start[i] ?? 0
      const gapEnd = gaps.end[i] ?? 0
      if (gapStart > focus + 1 || gapEnd <= focus) continue
      if (gaps.kind[i] === GAP.deletion) this.#carries(read, DELETION, gapStart, gapEnd - gapStart)
      else if (gapStart <= focus) this.#over--
    }
  }

  /** A read of which it is not known whether its base at the focus is the reference's. */
  addUnknown(read: number, letter: number): void {
    this.#carries(read, UNKNOWN, letter, 0)
  }

  #carries(read: number, kind: number, first: number, second: number): void {
    const i = this.#count++
    if (i === this.#reads.length) {
      this.#reads = larger(this.#reads, new Int32Array(2 * i))
      this.#alleles = larger(this.#alleles, new Float64Array(2 * i))
    }
    this.#reads[i] = read
    // Distinct for what is told apart: lengths here stay far below 2^20, and a clash would only keep more reads.
    this.#alleles[i] = kind * KIND + first * 2 ** 20 + (second % 2 ** 20)
  }

  /** Calls `mark` with each read that carries an allele above noise. */
  markCarriers(mark: (read: number) => void): void {
    const counts = new Map<number, number>()
    for (let i = 0; i < this.#count; i++) {
      const allele = this.#alleles[i] ?? 0
      counts.set(allele, (counts.get(allele) ?? 0) + 1)
    }
    let commonest = -1
    for (const [allele, count] of counts)
      if (allele >= UNKNOWN * KIND && count > (counts.get(commonest) ?? 0)) commonest = allele
    counts.delete(commonest)
    const least = Math.max(LEAST_READS, LEAST_SHARE * this.#over)
    for (let i = 0; i < this.#count; i++)
      if ((counts.get(this.#alleles[i] ?? 0) ?? 0) >= least) mark(this.#reads[i] ?? 0)
  }
}
