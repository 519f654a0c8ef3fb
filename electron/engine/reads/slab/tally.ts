import { SITE_COUNTS } from '../../../../shared/reads/read-slab.ts'
import { larger } from '../growing.ts'
import { COLUMN_OF_CODE } from '../../files/bam/base-codes.ts'
import { COLUMN_N } from './bases.ts'

/** Columns of a site after the five bases: see `SITE_KINDS`. */
const DELETION = 5
const INSERTION = 6

/** What the tally comes to: the slab's columns of coverage, good until the next slab. */
export type Counted = {
  readonly depthForward: Uint32Array
  readonly depthReverse: Uint32Array
  readonly sitePosition: Int32Array
  readonly siteCounts: Uint32Array
  readonly deepest: number
}

/**
 * Counts bases by position and strand without visiting those that are the reference's: where they begin and end is
 * noted in differences, which add up to depths; what is not the reference's is counted at the site. Positions are
 * relative to the region's start; what lies beyond the region is not counted. Strand is 0 for forward, 1 for reverse.
 */
export class Tally {
  length = 0
  /** Bases, and deletions, that begin here less those that ended: forward, reverse. */
  #bases = [new Int32Array(0), new Int32Array(0)] as const
  #deletions = [new Int32Array(0), new Int32Array(0)] as const
  /** Codes of the reference's bases, 0 where no read nor anything else has said. */
  reference = new Uint8Array(0)
  #slotOf = new Int32Array(0)
  #slots = 0
  #counts = new Uint32Array(SITE_COUNTS * 1024)
  #out = { forward: new Uint32Array(0), reverse: new Uint32Array(0), position: new Int32Array(0) }
  #outCounts = new Uint32Array(SITE_COUNTS * 1024)

  /** Starts anew, for a region of `length` bp. */
  clear(length: number): void {
    this.length = length
    if (this.reference.length < length + 1) {
      const room = length + 1
      this.#bases = [new Int32Array(room), new Int32Array(room)]
      this.#deletions = [new Int32Array(room), new Int32Array(room)]
      this.reference = new Uint8Array(room)
      this.#slotOf = new Int32Array(room)
      this.#out = {
        forward: new Uint32Array(room),
        reverse: new Uint32Array(room),
        position: new Int32Array(room),
      }
    } else
      for (const column of [...this.#bases, ...this.#deletions, this.reference, this.#slotOf])
        column.fill(0, 0, length + 1)
    this.#counts.fill(0, 0, this.#slots * SITE_COUNTS)
    this.#slots = 0
  }

  /** Bytes of memory it holds on to, about. */
  get bytes(): number {
    return 33 * this.reference.length + 4 * (this.#counts.length + this.#outCounts.length)
  }

  addBases(from: number, to: number, strand: number, by: number): void {
    this.#add(this.#bases[strand], from, to, by)
  }

  addDeletion(from: number, to: number, strand: number, by: number): void {
    this.#add(this.#deletions[strand], from, to, by)
  }

  #add(column: Int32Array | undefined, from: number, to: number, by: number): void {
    const start = Math.max(0, from)
    const end = Math.min(this.length, to)
    if (column === undefined || start >= end) return
    column[start] = (column[start] ?? 0) + by
    column[end] = (column[end] ?? 0) - by
  }

  /** A base of {@link addBases} that is not the reference's, or of which that is not known. */
  addBase(at: number, column: number, strand: number, by: number): void {
    if (at >= 0 && at < this.length) this.#count(at, column, strand, by)
  }

  addInsertion(at: number, strand: number, by: number): void {
    if (at >= 0 && at < this.length) this.#count(at, INSERTION, strand, by)
  }

  #count(at: number, column: number, strand: number, by: number): void {
    const slot = this.#slotOf[at] || this.#newSlot(at)
    const place = (slot - 1) * SITE_COUNTS + 2 * column + strand
    this.#counts[place] = (this.#counts[place] ?? 0) + by
  }

  #newSlot(at: number): number {
    const slot = ++this.#slots
    if (slot * SITE_COUNTS > this.#counts.length)
      this.#counts = larger(this.#counts, new Uint32Array(2 * this.#counts.length))
    this.#slotOf[at] = slot
    return slot
  }

  /** Adds everything up. @param start of the region: positions of sites are absolute */
  finish(start: number): Counted {
    const { length } = this
    const { forward, reverse, position } = this.#out
    const [basesForward, basesReverse] = this.#bases
    const [gapsForward, gapsReverse] = this.#deletions
    let [depthF, depthR, gapF, gapR, sites, deepest] = [0, 0, 0, 0, 0, 0]
    for (let at = 0; at < length; at++) {
      depthF += basesForward[at] ?? 0
      depthR += basesReverse[at] ?? 0
      gapF += gapsForward[at] ?? 0
      gapR += gapsReverse[at] ?? 0
      forward[at] = depthF
      reverse[at] = depthR
      if (depthF + depthR > deepest) deepest = depthF + depthR
      const slot = this.#slotOf[at] ?? 0
      if (slot === 0 && gapF + gapR === 0) continue
      if (this.#writeSite(sites, at, slot, gapF, gapR)) position[sites++] = start + at
    }
    return {
      depthForward: forward.subarray(0, length),
      depthReverse: reverse.subarray(0, length),
      sitePosition: position.subarray(0, sites),
      siteCounts: this.#outCounts.subarray(0, sites * SITE_COUNTS),
      deepest,
    }
  }

  /** @returns false when nothing but the reference's base is left there */
  #writeSite(site: number, at: number, slot: number, gapForward: number, gapReverse: number): boolean {
    const to = site * SITE_COUNTS
    if (to + SITE_COUNTS > this.#outCounts.length)
      this.#outCounts = larger(this.#outCounts, new Uint32Array(2 * this.#outCounts.length))
    const out = this.#outCounts
    const from = (slot - 1) * SITE_COUNTS
    let [sum, forward, reverse] = [gapForward + gapReverse, 0, 0]
    for (let i = 0; i < SITE_COUNTS; i++) {
      const count = slot === 0 ? 0 : (this.#counts[from + i] ?? 0)
      out[to + i] = count
      sum += count
      if (i >= 2 * DELETION) continue
      if ((i & 1) === 0) forward += count
      else reverse += count
    }
    if (sum === 0) return false
    out[to + 2 * DELETION] = gapForward
    out[to + 2 * DELETION + 1] = gapReverse
    // What is not counted by itself is the reference's base.
    const code = this.reference[at] ?? 0
    const column = to + 2 * (code === 0 ? COLUMN_N : (COLUMN_OF_CODE[code] ?? COLUMN_N))
    out[column] = (out[column] ?? 0) + (this.#out.forward[at] ?? 0) - forward
    out[column + 1] = (out[column + 1] ?? 0) + (this.#out.reverse[at] ?? 0) - reverse
    return true
  }
}
