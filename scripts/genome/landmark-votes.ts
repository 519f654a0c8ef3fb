import type { Landmark } from './clinvar-evidence.ts'
import type { Structure } from './decode-structures.ts'

type Range = { readonly low: number; readonly high: number }

/** A coordinate of a structure where a variant of a kind may lie, with the reference base it then has. */
type Site = { readonly at: number; readonly ref: string; readonly kind: Landmark['kind'] }

/**
 * The bases that the consequence terms speak of: introns begin with GT (or GC) and end with AG, coding sequences
 * begin with ATG; on the minus strand the reference shows the complement.
 */
function sitesOf(transcript: Structure): Site[] {
  const { exons, coding, strand } = transcript
  const plus = strand === '+'
  const sites: Site[] = []
  exons.forEach(([start, end], i) => {
    const leftIntron = plus ? ('acceptor' as const) : ('donor' as const)
    const rightIntron = plus ? ('donor' as const) : ('acceptor' as const)
    if (i > 0) {
      sites.push({ at: start - 1, ref: plus ? 'G' : 'C', kind: leftIntron })
      sites.push({ at: start - 2, ref: 'A', kind: leftIntron })
    }
    if (i < exons.length - 1) {
      sites.push({ at: end, ref: plus ? 'G' : 'C', kind: rightIntron })
      sites.push({ at: end + 1, ref: 'T', kind: rightIntron })
    }
  })
  const first = coding === null ? null : plus ? coding[0] : coding[1] - 3
  if (first !== null)
    (plus ? ['A', 'T', 'G'] : ['C', 'A', 'T']).forEach((ref, i) =>
      sites.push({ at: first + i, ref, kind: 'start' }),
    )
  return sites
}

/** All distinct sites of a gene's transcripts, by kind and reference base. */
function sitesByKind(transcripts: readonly Structure[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const site of transcripts.flatMap(sitesOf)) {
    const key = site.kind + site.ref
    const set = found.get(key) ?? new Set()
    found.set(key, set.add(site.at))
  }
  return found
}

const inCodingExon = (transcripts: readonly Structure[], at: number): boolean =>
  transcripts.some(
    ({ coding, exons }) =>
      coding !== null &&
      at >= coding[0] &&
      at < coding[1] &&
      exons.some(([start, end]) => at >= start && at < end),
  )

/** True when the transcripts, put at `base`, have at the variant what its consequence says. */
export function explains(transcripts: readonly Structure[], base: number, landmark: Landmark): boolean {
  const at = landmark.at - base
  if (landmark.kind === 'coding') return inCodingExon(transcripts, at)
  return (
    sitesByKind(transcripts)
      .get(landmark.kind + landmark.ref)
      ?.has(at) ?? false
  )
}

/** A shorter range leaves less room for a wrong base that fits by chance. */
const SHORT_RANGE = 100
const ENOUGH = 0.9

/**
 * The one base within `range` that fits the variants best, or null when none or more than one does: at least two
 * splice-site or start-codon variants (one when the range is short), nine in ten of them, and nine in ten of the
 * missense and nonsense variants in coding exons.
 */
export function baseFromLandmarks(
  transcripts: readonly Structure[],
  range: Range,
  landmarks: readonly Landmark[],
): number | null {
  const sites = sitesByKind(transcripts)
  const exact = landmarks.filter((l) => l.kind !== 'coding')
  const votes = new Map<number, number>()
  for (const landmark of exact)
    for (const site of sites.get(landmark.kind + landmark.ref) ?? []) {
      const base = landmark.at - site
      if (base >= range.low && base <= range.high) votes.set(base, (votes.get(base) ?? 0) + 1)
    }
  const [best, second] = [...votes].toSorted((a, b) => b[1] - a[1])
  if (best === undefined || best[1] === second?.[1]) return null
  const [base, count] = best
  if (count < (range.high - range.low <= SHORT_RANGE ? 1 : 2) || count < exact.length * ENOUGH) return null
  const coding = landmarks.filter((l) => l.kind === 'coding')
  const inside = coding.filter((l) => inCodingExon(transcripts, l.at - base))
  return inside.length >= coding.length * ENOUGH ? base : null
}

/** The landmarks of a list sorted by contig and place that lie within an interval. */
export function landmarksBetween(
  sorted: readonly Landmark[],
  contig: string,
  start: number,
  end: number,
): Landmark[] {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const l = sorted[middle]
    if (l !== undefined && (l.contig < contig || (l.contig === contig && l.at < start))) low = middle + 1
    else high = middle
  }
  const found: Landmark[] = []
  for (let i = low; i < sorted.length; i++) {
    const l = sorted[i]
    if (l === undefined || l.contig !== contig || l.at >= end) break
    found.push(l)
  }
  return found
}
