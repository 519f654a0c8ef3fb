import type { Random } from '../../../electron/engine/demo/random.ts'
import {
  FLAG_DUPLICATE,
  FLAG_FIRST,
  FLAG_LAST,
  FLAG_MATE_REVERSE,
  FLAG_PAIRED,
  FLAG_PROPER_PAIR,
  FLAG_REVERSE,
} from '../../../electron/engine/files/bam/flags.ts'
import { BAI_BINNING, reg2bin } from '../../../electron/engine/indexing/bins.ts'
import type { BlockPacker } from './block-packer.ts'
import { type Fragment, READ_LENGTH } from './fragments.ts'
import { BASE_CODES, LETTER_OF_CODE } from './genome.ts'
import { drawQualities } from './qualities.ts'

const M = 0
const I = 1
const D = 2
const S = 4

/** More than any record made here. */
const LARGEST = 1024

/** Which end of its fragment a read is. */
export type Side = 'left' | 'right'

export function startOf({ start, length }: Fragment, side: Side): number {
  return side === 'left' ? start : start + length - READ_LENGTH
}

/** How a read lies on the reference: `[operation, length]` of its CIGAR. */
function drawAlignment(random: Random): readonly (readonly [number, number])[] {
  const kind = random.next()
  if (kind < 0.97) return [[M, READ_LENGTH]]
  const at = random.integer(20, READ_LENGTH - 20)
  const size = random.integer(1, 6)
  if (kind < 0.98) return [[M, at], [D, size], [M, READ_LENGTH - at]] // prettier-ignore
  if (kind < 0.99) return [[M, at], [I, size], [M, READ_LENGTH - at - size]] // prettier-ignore
  return [[M, at], [S, READ_LENGTH - at]] // prettier-ignore
}

/** A stretch of the genome with room for a read that starts anywhere before its last 200 bases. */
export type Stretch = {
  readonly refId: number
  readonly start: number
  readonly reference: Uint8Array
  readonly haplotypes: readonly [Uint8Array, Uint8Array]
}

/**
 * Encodes reads as BAM records straight into the packer's block: 200 MB of them in seconds, where the product's
 * encoder, made for any record, takes minutes. Carries NM, MD (both true), AS, XS and RG.
 *
 * @see SAMv1 §4.2, SAMtags
 */
export function createReadWriter(packer: BlockPacker, stretch: Stretch, random: Random) {
  const record = new Uint8Array(LARGEST)
  const view = new DataView(record.buffer)
  const codes = new Uint8Array(READ_LENGTH)
  const qualities = new Uint8Array(READ_LENGTH)
  const { refId, start: origin, reference, haplotypes } = stretch

  /** Bases of the read into `codes`; MD's text. */
  const callBases = (fragment: Fragment, start: number, ops: readonly (readonly [number, number])[]) => {
    const bases = haplotypes[fragment.haplotype]
    let at = start - origin
    let query = 0
    let matched = 0
    let md = ''
    let edits = 0
    for (const [op, length] of ops) {
      if (op === D) {
        md += `${matched}^`
        for (let i = 0; i < length; i++)
          md += String.fromCharCode(LETTER_OF_CODE[reference[at + i] ?? 15] ?? 78)
        matched = 0
        edits += length
        at += length
        continue
      }
      if (op !== M) {
        for (let i = 0; i < length; i++) codes[query++] = BASE_CODES[random.integer(0, 3)] ?? 1
        if (op === I) edits += length
        continue
      }
      for (let i = 0; i < length; i++, at++) {
        let code = bases[at] ?? 1
        // A poor quality says how often the call is wrong.
        if ((qualities[query] ?? 37) < 30 && random.chance(0.02)) code = BASE_CODES[random.integer(0, 3)] ?? 1
        codes[query++] = code
        if (code === reference[at]) matched++
        else {
          md += `${matched}${String.fromCharCode(LETTER_OF_CODE[reference[at] ?? 15] ?? 78)}`
          matched = 0
          edits++
        }
      }
    }
    return { md: md + matched, edits }
  }

  const text = (value: string, at: number): number => {
    for (let i = 0; i < value.length; i++) record[at + i] = value.charCodeAt(i)
    record[at + value.length] = 0
    return at + value.length + 1
  }
  const small = (tag: string, value: number, at: number): number => {
    text(`${tag}C`, at)
    record[at + 3] = value
    return at + 4
  }

  return (fragment: Fragment, side: Side): void => {
    const start = startOf(fragment, side)
    const mate = startOf(fragment, side === 'left' ? 'right' : 'left')
    drawQualities(random, qualities, side === 'right')
    const ops = drawAlignment(random)
    const { md, edits } = callBases(fragment, start, ops)
    const span = ops.reduce((sum, [op, length]) => (op === M || op === D ? sum + length : sum), 0)
    const isFirst = (side === 'left') === fragment.leftIsFirst
    view.setInt32(4, refId, true)
    view.setInt32(8, start, true)
    record[12] = fragment.name.length + 1
    record[13] = fragment.mapq
    view.setUint16(14, reg2bin(start, start + span, BAI_BINNING), true)
    view.setUint16(16, ops.length, true)
    view.setUint16(
      18,
      FLAG_PAIRED |
        FLAG_PROPER_PAIR |
        (side === 'left' ? FLAG_MATE_REVERSE : FLAG_REVERSE) |
        (isFirst ? FLAG_FIRST : FLAG_LAST) |
        (fragment.isDuplicate ? FLAG_DUPLICATE : 0),
      true,
    )
    view.setInt32(20, READ_LENGTH, true)
    view.setInt32(24, refId, true)
    view.setInt32(28, mate, true)
    view.setInt32(32, side === 'left' ? fragment.length : -fragment.length, true)
    let at = text(fragment.name, 36)
    for (const [op, length] of ops) {
      view.setUint32(at, (length << 4) | op, true)
      at += 4
    }
    for (let i = 0; i < READ_LENGTH; i += 2) record[at++] = ((codes[i] ?? 0) << 4) | (codes[i + 1] ?? 0)
    record.set(qualities, at)
    at = small('NM', edits, at + READ_LENGTH)
    at = text(`MDZ${md}`, at)
    at = small('AS', Math.max(0, READ_LENGTH - 5 * edits), at)
    at = small('XS', fragment.mapq === 60 ? 0 : READ_LENGTH - 20, at)
    at = text('RGZlane', at)
    view.setInt32(0, at - 4, true)
    packer.add(record.subarray(0, at))
  }
}
