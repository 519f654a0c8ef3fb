import { larger } from '../growing.ts'
import { CODE_OF_LETTER, COLUMN_OF_CODE } from '../../files/bam/base-codes.ts'
import { COLUMN_N } from './bases.ts'
import type { Differences } from './differences.ts'
import type { Insertions } from './insertions.ts'
import type { Mismatches } from './mismatches.ts'
import { OverlapStore, type StoredView } from './overlap-store.ts'
import { DELETED, NOTHING, qualityOf, viewOverlap } from './overlap-view.ts'
import type { ReadParts } from './read-parts.ts'
import type { ReadRows } from './rows.ts'
import type { Tally } from './tally.ts'
import type { SlabWindow } from './window.ts'

/** What both mates have at a position, and which of them does not count there. */
const APART = 0
const EARLIER_BASE = 1
const LATER_BASE = 2
const EARLIER_DELETION = 3
const LATER_DELETION = 4

/**
 * Makes fragments count once where mates overlap: at each position that both have, the one of the lower quality is
 * taken off what was counted; of equal ones the later in the file. A deletion has the lower quality of the bases beside
 * it. An insertion between two bases that both have counts with the mate that counts at the base after it.
 */
export class Overlaps {
  readonly #rows: ReadRows
  readonly #tally: Tally
  readonly #mismatches: Mismatches
  readonly #insertions: Insertions
  readonly #differences: Differences
  readonly #store = new OverlapStore()
  readonly #view: StoredView = { at: 0, from: 0, length: 0, hasColumns: false }
  /** Of each read the place of its view in the store, plus one; 0 for none. */
  #places = new Int32Array(2048)
  #own = new Uint8Array(4096)
  #ownColumns = new Uint8Array(4096)
  #lost = new Uint8Array(4096)
  #regionStart = 0
  #regionEnd = 0
  #now = 0
  readonly #isWanted = (read: number): boolean =>
    (this.#rows.mate[read] ?? -1) < 0 && (this.#rows.mateStart[read] ?? -1) >= this.#now
  readonly #setPlace = (read: number, place: number): void => {
    this.#places[read] = place + 1
  }

  constructor(parts: {
    readonly rows: ReadRows
    readonly tally: Tally
    readonly mismatches: Mismatches
    readonly insertions: Insertions
    readonly differences: Differences
  }) {
    this.#rows = parts.rows
    this.#tally = parts.tally
    this.#mismatches = parts.mismatches
    this.#insertions = parts.insertions
    this.#differences = parts.differences
  }

  clear({ start, end }: SlabWindow): void {
    this.#store.clear()
    // What is inserted before the region's first base is counted: there the base before it matters too.
    this.#regionStart = start - 1
    this.#regionEnd = end
    this.#now = 0
  }

  /** A read is here: `mate` is the number of its mate when that came before, else -1. Both were counted. */
  add(index: number, read: ReadParts, mate: number, isUnknown: boolean): void {
    if (index >= this.#places.length) this.#places = larger(this.#places, new Int32Array(2 * index))
    this.#places[index] = 0
    this.#now = read.start
    if (mate < 0) this.#remember(index, read, isUnknown)
    else if ((this.#places[mate] ?? 0) > 0) this.#settle(mate, index, read, isUnknown)
  }

  #remember(index: number, read: ReadParts, isUnknown: boolean): void {
    const mateStart = this.#rows.mateStart[index] ?? -1
    if (mateStart < read.start) return
    const from = Math.max(mateStart, this.#regionStart)
    const length = Math.min(read.end, this.#regionEnd) - from
    if (length <= 0) return
    const at = this.#store.add(index, from, length, isUnknown, this.#isWanted, this.#setPlace)
    viewOverlap(read, from, from + length, this.#store.bytes, at)
    if (isUnknown) this.#differences.unknownColumns(read, from, from + length, this.#store.bytes, at + length)
  }

  #settle(earlier: number, later: number, read: ReadParts, isUnknown: boolean): void {
    const view = this.#view
    this.#store.at((this.#places[earlier] ?? 0) - 1, view)
    const { at, from, length } = view
    if (from + length <= read.start) return
    if (length > this.#own.length) {
      this.#own = new Uint8Array(2 * length)
      this.#ownColumns = new Uint8Array(2 * length)
      this.#lost = new Uint8Array(2 * length)
    }
    viewOverlap(read, from, from + length, this.#own, 0)
    const strand = (this.#rows.flag[earlier] ?? 0) & 0x10 ? 1 : 0
    this.#takeOffDepth(at, from, length, strand, read.strand)
    this.#takeOffMismatches(earlier, from, length, EARLIER_BASE, strand)
    this.#takeOffMismatches(later, from, length, LATER_BASE, read.strand)
    if (view.hasColumns) this.#takeOffColumns(this.#store.bytes, at + length, EARLIER_BASE, strand)
    if (isUnknown) {
      this.#differences.unknownColumns(read, from, from + length, this.#ownColumns, 0)
      this.#takeOffColumns(this.#ownColumns, 0, LATER_BASE, read.strand)
    }
    this.#takeOffInsertions(earlier, later, strand, read.strand)
  }

  #takeOffDepth(at: number, from: number, length: number, strandEarlier: number, strandLater: number): void {
    const stored = this.#store.bytes
    const own = this.#own
    const places = this.#lost
    const first = from - this.#regionStart - 1
    let run = APART
    let runFrom = 0
    for (let i = 0; i <= length; i++) {
      let lost = APART
      if (i < length) {
        const a = stored[at + i] ?? NOTHING
        const b = own[i] ?? NOTHING
        if (a !== NOTHING && b !== NOTHING) {
          if (qualityOf(b) > qualityOf(a)) lost = (a & DELETED) === 0 ? EARLIER_BASE : EARLIER_DELETION
          else lost = (b & DELETED) === 0 ? LATER_BASE : LATER_DELETION
        }
        places[i] = lost
      } else lost = -1
      if (lost === run) continue
      const strand = run === EARLIER_BASE || run === EARLIER_DELETION ? strandEarlier : strandLater
      if (run === EARLIER_BASE || run === LATER_BASE)
        this.#tally.addBases(first + runFrom, first + i, strand, -1)
      else if (run !== APART) this.#tally.addDeletion(first + runFrom, first + i, strand, -1)
      run = lost
      runFrom = i
    }
  }

  #takeOffMismatches(read: number, from: number, length: number, which: number, strand: number): void {
    const { at, position, base } = this.#mismatches
    const last = at[read + 1] ?? 0
    for (let i = at[read] ?? 0; i < last; i++) {
      const offset = (position[i] ?? 0) - from
      if (offset < 0 || offset >= length || this.#lost[offset] !== which) continue
      const column = COLUMN_OF_CODE[CODE_OF_LETTER[base[i] ?? 0] ?? 0] ?? COLUMN_N
      this.#tally.addBase(offset + from - this.#regionStart - 1, column, strand, -1)
    }
  }

  #takeOffColumns(columns: Uint8Array, at: number, which: number, strand: number): void {
    const { from, length } = this.#view
    for (let i = 0; i < length; i++) {
      const column = columns[at + i] ?? 0
      if (column > 0 && this.#lost[i] === which)
        this.#tally.addBase(i + from - this.#regionStart - 1, column - 1, strand, -1)
    }
  }

  #takeOffInsertions(earlier: number, later: number, strandEarlier: number, strandLater: number): void {
    const { at, position } = this.#insertions
    for (let i = at[earlier] ?? 0; i < (at[earlier + 1] ?? 0); i++) {
      const place = position[i] ?? 0
      const lost = this.#lostAt(place)
      const isEarlierLost = lost === EARLIER_BASE || lost === EARLIER_DELETION
      if (isEarlierLost && (this.#lostAt(place - 1) !== APART || this.#inserts(later, place)))
        this.#takeOffInsertion(place, strandEarlier)
    }
    for (let i = at[later] ?? 0; i < (at[later + 1] ?? 0); i++) {
      const place = position[i] ?? 0
      const lost = this.#lostAt(place)
      const isLaterLost = lost === LATER_BASE || lost === LATER_DELETION
      const isShared = this.#inserts(earlier, place)
      const isBetween = isLaterLost && this.#lostAt(place - 1) !== APART
      if (isBetween || (isShared && (isLaterLost || lost === APART)))
        this.#takeOffInsertion(place, strandLater)
    }
  }

  #takeOffInsertion(position: number, strand: number): void {
    this.#tally.addInsertion(position - this.#regionStart - 1, strand, -1)
  }

  #lostAt(position: number): number {
    const offset = position - this.#view.from
    return offset >= 0 && offset < this.#view.length ? (this.#lost[offset] ?? APART) : APART
  }

  #inserts(read: number, place: number): boolean {
    const { at, position } = this.#insertions
    for (let i = at[read] ?? 0; i < (at[read + 1] ?? 0); i++) if (position[i] === place) return true
    return false
  }
}
