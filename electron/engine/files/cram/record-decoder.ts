import type { Fault } from '../../../../shared/errors/fault.ts'
import { BAI_BINNING, reg2bin } from '../../indexing/bins.ts'
import { CIGAR_N, CIGAR_S } from '../bam/cigar.ts'
import { FLAG_MATE_REVERSE, FLAG_MATE_UNMAPPED, FLAG_PAIRED, FLAG_UNMAPPED } from '../bam/flags.ts'
import { packBases } from './bases.ts'
import type { CompressionHeader } from './compression-header.ts'
import type { CramSliceHeader } from './container.ts'
import { type DecodedRecords, FIXED, recordTable } from './decoded-records.ts'
import { FEATURE_SIZE, featureReader } from './features.ts'
import { GrowingBytes } from './growing-bytes.ts'
import { applyQualities } from './qualities.ts'
import type { CramFields, Series } from './series.ts'
import { appendLongCigar, appendTags, tagListAt } from './tag-bytes.ts'

/** Bits of a CRAM record's own flags. @see CRAMv3 §10.2 */
const HAS_QUALITIES = 0x1
const DETACHED = 0x2
const MATE_FOLLOWS = 0x4
const NO_SEQUENCE = 0x8
/** Bits of the flags of a mate that is not in the slice. @see CRAMv3 §10.4 */
const MATE_IS_REVERSE = 0x1
const MATE_IS_UNMAPPED = 0x2

/** BAM has sixteen bits for the number of operations. */
const MOST_OPS = 0xffff
const LONGEST_NAME = 254
const LONGEST_READ = (1 << 28) - 1
/** Bases the reads of a slice may claim together: beyond is damage that would not end. */
const MOST_BASES = 1 << 29
const LAST_POSITION = 2 ** 31 - 2

export type DecoderInput = {
  readonly slice: CramSliceHeader
  readonly compression: CompressionHeader
  readonly series: Series
  readonly fields: CramFields
  /** The tags of the header's read groups, by number. */
  readonly readGroups: readonly Uint8Array[]
  /** What the records are written to; more is taken when it is too small. */
  readonly room: Uint8Array
  readonly fail: (detail: string) => Fault
}

/**
 * Decodes the records of a slice in their order, which is the order in which the series lie: without the bases of those
 * that lie on a reference, and what those of one template do not say of each other.
 *
 * @throws Fault `cram/damaged`, `cram/unsupported`
 * @see CRAMv3 §10
 */
export function decodeRecords(input: DecoderInput): DecodedRecords {
  const { slice, compression, series, fields, readGroups, fail } = input
  const { BF, CF, RI, RL, AP, RG, MF, NS, NP, TS, NF, TL, FN, MQ, RN, BA, QS } = series
  const isWhole = fields === 'all'
  const table = recordTable(slice.records)
  const features = featureReader(series, isWhole, fail)
  const out = new GrowingBytes(input.room)
  const tags = new GrowingBytes(new Uint8Array(512))
  const letters = new GrowingBytes(new Uint8Array(512))
  /** Whose number a read without a name is named after: the first of its template in the slice. */
  const namesakes = compression.hasNames ? undefined : new Int32Array(slice.records).fill(-1)
  const isSeveral = slice.refId === -2
  let place = slice.start
  let bases = MOST_BASES

  for (let i = 0; i < slice.records; i++) {
    let flags = BF() & 0xffff
    const how = CF()
    const refId = isSeveral ? RI() : slice.refId
    const length = RL()
    bases -= length
    if (length < 0 || length > LONGEST_READ || bases < 0) throw fail('its reads are longer than is possible')
    place = compression.placesAreDeltas ? place + AP() : AP()
    if (place < 0 || place > LAST_POSITION) throw fail(`a read is at position ${place}`)
    const readGroup = RG()
    if (compression.hasNames) RN.next()

    let mateRefId = -1
    let mateStart = 0
    let templateLength = 0
    if ((how & DETACHED) !== 0) {
      const mate = MF()
      if (!compression.hasNames) RN.next()
      const stored = NS()
      // As in htslib: a read of no pair has no mate's contig, whatever is stored.
      if ((flags & FLAG_PAIRED) !== 0) mateRefId = stored
      mateStart = NP()
      templateLength = TS()
      if ((mate & MATE_IS_REVERSE) !== 0) flags |= FLAG_MATE_REVERSE
      if ((mate & MATE_IS_UNMAPPED) !== 0) flags |= FLAG_MATE_UNMAPPED
    } else if ((how & MATE_FOLLOWS) !== 0) {
      const mate = i + 1 + NF()
      if (mate <= i || mate >= slice.records) throw fail('the mate of a read is not in its slice')
      table.mates[i] = mate
      if (namesakes) namesakes[mate] = (namesakes[i] ?? -1) < 0 ? i : (namesakes[i] ?? i)
    }
    tags.size = 0
    appendTags(tagListAt(series.tagLists, TL(), fail), tags)

    const isMapped = (flags & FLAG_UNMAPPED) === 0
    table.featuresAt[i] = features.keptCount()
    let mapq = 0
    if (isMapped) {
      features.read(FN(), length)
      mapq = MQ()
    }
    const opCount = isMapped ? features.opCount() : 0
    const span = isMapped ? features.span() : 0
    const stored = isWhole && (how & NO_SEQUENCE) === 0 ? length : 0
    const ops = features.ops()
    const isLong = opCount > MOST_OPS
    if (isLong) appendLongCigar(ops, opCount, tags)
    if (isWhole) {
      const group = readGroups[readGroup]
      if (group) tags.append(group, 0, group.length)
    }

    const at = out.add(FIXED)
    if (namesakes && (how & DETACHED) === 0)
      appendNumber(out, slice.firstRecord + 1 + ((namesakes[i] ?? -1) < 0 ? i : (namesakes[i] ?? i)))
    else appendName(out, RN.bytes, RN.from, RN.to, fail)
    const nameLength = out.size - at - FIXED
    const storedOps = isLong ? 2 : opCount
    let next = out.add(storedOps * 4)
    if (isLong) {
      out.view.setUint32(next, stored * 16 + CIGAR_S, true)
      out.view.setUint32(next + 4, span * 16 + CIGAR_N, true)
    } else for (let k = 0; k < opCount; k++, next += 4) out.view.setUint32(next, ops[k] ?? 0, true)
    const sequenceAt = out.add((stored + 1) >> 1)
    const qualitiesAt = out.add(stored)

    if (!isMapped && (how & NO_SEQUENCE) === 0) {
      if (isWhole) {
        letters.size = 0
        BA.copy(letters.bytes, letters.add(length), length)
        packBases(letters.bytes, length, out.bytes, sequenceAt)
      } else BA.skip(length)
    }
    if ((how & HAS_QUALITIES) === 0) {
      out.bytes.fill(NO_QUALITY, qualitiesAt, qualitiesAt + stored)
      if (isMapped && stored > 0) {
        const from = (table.featuresAt[i] ?? 0) * FEATURE_SIZE
        applyQualities(features, from, out.bytes, qualitiesAt, stored)
      }
    } else if (stored > 0) QS.copy(out.bytes, qualitiesAt, length)
    else QS.skip(length)
    out.append(tags.bytes, 0, tags.size)

    const start = place - 1
    const end = start + (isMapped ? span || 1 : 1)
    table.at[i] = at
    table.refIds[i] = refId
    table.starts[i] = start
    table.ends[i] = end
    table.flags[i] = flags
    table.lengths[i] = stored
    const { view } = out
    view.setInt32(at, out.size - at - 4, true)
    view.setInt32(at + 4, refId, true)
    view.setInt32(at + 8, start, true)
    view.setUint8(at + 12, nameLength)
    view.setUint8(at + 13, mapq & 0xff)
    view.setUint16(at + 14, reg2bin(start, end, BAI_BINNING) & 0xffff, true)
    view.setUint16(at + 16, storedOps, true)
    view.setUint16(at + 18, flags, true)
    view.setInt32(at + 20, stored, true)
    view.setInt32(at + 24, mateRefId, true)
    view.setInt32(at + 28, mateStart - 1, true)
    view.setInt32(at + 32, templateLength, true)
  }
  table.at[slice.records] = out.size
  table.featuresAt[slice.records] = features.keptCount()
  return { table, out, features }
}

const NO_QUALITY = 0xff

/** The name up to its NUL, with one. */
function appendName(
  out: GrowingBytes,
  bytes: Uint8Array,
  from: number,
  to: number,
  fail: (detail: string) => Fault,
): void {
  let end = from
  while (end < to && bytes[end] !== 0) end++
  if (end - from > LONGEST_NAME) throw fail(`a read has a name of more than ${LONGEST_NAME} letters`)
  out.append(bytes, from, end)
  out.bytes[out.add(1)] = 0
}

/** A number as a name. */
function appendNumber(out: GrowingBytes, number: number): void {
  const digits = Buffer.from(`${number}\0`)
  out.append(digits, 0, digits.length)
}
