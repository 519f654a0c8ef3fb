import { consumesQuery, consumesReference } from '../../files/bam/cigar.ts'
import {
  FLAG_FIRST,
  FLAG_LAST,
  FLAG_MATE_UNMAPPED,
  FLAG_PAIRED,
  FLAG_SECONDARY,
  FLAG_SUPPLEMENTARY,
} from '../../files/bam/flags.ts'
import type { RecordCursor } from '../../files/bam/record-cursor.ts'
import { larger } from '../growing.ts'
import { hashName } from '../name-hash.ts'
import { NameTable } from './name-table.ts'

const NOT_PAIR = FLAG_SECONDARY | FLAG_SUPPLEMENTARY | FLAG_MATE_UNMAPPED
const ENDS = FLAG_FIRST | FLAG_LAST

/**
 * Depth of a region alone, as differences; where mates overlap, the bases that both have count once when wanted. Holds of
 * reads only those whose mates will overlap them: their name's hash and where their bases lie.
 */
export class DepthCounter {
  /** Bases that begin at each position less those that ended, relative to the region. */
  differences = new Int32Array(0)
  #start = 0
  #length = 0
  #isOnce = false
  readonly #names = new NameTable()
  #waiting = 0
  #hashes = new Uint32Array(2048)
  #mates = new Int32Array(1024)
  #flags = new Uint16Array(1024)
  /** Of each read that waits, where its stretches of bases begin among all: start, end, start, end … */
  #stretchesAt = new Int32Array(1025)
  #stretches = new Int32Array(4096)

  clear(start: number, length: number, isOnce: boolean): void {
    if (this.differences.length > length) this.differences.fill(0, 0, length + 1)
    else this.differences = new Int32Array(length + 1)
    this.#start = start
    this.#length = length
    this.#isOnce = isOnce
    this.#names.clear()
    this.#waiting = 0
  }

  /** @throws Fault `bam/bad-record` */
  add(cursor: RecordCursor, end: number): void {
    const { flags, mateRefId, refId, mateStart, start } = cursor
    const isPair =
      this.#isOnce && (flags & FLAG_PAIRED) !== 0 && (flags & NOT_PAIR) === 0 && mateRefId === refId
    const isExpected = isPair && mateStart >= start && mateStart < end
    const mayBeLater = isPair && mateStart <= start && mateStart >= 0
    if (!isExpected && !mayBeLater) {
      this.#addBases(cursor)
      return
    }
    const read = this.#take(cursor)
    const from = this.#stretchesAt[read] ?? 0
    const to = this.#stretchesAt[read + 1] ?? 0
    for (let i = from; i < to; i += 2) this.#count(this.#stretches[i] ?? 0, this.#stretches[i + 1] ?? 0, 1)
    const isMate = (other: number): boolean => (((this.#flags[other] ?? 0) ^ flags) & ENDS) === ENDS
    const mate = this.#names.mateOf(read, this.#hashes, this.#mates, isMate)
    if (mate < 0) return
    this.#mates[mate] = read
    this.#mates[read] = mate
    this.#takeOffShared(this.#stretchesAt[mate] ?? 0, this.#stretchesAt[mate + 1] ?? 0, from, to)
  }

  #count(from: number, to: number, by: number): void {
    const first = Math.max(0, from)
    const last = Math.min(this.#length, to)
    if (first >= last) return
    this.differences[first] = (this.differences[first] ?? 0) + by
    this.differences[last] = (this.differences[last] ?? 0) - by
  }

  #addBases(cursor: RecordCursor): void {
    let position = cursor.start - this.#start
    const count = cursor.opCount
    for (let i = 0; i < count; i++) {
      const op = cursor.opAt(i)
      if (!consumesReference(op & 15)) continue
      const next = position + (op >>> 4)
      if (consumesQuery(op & 15)) this.#count(position, next, 1)
      position = next
    }
  }

  /** Notes a read's name and stretches. @returns its number */
  #take(cursor: RecordCursor): number {
    const read = this.#waiting++
    if (read === this.#mates.length) this.#grow()
    hashName(cursor, this.#hashes, 2 * read)
    this.#mates[read] = -1
    this.#flags[read] = cursor.flags
    let filled = this.#stretchesAt[read] ?? 0
    let position = cursor.start - this.#start
    const count = cursor.opCount
    for (let i = 0; i < count; i++) {
      const op = cursor.opAt(i)
      if (!consumesReference(op & 15)) continue
      const next = position + (op >>> 4)
      if (consumesQuery(op & 15)) {
        if (filled + 2 > this.#stretches.length)
          this.#stretches = larger(this.#stretches, new Int32Array(2 * this.#stretches.length))
        this.#stretches[filled++] = position
        this.#stretches[filled++] = next
      }
      position = next
    }
    this.#stretchesAt[read + 1] = filled
    return read
  }

  #grow(): void {
    const room = 2 * this.#mates.length
    this.#hashes = larger(this.#hashes, new Uint32Array(2 * room))
    this.#mates = larger(this.#mates, new Int32Array(room))
    this.#flags = larger(this.#flags, new Uint16Array(room))
    this.#stretchesAt = larger(this.#stretchesAt, new Int32Array(room + 1))
  }

  #takeOffShared(from: number, to: number, otherFrom: number, otherTo: number): void {
    for (let [i, k] = [from, otherFrom]; i < to && k < otherTo;) {
      const start = Math.max(this.#stretches[i] ?? 0, this.#stretches[k] ?? 0)
      const end = Math.min(this.#stretches[i + 1] ?? 0, this.#stretches[k + 1] ?? 0)
      this.#count(start, end, -1)
      if (end === this.#stretches[i + 1]) i += 2
      else k += 2
    }
  }
}
