import type { Fault } from '../../../../shared/errors/fault.ts'
import { CIGAR_D, CIGAR_H, CIGAR_I, CIGAR_M, CIGAR_N, CIGAR_P, CIGAR_S } from '../bam/cigar.ts'
import type { Series } from './series.ts'
import type { ArrayReader } from './series-reader.ts'

/** What a difference of a read to the reference is. @see CRAMv3 §10.6 */
export const BASE = 0x42
export const SUBSTITUTION = 0x58
export const DELETION = 0x44
export const INSERTION = 0x49
export const INSERTED_BASE = 0x69
export const STRETCH = 0x62
export const QUALITIES = 0x71
export const QUALITY = 0x51
export const SKIP = 0x4e
export const SOFT_CLIP = 0x53
const HARD_CLIP = 0x48
const PADDING = 0x50

/** Numbers kept of a difference: what it is, its place in the read (from 0), and two that depend on what it is. */
export const FEATURE_SIZE = 4
/** A CIGAR has 28 bits for a length. */
const LONGEST_OP = (1 << 28) - 1
/** More differences than this in a slice are damage. */
const MOST_FEATURES = 1 << 25

/** Reads the differences of the reads of a slice, and makes their CIGARs. */
export type FeatureReader = {
  /** Operations of the read that was read last, `length << 4 | operation`: the first `opCount`. */
  ops(): Uint32Array
  opCount(): number
  /** Bases it spans on the reference. */
  span(): number
  /** Reads the `count` differences of a read of `length` bases. @throws Fault `cram/damaged` */
  read(count: number, length: number): void
  /** The differences of all reads so far, {@link FEATURE_SIZE} numbers each, and how many there are. */
  kept(): Int32Array
  keptCount(): number
  /** Bytes of differences that are longer than one base: numbers three and four are where they start and how many. */
  pool(): Uint8Array
}

/** @param keep whether the differences are wanted themselves, not only the CIGARs. */
export function featureReader(series: Series, keep: boolean, fail: (detail: string) => Fault): FeatureReader {
  const { FC, FP, BA, QS, BS, DL, RS, HC, PD, IN, SC, BB, QQ } = series
  let ops = new Uint32Array(64)
  let opCount = 0
  let span = 0
  let kept = new Int32Array(keep ? 1 << 14 : 0)
  let count = 0
  let all = 0
  let pool = new Uint8Array(keep ? 1 << 12 : 0)
  let pooled = 0

  const push = (op: number, length: number): void => {
    if (length <= 0) return
    const last = opCount > 0 ? (ops[opCount - 1] ?? 0) : -1
    if ((last & 15) === op && last !== -1) {
      ops[opCount - 1] = last + length * 16
      return
    }
    if (opCount === ops.length) {
      const room = new Uint32Array(2 * ops.length)
      room.set(ops)
      ops = room
    }
    ops[opCount++] = length * 16 + op
  }
  const add = (code: number, at: number, a: number, b: number): void => {
    if (!keep) return
    const slot = count * FEATURE_SIZE
    if (slot === kept.length) {
      const room = new Int32Array(2 * kept.length)
      room.set(kept)
      kept = room
    }
    kept[slot] = code
    kept[slot + 1] = at
    kept[slot + 2] = a
    kept[slot + 3] = b
    count++
  }
  /** Reads an array and keeps it. @returns its length */
  const array = (code: number, at: number, values: ArrayReader): number => {
    values.next()
    const { bytes, from, to } = values
    const length = to - from
    if (!keep) return length
    if (pooled + length > pool.length) {
      const room = new Uint8Array(2 * (pooled + length))
      room.set(pool)
      pool = room
    }
    for (let i = 0; i < length; i++) pool[pooled + i] = bytes[from + i] ?? 0
    add(code, at, pooled, length)
    pooled += length
    return length
  }
  const distance = (value: number): number => {
    if (value < 0 || value > LONGEST_OP) throw fail('a difference of a read has an impossible length')
    return value
  }

  return {
    ops: () => ops,
    opCount: () => opCount,
    span: () => span,
    kept: () => kept,
    keptCount: () => count,
    pool: () => pool,
    read(features, length) {
      all += features
      if (features < 0 || all > MOST_FEATURES) throw fail('its reads have more differences than is possible')
      opCount = 0
      span = length
      // Bases of the read that are accounted for.
      let done = 0
      let place = 0
      for (let i = 0; i < features; i++) {
        const code = FC.next()
        place += FP()
        const at = place - 1
        if (code === QUALITY) {
          add(code, at, QS.next(), 0)
          continue
        }
        if (code === QUALITIES) {
          array(code, at, QQ)
          continue
        }
        // Also what keeps the decoder of bases from going backwards.
        if (at < done || at > length) throw fail('the differences of a read are out of order')
        push(CIGAR_M, at - done)
        done = at
        switch (code) {
          case SUBSTITUTION:
            add(code, at, BS.next() & 3, 0)
            push(CIGAR_M, 1)
            done++
            break
          case BASE: {
            const base = BA.next()
            add(code, at, base, QS.next())
            push(CIGAR_M, 1)
            done++
            break
          }
          case STRETCH: {
            const bases = array(code, at, BB)
            push(CIGAR_M, bases)
            done += bases
            break
          }
          case INSERTION:
          case SOFT_CLIP: {
            const bases = array(code, at, code === INSERTION ? IN : SC)
            push(code === INSERTION ? CIGAR_I : CIGAR_S, bases)
            span -= bases
            done += bases
            break
          }
          case INSERTED_BASE:
            add(code, at, BA.next(), 0)
            push(CIGAR_I, 1)
            span--
            done++
            break
          case DELETION:
          case SKIP: {
            const bases = distance(code === DELETION ? DL() : RS())
            add(code, at, bases, 0)
            push(code === DELETION ? CIGAR_D : CIGAR_N, bases)
            span += bases
            break
          }
          case HARD_CLIP:
            push(CIGAR_H, distance(HC()))
            break
          case PADDING:
            push(CIGAR_P, distance(PD()))
            break
          default:
            throw fail(`a read has a difference of the unknown kind ${code}`)
        }
        if (done > length) throw fail('the differences of a read are longer than the read')
      }
      push(CIGAR_M, length - done)
      if (span < 0 || span > 2 ** 31 - 1) throw fail('a read has an impossible length on the reference')
    },
  }
}
