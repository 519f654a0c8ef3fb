import type { Fault } from '../../../../shared/errors/fault.ts'
import { BASE_LETTERS, CODE_N, CODE_OF_LETTER } from '../bam/base-codes.ts'
import { FLAG_UNMAPPED } from '../bam/flags.ts'
import type { CompressionHeader } from './compression-header.ts'
import { type DecodedRecords, FIXED } from './decoded-records.ts'
import {
  BASE,
  DELETION,
  FEATURE_SIZE,
  INSERTED_BASE,
  INSERTION,
  SKIP,
  SOFT_CLIP,
  STRETCH,
  SUBSTITUTION,
} from './features.ts'

/** The reference's bases of a contig over a stretch, as BAM numbers them, from `start` on (0-based). */
export type ReferenceBases = { readonly start: number; readonly codes: Uint8Array }

/** @param bases letters */
export function referenceBases(start: number, bases: Uint8Array): ReferenceBases {
  const codes = new Uint8Array(bases.length)
  for (let i = 0; i < bases.length; i++) codes[i] = CODE_OF_LETTER[bases[i] ?? 0] ?? CODE_N
  return { start, codes }
}

/** Writes `length` letters as BAM packs them, two in a byte. */
export function packBases(letters: Uint8Array, length: number, into: Uint8Array, at: number): void {
  for (let i = 0; i < length; i += 2) {
    const first = CODE_OF_LETTER[letters[i] ?? 0] ?? CODE_N
    const second = i + 1 < length ? (CODE_OF_LETTER[letters[i + 1] ?? 0] ?? CODE_N) : 0
    into[at + (i >> 1)] = (first << 4) | second
  }
}

/** Writes `length` bases, given by their numbers. */
function packCodes(codes: Uint8Array, length: number, into: Uint8Array, at: number): void {
  const even = length & ~1
  let to = at
  for (let i = 0; i < even; i += 2) into[to++] = ((codes[i] ?? 0) << 4) | (codes[i + 1] ?? 0)
  if (even < length) into[to] = (codes[even] ?? 0) << 4
}

/** Row of a reference base in the table of substitutions: A C G T, everything else. */
const ROW_OF_CODE = Uint8Array.from({ length: 16 }, (_, code) =>
  code === 1 ? 0 : code === 2 ? 1 : code === 4 ? 2 : code === 8 ? 3 : 4,
)

/**
 * Writes the bases of the reads that lie on a reference: those of the reference, but for their differences.
 *
 * @param reference by number of contig; past its end every base is N
 * @throws Fault `cram/damaged` when a read starts before its reference does
 * @see CRAMv3 §10.6
 */
export function writeBases(
  { table, out, features }: DecodedRecords,
  { substitutions }: CompressionHeader,
  reference: ReadonlyMap<number, ReferenceBases>,
  fail: (detail: string) => Fault,
): void {
  const codeOfSubstitution = Uint8Array.from(substitutions, (letter) => BASE_LETTERS.indexOf(letter))
  const kept = features.kept()
  const pool = features.pool()
  let longest = 0
  for (let i = 0; i < table.count; i++) longest = Math.max(longest, table.lengths[i] ?? 0)
  const read = new Uint8Array(longest)
  let refId = -1
  let bases = reference.get(refId)

  for (let i = 0; i < table.count; i++) {
    const length = table.lengths[i] ?? 0
    if (length === 0 || ((table.flags[i] ?? 0) & FLAG_UNMAPPED) !== 0) continue
    if (table.refIds[i] !== refId) {
      refId = table.refIds[i] ?? -1
      bases = reference.get(refId)
    }
    const codes = bases?.codes ?? new Uint8Array(0)
    /** Place in `codes` of the reference's next base. */
    let at = (table.starts[i] ?? 0) - (bases?.start ?? 0)
    if (at < 0) throw fail('a read reaches past the reference of its slice')
    let done = 0
    const to = (table.featuresAt[i + 1] ?? 0) * FEATURE_SIZE
    for (let slot = (table.featuresAt[i] ?? 0) * FEATURE_SIZE; slot < to; slot += FEATURE_SIZE) {
      const code = kept[slot]
      const a = kept[slot + 2] ?? 0
      if (code === DELETION || code === SKIP) {
        const next = kept[slot + 1] ?? 0
        for (; done < next; done++) read[done] = codes[at++] ?? CODE_N
        at += a
        continue
      }
      const isBase = code === SUBSTITUTION || code === BASE || code === INSERTED_BASE
      const isStretch = code === INSERTION || code === SOFT_CLIP || code === STRETCH
      if (!isBase && !isStretch) continue
      const next = kept[slot + 1] ?? 0
      for (; done < next; done++) read[done] = codes[at++] ?? CODE_N
      if (code === SUBSTITUTION) {
        const row = ROW_OF_CODE[codes[at++] ?? CODE_N] ?? 4
        read[done++] = codeOfSubstitution[row * 4 + a] ?? CODE_N
      } else if (isBase) {
        read[done++] = CODE_OF_LETTER[a & 255] ?? CODE_N
        if (code === BASE) at++
      } else {
        const count = kept[slot + 3] ?? 0
        for (let k = 0; k < count; k++) read[done++] = CODE_OF_LETTER[pool[a + k] ?? 0] ?? CODE_N
        if (code === STRETCH) at += count
      }
    }
    for (; done < length; done++) read[done] = codes[at++] ?? CODE_N
    const start = table.at[i] ?? 0
    const storedOps = out.view.getUint16(start + 16, true)
    packCodes(read, length, out.bytes, start + FIXED + (out.bytes[start + 12] ?? 0) + storedOps * 4)
  }
}
