import { CIGAR_D, CIGAR_I, CIGAR_M, opCode, opLength } from '../files/bam/cigar.ts'
import {
  FLAG_DUPLICATE,
  FLAG_QC_FAIL,
  FLAG_REVERSE,
  FLAG_SECONDARY,
  FLAG_SUPPLEMENTARY,
  FLAG_UNMAPPED,
} from '../files/bam/flags.ts'
import type { NewRecord } from '../files/bam/record-encoder.ts'

const LEFT_OUT = FLAG_UNMAPPED | FLAG_SECONDARY | FLAG_QC_FAIL | FLAG_DUPLICATE | FLAG_SUPPLEMENTARY

/** What is counted: alleles that start at 0-based `start`, and the reference bases from there on. */
export type CountedSite = {
  readonly start: number
  readonly ref: string
  readonly alts: readonly string[]
  /** Reference from `start` to beyond the longest repeat at the site, at least two bases past `ref`. */
  readonly following: string
}

export type AlleleCounts = {
  /** Fragments per allele, the reference first. */
  readonly fragments: readonly number[]
  /** Fragments that show neither. */
  readonly other: number
  /** Reads per allele by strand. */
  readonly forward: readonly number[]
  readonly reverse: readonly number[]
}

/** How far to the right the alleles' difference can be shifted, plus one: the first base that tells them apart. */
function extentOf({ ref, alts, following }: CountedSite): number {
  let extent = ref.length
  for (const alt of alts) {
    if (alt.length === ref.length) continue
    const changed = alt + following.slice(ref.length)
    let same = 0
    while (same < changed.length && same < following.length && changed[same] === following[same]) same++
    extent = Math.max(extent, same + Math.abs(alt.length - ref.length) + 1)
  }
  return Math.min(extent, following.length)
}

/** Index into the read of the base aligned to a reference position; -1 when none is. */
function queryIndexAt(record: NewRecord, position: number): number {
  let reference = record.start
  let query = 0
  for (const op of record.cigar) {
    const code = opCode(op)
    const length = opLength(op)
    if (code === CIGAR_M) {
      if (position < reference + length) return position < reference ? -1 : query + position - reference
      reference += length
      query += length
    } else if (code === CIGAR_D) reference += length
    else if (code === CIGAR_I || code === 4) query += length
    if (position < reference) return -1
  }
  return -1
}

type Observation = { readonly allele: number; readonly quality: number }

/**
 * The allele a read shows: it must have an aligned base at the site's first position and at the last base of its
 * repeat-extended extent, and its bases between the two must equal those of an allele. `allele` -1 is neither;
 * undefined: the read does not tell.
 */
function observe(record: NewRecord, site: CountedSite, extent: number): Observation | undefined {
  const from = queryIndexAt(record, site.start)
  const to = queryIndexAt(record, site.start + extent - 1)
  if (from < 0 || to < 0) return undefined
  const seen = record.sequence.slice(from, to + 1)
  const rest = site.following.slice(site.ref.length, extent)
  const allele = [site.ref, ...site.alts].findIndex((bases) => seen === bases + rest)
  return { allele, quality: record.qualities?.[from] ?? 0 }
}

/**
 * Counts alleles as a reviewer would: duplicates, QC-fail, secondary, supplementary and unmapped records left out,
 * overlapping mates counted once (where they disagree the better base decides, the first when both are equal).
 * Symbolic alternates count nothing.
 */
export function countAlleles(records: readonly NewRecord[], site: CountedSite): AlleleCounts {
  const extent = extentOf(site)
  const byFragment = new Map<string, Observation>()
  const forward = Array.from({ length: site.alts.length + 1 }, () => 0)
  const reverse = [...forward]
  for (const record of records) {
    if ((record.flags & LEFT_OUT) !== 0) continue
    const observation = observe(record, site, extent)
    if (!observation) continue
    const strands = (record.flags & FLAG_REVERSE) !== 0 ? reverse : forward
    if (observation.allele >= 0) strands[observation.allele] = (strands[observation.allele] ?? 0) + 1
    const known = byFragment.get(record.name)
    if (!known || observation.quality > known.quality) byFragment.set(record.name, observation)
  }
  const fragments = [...forward].fill(0)
  let other = 0
  for (const { allele } of byFragment.values()) {
    if (allele < 0) other++
    else fragments[allele] = (fragments[allele] ?? 0) + 1
  }
  return { fragments, other, forward, reverse }
}
