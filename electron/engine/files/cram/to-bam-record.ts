import type { CramRecord } from '@gmod/cram'
import { FLAG_FIRST, FLAG_UNMAPPED } from '../bam/flags.ts'
import type { Cigar } from '../bam/cigar.ts'
import { referenceLength } from '../bam/cigar.ts'
import { encodeRecord } from '../bam/record-encoder.ts'

/** Bits of a CRAM record's own flags. @see CRAMv3 §10.2 */
const CRAM_NO_SEQUENCE = 0x8

const NO_QUALITY = 0xff
const CIGAR_LETTERS = 'MIDNSHP'

/**
 * The CIGAR of a mapped record, from its differences to the reference: what lies between them matches. `=` and `X`
 * come back as `M`, as in samtools.
 */
function cigarOf(record: CramRecord): Cigar {
  const ops: number[] = []
  const push = (letter: string, length: number): void => {
    if (length <= 0) return
    const code = CIGAR_LETTERS.indexOf(letter)
    const last = ops.at(-1)
    if (last !== undefined && (last & 15) === code) ops[ops.length - 1] = last + length * 16
    else ops.push(length * 16 + code)
  }
  // Bases of the read that are accounted for.
  let done = 0
  for (const feature of record.readFeatures ?? []) {
    const { code, pos } = feature
    if (code === 'Q' || code === 'q') continue
    // The library would look for ever for a difference that lies behind it.
    if (pos - 1 < done) throw new Error('the differences of a read are out of order')
    push('M', pos - 1 - done)
    done = pos - 1
    if (code === 'D' || code === 'N' || code === 'H' || code === 'P') {
      if (feature.data < 0) throw new Error('a difference of a read has a negative length')
      push(code, feature.data)
      continue
    }
    const length = typeof feature.data === 'string' ? feature.data.length : 1
    push(code === 'S' ? 'S' : code === 'I' || code === 'i' ? 'I' : 'M', length)
    done += length
  }
  if (done > record.readLength) throw new Error('the differences of a read are longer than the read')
  push('M', record.readLength - done)
  return Uint32Array.from(ops)
}

/** Qualities: whole, or only those that were kept with differences; undefined when there are none. */
function qualitiesOf(record: CramRecord): Uint8Array | undefined {
  if (record.qualityScores) return record.qualityScores
  const qualities = new Uint8Array(record.readLength).fill(NO_QUALITY)
  let any = false
  const set = (at: number, values: readonly number[]): void => {
    any = true
    qualities.set(values.slice(0, Math.max(0, qualities.length - at)), Math.min(at, qualities.length))
  }
  for (const feature of record.readFeatures ?? []) {
    if (feature.code === 'B') set(feature.pos - 1, [feature.data[1]])
    else if (feature.code === 'Q') set(feature.pos - 1, [feature.data])
    else if (feature.code === 'q') set(feature.pos - 1, feature.data)
  }
  return any ? qualities : undefined
}

/** What is stored once for a pair within a slice: how long its template is. */
type Placed = { readonly record: CramRecord; readonly start: number; readonly end: number }

/**
 * The template lengths of the records of a slice. Those of a pair that lies in one slice are not stored, and are
 * reckoned as htslib does: from the leftmost to the rightmost base, positive for the leftmost read (of two that
 * start together, for the first of the pair), zero with an unmapped read or across contigs.
 */
export function templateLengths(records: readonly CramRecord[], cigars: readonly Cigar[]): number[] {
  const lengths = records.map((record) =>
    record.templateLength === undefined ? (record.templateSize ?? 0) : 0,
  )
  const numbers = new Map(records.map((record, i) => [record.uniqueId, i]))
  const groups = new Map<number, number[]>()
  const groupOf = new Map<number, number>()
  records.forEach((record, i) => {
    if (record.templateLength === undefined) return
    const mate = numbers.get(record.mate?.uniqueId ?? Number.NaN)
    const group = groupOf.get(i) ?? (mate === undefined ? undefined : groupOf.get(mate)) ?? i
    for (const member of mate === undefined ? [i] : [i, mate]) {
      if (groupOf.has(member)) continue
      groupOf.set(member, group)
      groups.set(group, [...(groups.get(group) ?? []), member])
    }
  })
  for (const members of groups.values()) {
    const placed = members.flatMap((i): (Placed & { i: number })[] => {
      const record = records[i]
      if (!record) return []
      const span =
        (record.flags & FLAG_UNMAPPED) !== 0 ? 1 : referenceLength(cigars[i] ?? new Uint32Array(0)) || 1
      return [{ i, record, start: record.alignmentStart, end: record.alignmentStart + span - 1 }]
    })
    const [first] = placed
    const oneContig = placed.every(({ record }) => record.sequenceId === first?.record.sequenceId)
    const allMapped = placed.every(({ record }) => (record.flags & FLAG_UNMAPPED) === 0)
    if (!oneContig || !allMapped) continue
    const left = Math.min(...placed.map(({ start }) => start))
    const right = Math.max(...placed.map(({ end }) => end))
    const together = placed.filter(({ start }) => start === left).length > 1
    for (const { i, record, start } of placed) {
      const leads = start === left && (!together || (record.flags & FLAG_FIRST) !== 0)
      lengths[i] = (leads ? 1 : -1) * (right - left + 1)
    }
  }
  return lengths
}

/** The CIGARs of records, empty for unmapped ones. */
export function cigarsOf(records: readonly CramRecord[]): Cigar[] {
  return records.map((record) =>
    (record.flags & FLAG_UNMAPPED) !== 0 ? new Uint32Array(0) : cigarOf(record),
  )
}

export type RecordParts = {
  readonly cigar: Cigar
  readonly templateLength: number
  /** As BAM stores them. */
  readonly tags: Uint8Array
  /** Id of the record's read group. */
  readonly readGroup: string | undefined
}

/**
 * A record as BAM stores it, without its leading block_size. The bases must have been resolved before.
 *
 * @throws Error when the record cannot be one
 */
export function bamBytes(
  record: CramRecord,
  { cigar, templateLength, tags, readGroup }: RecordParts,
): Uint8Array {
  const name = record.readName ?? String(record.uniqueId)
  if (name.length > 254) throw new Error('a read has a name of more than 254 letters')
  const isLeftOut = (record.cramFlags & CRAM_NO_SEQUENCE) !== 0
  const sequence = isLeftOut ? '' : (record.getReadBases() ?? '')
  if (!isLeftOut && sequence.length !== record.readLength)
    throw new Error(`read ${name} has ${sequence.length} bases where ${record.readLength} are said`)
  const mate = record.mate
  const encoded = encodeRecord({
    name,
    flags: record.flags & 0xffff,
    refId: record.sequenceId,
    start: record.alignmentStart - 1,
    mapq: (record.mappingQuality ?? 0) & 0xff,
    cigar,
    mateRefId: mate?.sequenceId ?? -1,
    mateStart: (mate?.alignmentStart ?? 0) - 1,
    templateLength,
    sequence,
    qualities: sequence === '' ? undefined : qualitiesOf(record),
    tags: readGroup === undefined ? [] : [{ name: 'RG', type: 'Z', value: readGroup }],
    tagBytes: tags,
  })
  return encoded.subarray(4)
}
