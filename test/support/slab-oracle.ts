import {
  CIGAR_D,
  CIGAR_EQ,
  CIGAR_I,
  CIGAR_M,
  CIGAR_N,
  CIGAR_S,
  CIGAR_X,
} from '../../electron/engine/files/bam/cigar.ts'
import { parseMd, referenceFromRead } from '../../electron/engine/files/bam/md.ts'
import type { BamRecord } from '../../electron/engine/files/bam/record.ts'
import { DETAIL_MARGIN, SITE_KINDS, type SlabRequest } from '../../shared/reads/read-slab.ts'

/*
 * What a slab should say, the slow and obvious way: a record at a time, a base at a time, from the objects that hold
 * records. Where a read differs is found by rebuilding the reference from its MD, CIGAR and bases.
 */

/** What a read has at one position. */
type Element = {
  readonly kind: 'base' | 'deletion'
  readonly letter: string
  /** Not the reference's base, or not known to be. */
  readonly isOdd: boolean
  readonly quality: number
}

export type OracleRead = {
  readonly record: BamRecord
  readonly elements: ReadonlyMap<number, Element>
  readonly mismatches: readonly string[]
  readonly insertions: ReadonlyArray<{ readonly position: number; readonly text: string }>
  readonly gaps: readonly string[]
  readonly clips: string
  readonly isUnknown: boolean
}

const plain = (letter: string): string => ('ACGT'.includes(letter) ? letter : 'N')

/** The reference letter at a position as far as anything tells: undefined where nothing does. */
type ReferenceAt = (position: number) => string | undefined

/** How a read's differences are known: MD that fits, else operations, else the reference. */
function referenceOf(
  record: BamRecord,
  installed: ReferenceAt | undefined,
): ReferenceAt | 'operations' | undefined {
  const md = record.tag('MD')
  const known = new Map<number, string>()
  if (md?.type === 'Z' && parseMd(md.value)) {
    const segments = referenceFromRead(record)
    for (const { start, bases } of segments)
      for (let i = 0; i < bases.length; i++) known.set(start + i, bases[i] ?? '')
    if (segments.length > 0) return (position) => known.get(position)
  }
  if (![...record.cigar].some((op) => (op & 15) === CIGAR_M)) return 'operations'
  return installed
}

const queryLength = ({ cigar }: BamRecord): number =>
  [...cigar].reduce((sum, op) => sum + ([0, 1, 4, 7, 8].includes(op & 15) ? op >>> 4 : 0), 0)

export function oracleRead(record: BamRecord, request: SlabRequest, installed?: ReferenceAt): OracleRead {
  const low = Math.max(0, request.start - DETAIL_MARGIN)
  const high = request.end + DETAIL_MARGIN
  const isStored = record.sequenceLength > 0 && queryLength(record) === record.sequenceLength
  const sequence = isStored ? record.sequence : undefined
  const qualities = isStored ? record.qualities : undefined
  const reference = isStored ? referenceOf(record, installed) : undefined
  const elements = new Map<number, Element>()
  const mismatches: string[] = []
  const insertions: { position: number; text: string }[] = []
  const gaps: string[] = []
  let clips = ''
  let isUnknown = reference === undefined
  let position = record.start
  let query = 0
  for (const op of record.cigar) {
    const length = op >>> 4
    switch (op & 15) {
      case CIGAR_M:
      case CIGAR_EQ:
      case CIGAR_X:
        for (let i = 0; i < length; i++) {
          const letter = sequence?.[query + i] ?? 'N'
          const at = position + i
          const expected = typeof reference === 'function' ? reference(at) : undefined
          const isMismatch =
            reference === 'operations'
              ? (op & 15) === CIGAR_X
              : expected !== undefined && expected !== letter && letter !== '='
          const isIn = at >= request.start && at < request.end
          const isBlind =
            reference === undefined ||
            (reference === installed && reference !== undefined && expected === undefined && letter !== '=')
          if (isBlind && isIn) isUnknown = true
          const quality = qualities?.[query + i]
          elements.set(at, {
            kind: 'base',
            letter: plain(letter),
            isOdd: isMismatch || isBlind,
            quality: quality ?? 0,
          })
          if (isMismatch && at >= low && at < high) mismatches.push(`${at}${plain(letter)}${quality ?? 255}`)
        }
        position += length
        query += length
        break
      case CIGAR_I: {
        const text = sequence === undefined ? 'N'.repeat(length) : sequence.slice(query, query + length)
        if (position >= low && position <= high) insertions.push({ position, text })
        query += length
        break
      }
      case CIGAR_D:
      case CIGAR_N:
        if ((op & 15) === CIGAR_D) {
          const beside = [qualities?.[query - 1] ?? 126, qualities?.[query] ?? 126]
          const quality = qualities === undefined ? 0 : Math.min(...beside)
          for (let i = 0; i < length; i++)
            elements.set(position + i, { kind: 'deletion', letter: '', isOdd: true, quality })
        }
        if (position < high && position + length > low)
          gaps.push(`${position}-${position + length}${(op & 15) === CIGAR_D ? 'D' : 'N'}`)
        position += length
        break
      case CIGAR_S:
        if (sequence !== undefined) clips += sequence.slice(query, query + length)
        query += length
        break
      default:
    }
  }
  return { record, elements, mismatches, insertions, gaps, clips, isUnknown }
}

/** Numbers of the mates among records in file order; -1 for none. */
export function oracleMates(records: readonly BamRecord[]): number[] {
  const mates = records.map(() => -1)
  records.forEach((record, i) => {
    const isPair = (r: BamRecord): boolean =>
      (r.flags & 0x1) !== 0 && (r.flags & 0x908) === 0 && r.mateRefId === r.refId
    if (!isPair(record)) return
    const mate = records.findIndex(
      (other, k) =>
        k < i &&
        mates[k] === -1 &&
        other.name === record.name &&
        isPair(other) &&
        ((other.flags ^ record.flags) & 0xc0) === 0xc0,
    )
    if (mate < 0) return
    mates[i] = mate
    mates[mate] = i
  })
  return mates
}

export type OracleCoverage = {
  /** Forward, reverse at each position of the region. */
  readonly depth: readonly (readonly [number, number])[]
  /** Counts of each site, in the order of a slab. */
  readonly sites: ReadonlyMap<number, readonly number[]>
}

export function oracleCoverage(
  reads: readonly OracleRead[],
  mates: readonly number[],
  { start, end, overlaps }: SlabRequest,
): OracleCoverage {
  const counts = Array.from({ length: end - start }, () => Array.from({ length: 14 }, () => 0))
  const odd = new Set<number>()
  const count = (
    position: number,
    kind: (typeof SITE_KINDS)[number],
    strand: number,
    isOdd: boolean,
  ): void => {
    const site = counts[position - start]
    if (site === undefined) return
    const column = 2 * SITE_KINDS.indexOf(kind) + strand
    site[column] = (site[column] ?? 0) + 1
    if (isOdd) odd.add(position)
  }
  reads.forEach((read, i) => {
    const strand = (read.record.flags & 0x10) === 0 ? 0 : 1
    const mate = overlaps === 'once' ? reads[mates[i] ?? -1] : undefined
    const isLater = (mates[i] ?? -1) < i
    const hasBoth = (position: number): boolean =>
      read.elements.has(position) && (mate?.elements.has(position) ?? false)
    const isLost = (position: number): boolean => {
      if (!hasBoth(position)) return false
      const own = read.elements.get(position)?.quality ?? 0
      const other = mate?.elements.get(position)?.quality ?? 0
      return own < other || (own === other && isLater)
    }
    for (const [position, { kind, letter, isOdd }] of read.elements)
      if (!isLost(position))
        count(position, kind === 'deletion' ? 'deletion' : baseKind(letter), strand, isOdd)
    for (const { position } of read.insertions) {
      const isShared = mate?.insertions.some((other) => other.position === position) ?? false
      const isWithin = hasBoth(position) && hasBoth(position - 1)
      const goes = hasBoth(position) ? isLost(position) && (isWithin || isShared) : isShared && isLater
      if (!goes) count(position, 'insertion', strand, true)
    }
  })
  const sum = (site: readonly number[], strand: number): number =>
    [0, 1, 2, 3, 4].reduce((total, base) => total + (site[2 * base + strand] ?? 0), 0)
  return {
    depth: counts.map((site) => [sum(site, 0), sum(site, 1)]),
    sites: new Map(
      [...odd].toSorted((a, b) => a - b).map((position) => [position, counts[position - start] ?? []]),
    ),
  }
}

/** How many reads, or when overlaps count once fragments, have a base at each position of the region. */
export function oracleDepth(
  reads: readonly OracleRead[],
  mates: readonly number[],
  { start, end, overlaps }: SlabRequest,
): number[] {
  const hasBase = (read: OracleRead | undefined, position: number): boolean =>
    read?.elements.get(position)?.kind === 'base'
  return Array.from({ length: end - start }, (_, offset) => {
    const position = start + offset
    return reads.filter((read, i) => {
      const mate = mates[i] ?? -1
      const isCounted = overlaps === 'once' && mate >= 0 && mate < i && hasBase(reads[mate], position)
      return hasBase(read, position) && !isCounted
    }).length
  })
}

const baseKind = (letter: string): 'A' | 'C' | 'G' | 'T' | 'N' =>
  letter === 'A' || letter === 'C' || letter === 'G' || letter === 'T' ? letter : 'N'
