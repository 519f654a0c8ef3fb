import { formatCigar, referenceLength } from '../files/bam/cigar.ts'
import {
  FLAG_DUPLICATE,
  FLAG_FIRST,
  FLAG_LAST,
  FLAG_MATE_REVERSE,
  FLAG_MATE_UNMAPPED,
  FLAG_PAIRED,
  FLAG_PROPER_PAIR,
  FLAG_QC_FAIL,
  FLAG_REVERSE,
  FLAG_SECONDARY,
  FLAG_SUPPLEMENTARY,
  FLAG_UNMAPPED,
} from '../files/bam/flags.ts'
import type { NewRecord } from '../files/bam/record-encoder.ts'
import type { Tag } from '../files/bam/tags.ts'
import { type Alignment, mdAndNm, packCigar, type Template } from './alignment.ts'
import { contigIndex, GRCH38_CONTIGS } from './contigs.ts'
import type { Member } from './family.ts'
import { effectsIn, type Fragment, fragmentsOf } from './fragments.ts'
import { quietPositions } from './quiet-positions.ts'
import { type Random, randomStream } from './random.ts'
import { hardClipped, sequenceRead, type SequencedRead } from './read.ts'
import { drawQualities, randomBase, READ_LENGTH } from './sequencer.ts'
import { syntheticReference } from './synthetic-reference.ts'
import { DEMO_WINDOWS, type DemoWindow } from './windows.ts'

const DUPLICATE_RATE = 0.05
const QC_FAIL_RATE = 0.003
const UNMAPPED_MATE_RATE = 0.004
const SECONDARY_RATE = 0.06
/** Pairs whose ends lie further apart are not "proper": mean + 10 standard deviations. */
const MOST_PROPER = 900

const READ_GROUP: Readonly<Record<Member, string>> = {
  proband: 'demo-1',
  mother: 'demo-2',
  father: 'demo-3',
}

/** An alignment record before its mate is known. */
type Half = {
  readonly flags: number
  readonly start: number
  readonly mapq: number
  readonly cigar: Uint32Array
  readonly bases: Uint8Array
  readonly qualities: Uint8Array
  readonly tags: readonly Tag[]
}

type Place = { readonly window: DemoWindow; readonly template: Template; readonly shift: number }

/** All records of a member, sorted by coordinate. */
export function memberReads(member: Member): NewRecord[] {
  const records: NewRecord[] = []
  for (const [index, window] of DEMO_WINDOWS.entries()) records.push(...windowReads(member, window, index))
  return records.sort((a, b) => a.refId - b.refId || a.start - b.start)
}

function templateOf(window: DemoWindow): Template {
  return { bases: syntheticReference().windowBases(window), start: window.start }
}

function windowReads(member: Member, window: DemoWindow, index: number): NewRecord[] {
  const random = randomStream(`reads/${member}/${window.contig}:${window.start}`)
  const effects = effectsIn(member, window)
  const quiet = quietPositions(window)
  const home: Place = { window, template: templateOf(window), shift: 0 }
  const twin = DEMO_WINDOWS.find((other) => other.gene === window.twin)
  const away: Place | null = twin
    ? { window: twin, template: templateOf(twin), shift: twin.start - window.start }
    : null
  const records: NewRecord[] = []
  let serial = 0
  const sequence = (fragment: Fragment): { left: SequencedRead; right: SequencedRead } => ({
    left: sequenceRead(random, fragment, 'left', effects, quiet, home.template),
    right: sequenceRead(random, fragment, 'right', effects, quiet, home.template),
  })
  for (const fragment of fragmentsOf(member, window)) {
    const place = away && random.chance(0.5) ? away : home
    const extra = random.chance(QC_FAIL_RATE) ? FLAG_QC_FAIL : 0
    const reads = [sequence(fragment)]
    if (random.chance(DUPLICATE_RATE)) reads.push(sequence(fragment))
    // The copy with the better qualities counts, the other is the duplicate.
    reads.sort((a, b) => qualitySum(b) - qualitySum(a))
    for (const [copy, { left, right }] of reads.entries()) {
      const name = `DEMO:${member.charAt(0).toUpperCase()}:${index + 1}:${++serial}`
      const marks = extra | (copy > 0 ? FLAG_DUPLICATE : 0)
      records.push(
        ...pairRecords(random, { name, member, place, fragment, left, right, marks, isTwin: away !== null }),
      )
      if (away && copy === 0 && random.chance(SECONDARY_RATE)) {
        const [first] = records.slice(-2)
        const elsewhere = place === home ? away : home
        if (first) records.push(secondaryOf(first, elsewhere, elsewhere.shift - place.shift))
      }
    }
  }
  return records
}

function qualitySum({ left, right }: { left: SequencedRead; right: SequencedRead }): number {
  let sum = 0
  for (const quality of left.qualities) sum += quality
  for (const quality of right.qualities) sum += quality
  return sum
}

type Pair = {
  readonly name: string
  readonly member: Member
  readonly place: Place
  readonly fragment: Fragment
  readonly left: SequencedRead
  readonly right: SequencedRead
  readonly marks: number
  readonly isTwin: boolean
}

function drawMapq(random: Random, isTwin: boolean): number {
  if (isTwin) return 0
  return random.chance(0.94) ? 60 : random.integer(27, 59)
}

function pairRecords(random: Random, pair: Pair): NewRecord[] {
  const { left, right, fragment, marks, isTwin } = pair
  const whole = FLAG_PAIRED | marks
  const leftFlags = whole | (fragment.flipped ? FLAG_LAST : FLAG_FIRST)
  const rightFlags = whole | (fragment.flipped ? FLAG_FIRST : FLAG_LAST)
  const leftHalf = halves(left, leftFlags, drawMapq(random, isTwin), pair)
  const rightHalf = halves(right, rightFlags, drawMapq(random, isTwin), pair)
  if (left.other === null && right.other === null && random.chance(UNMAPPED_MATE_RATE))
    return withUnmappedMate(random, pair, leftHalf.primary, rightFlags)
  return mated(pair, leftHalf, rightHalf)
}

type Halves = { readonly primary: Half; readonly supplementary: Half | null }

function halves(read: SequencedRead, flags: number, mapq: number, pair: Pair): Halves {
  const { place } = pair
  const strand = read.reverse ? FLAG_REVERSE : 0
  const shifted = (alignment: Alignment): Alignment => ({
    start: alignment.start + place.shift,
    ops: alignment.ops,
  })
  const primary = shifted(read.primary)
  const cigar = packCigar(primary.ops)
  const described = describe(primary.start, cigar, read.bases, place.template)
  if (!read.other) {
    const tags = alignmentTags(described, pair.member)
    return {
      primary: { flags: flags | strand, ...primary, mapq, cigar, ...bytesOf(read), tags },
      supplementary: null,
    }
  }
  const other = shifted(read.other)
  const otherCigar = packCigar(other.ops)
  const { ops, from, to } = hardClipped(other, read.bases.length)
  const hard = packCigar(ops)
  const bases = read.bases.slice(from, to)
  const otherDescribed = describe(other.start, hard, bases, place.template)
  // In SA, aligners write the clips of a hard-clipped record as soft.
  const sa = (start: number, shown: Uint32Array, nm: number): Tag => ({
    name: 'SA',
    type: 'Z',
    value: `${place.window.contig},${start + 1},${read.reverse ? '-' : '+'},${formatCigar(shown)},${mapq},${nm};`,
  })
  return {
    primary: {
      flags: flags | strand,
      start: primary.start,
      mapq,
      cigar,
      ...bytesOf(read),
      tags: [...alignmentTags(described, pair.member), sa(other.start, otherCigar, otherDescribed.nm)],
    },
    supplementary: {
      flags: flags | strand | FLAG_SUPPLEMENTARY,
      start: other.start,
      mapq,
      cigar: hard,
      bases,
      qualities: read.qualities.slice(from, to),
      tags: [...alignmentTags(otherDescribed, pair.member), sa(primary.start, cigar, described.nm)],
    },
  }
}

function bytesOf({ bases, qualities }: SequencedRead): { bases: Uint8Array; qualities: Uint8Array } {
  return { bases, qualities }
}

type Described = { readonly md: string; readonly nm: number; readonly score: number }

/** MD, NM and an aligner's score: 1 a match, -4 a mismatch, -6 a gap and -1 each of its bases. */
function describe(start: number, cigar: Uint32Array, bases: Uint8Array, template: Template): Described {
  const { md, nm } = mdAndNm(start, cigar, bases, template)
  let aligned = 0
  let gaps = 0
  let gapBases = 0
  for (const op of cigar) {
    const code = op & 15
    if (code === 0) aligned += op >>> 4
    if (code !== 1 && code !== 2) continue
    gaps++
    gapBases += op >>> 4
  }
  const mismatches = nm - gapBases
  return { md, nm, score: Math.max(0, aligned - mismatches * 5 - gaps * 6 - gapBases) }
}

function alignmentTags({ md, nm, score }: Described, member: Member): Tag[] {
  return [
    { name: 'NM', type: 'i', value: nm, stored: nm > 255 ? 'S' : 'C' },
    { name: 'MD', type: 'Z', value: md },
    { name: 'AS', type: 'i', value: score, stored: 'C' },
    { name: 'RG', type: 'Z', value: READ_GROUP[member] },
  ]
}

function mateTags(mate: Half): Tag[] {
  return [
    { name: 'MC', type: 'Z', value: formatCigar(mate.cigar) },
    { name: 'MQ', type: 'i', value: mate.mapq, stored: 'C' },
  ]
}

function endOf(half: Half): number {
  return half.start + referenceLength(half.cigar)
}

/** Both ends' records with mate fields: primaries describe each other, supplementaries the other end's primary. */
function mated(pair: Pair, left: Halves, right: Halves): NewRecord[] {
  const [a, b] = [left.primary, right.primary]
  const start = Math.min(a.start, b.start)
  const span = Math.max(endOf(a), endOf(b)) - start
  const proper = span <= MOST_PROPER ? FLAG_PROPER_PAIR : 0
  const record = (half: Half, mate: Half, sign: 1 | -1): NewRecord => {
    const refId = contigIndex(pair.place.window.contig)
    return {
      name: pair.name,
      flags: half.flags | proper | ((mate.flags & FLAG_REVERSE) !== 0 ? FLAG_MATE_REVERSE : 0),
      refId,
      start: half.start,
      mapq: half.mapq,
      cigar: half.cigar,
      mateRefId: refId,
      mateStart: mate.start,
      templateLength: span * sign,
      sequence: Buffer.from(half.bases).toString('latin1'),
      qualities: half.qualities,
      tags: [...half.tags, ...mateTags(mate)],
    }
  }
  // TLEN is positive for the leftmost primary alignment; the forward one when both start together.
  const sign = a.start <= b.start ? 1 : -1
  const records = [record(a, b, sign), record(b, a, sign === 1 ? -1 : 1)]
  if (left.supplementary) records.push(record(left.supplementary, b, sign))
  if (right.supplementary) records.push(record(right.supplementary, a, sign === 1 ? -1 : 1))
  return records
}

/** A pair of which one end is unlike anything in the reference: it lies, unmapped, where its mate does. */
function withUnmappedMate(random: Random, pair: Pair, mapped: Half, flags: number): NewRecord[] {
  const bases = Uint8Array.from({ length: READ_LENGTH }, () => randomBase(random))
  const refId = contigIndex(pair.place.window.contig)
  const shared = {
    name: pair.name,
    refId,
    start: mapped.start,
    mateRefId: refId,
    mateStart: mapped.start,
    templateLength: 0,
  }
  const mateReverse = (mapped.flags & FLAG_REVERSE) !== 0 ? FLAG_MATE_REVERSE : 0
  return [
    {
      ...shared,
      flags: mapped.flags | FLAG_MATE_UNMAPPED,
      mapq: mapped.mapq,
      cigar: mapped.cigar,
      sequence: Buffer.from(mapped.bases).toString('latin1'),
      qualities: mapped.qualities,
      tags: mapped.tags,
    },
    {
      ...shared,
      flags: flags | FLAG_UNMAPPED | mateReverse,
      mapq: 0,
      cigar: new Uint32Array(0),
      sequence: Buffer.from(bases).toString('latin1'),
      qualities: drawQualities(random, READ_LENGTH).map((quality) => Math.min(quality, 22)),
      tags: [{ name: 'RG', type: 'Z', value: READ_GROUP[pair.member] }, ...mateTags(mapped)],
    },
  ]
}

/** The same read at the twin window: what an aligner that reports all hits writes. */
function secondaryOf(record: NewRecord, place: Place, shift: number): NewRecord {
  const start = record.start + shift
  const bases = Buffer.from(record.sequence, 'latin1')
  const described = describe(start, record.cigar, bases, place.template)
  const kept = record.tags.filter(({ name }) => name === 'RG' || name === 'MC' || name === 'MQ')
  return {
    ...record,
    flags: (record.flags | FLAG_SECONDARY) & ~FLAG_PROPER_PAIR,
    start,
    templateLength: 0,
    tags: [
      { name: 'NM', type: 'i', value: described.nm, stored: 'C' },
      { name: 'MD', type: 'Z', value: described.md },
      { name: 'AS', type: 'i', value: described.score, stored: 'C' },
      ...kept,
    ],
  }
}

/** The SAM header of a member's file. Says, for whoever reads only this file, that none of it is a person's. */
export function headerText(member: Member, sample: string): string {
  return [
    '@HD\tVN:1.6\tSO:coordinate',
    ...GRCH38_CONTIGS.map(({ name, length }) => `@SQ\tSN:${name}\tLN:${length}\tAS:GRCh38`),
    `@RG\tID:${READ_GROUP[member]}\tSM:${sample}\tLB:demo\tPL:ILLUMINA\tCN:synthetic`,
    '@PG\tID:casement-demo\tPN:casement',
    '@CO\tSYNTHETIC DATA: generated by Casement. No person, no specimen, no real sequence.',
    '@CO\tCoordinates and contig lengths are those of GRCh38; the bases are made up, except around planted variants.',
    '',
  ].join('\n')
}
