import { impactOf, snvConsequence } from './consequence.ts'
import type { Lineage } from './family.ts'
import { type Random, randomStream } from './random.ts'
import { READ_EFFECTS } from './read-effects.ts'
import type { DemoSite } from './sites.ts'
import { syntheticReference } from './synthetic-reference.ts'
import { DEMO_TRANSCRIPTS } from './transcript-table.ts'
import { placeIn } from './transcript.ts'
import { DEMO_TRUTHS } from './truths.ts'
import { DEMO_WINDOWS, type DemoWindow } from './windows.ts'

/** Reads thin out towards a window's ends: no site lies there. */
const MARGIN = 650
/** No ordinary variant within a read's length of a planted one: each truth has its reads to itself. */
const CLEARANCE = 160
const SPACING = 140
const PER_WINDOW = 11
/** Y has little variation, and only two people of the three can show it. */
const PER_WINDOW_Y = 2

const FOUNDERS: readonly Lineage[] = [
  'mother-transmitted',
  'mother-other',
  'father-transmitted',
  'father-other',
]

/** Copies that exist for the contig: the father's transmitted X went to no son, the mother has no Y. */
function founders(contig: string): readonly Lineage[] {
  if (contig === 'chrX') return ['mother-transmitted', 'mother-other', 'father-other']
  if (contig === 'chrY') return ['father-transmitted']
  return FOUNDERS
}

function isClear(contig: string, position: number): boolean {
  const start = position - 1
  const nearTruth = DEMO_TRUTHS.some(
    (truth) =>
      truth.contig === contig &&
      start > truth.position - CLEARANCE &&
      start < (truth.end ?? truth.position + 30) + CLEARANCE,
  )
  const nearEffect = READ_EFFECTS.some(
    (effect) =>
      effect.contig === contig &&
      start > effect.start - CLEARANCE &&
      start < ('end' in effect ? effect.end : effect.start) + CLEARANCE,
  )
  return !nearTruth && !nearEffect
}

/** A frequency as ordinary variants have it, four decimals: common enough that no rare-disease filter keeps them. */
function drawFrequency(random: Random): number {
  const u = random.next()
  return Math.round((0.02 + 0.6 * u * u) * 10_000) / 10_000
}

/** Copies that carry an allele of a frequency: drawn one by one, given that the family has it at all. */
function drawCarriers(random: Random, contig: string, frequency: number): readonly Lineage[] {
  const copies = founders(contig)
  for (let attempt = 0; attempt < 500; attempt++) {
    const carriers = copies.filter(() => random.chance(frequency))
    if (carriers.length > 0) return carriers
  }
  return copies
}

function drawAlleles(
  random: Random,
  contig: string,
  position: number,
): { ref: string; alt: string } | undefined {
  const reference = syntheticReference()
  const start = position - 1
  const base = reference.slice(contig, start, start + 1)
  const inExon = DEMO_TRANSCRIPTS.some((t) => {
    if (t.contig !== contig) return false
    const place = placeIn(t, position)
    return place.kind === 'exon' || (place.kind === 'intron' && Math.abs(place.offset) <= 20)
  })
  if (!inExon && random.chance(0.15)) return drawIndel(random, contig, start, base)
  // Two transitions for one transversion.
  const transition = { A: 'G', C: 'T', G: 'A', T: 'C' }[base] ?? 'A'
  const transversions = base === 'A' || base === 'G' ? (['C', 'T'] as const) : (['A', 'G'] as const)
  const alt = random.chance(0.67) ? transition : random.pick(transversions)
  const harmful = DEMO_TRANSCRIPTS.some(
    (t) =>
      t.contig === contig && impactOf(snvConsequence(reference, t, position, base, alt).terms) === 'HIGH',
  )
  return harmful ? undefined : { ref: base, alt }
}

/** An indel of 1–4 bp whose place is unambiguous (it is no repeat of what follows or precedes it). */
function drawIndel(
  random: Random,
  contig: string,
  start: number,
  base: string,
): { ref: string; alt: string } | undefined {
  const reference = syntheticReference()
  const length = random.integer(1, 4)
  const after = reference.slice(contig, start + 1, start + 1 + length * 2)
  if (random.chance(0.5)) {
    const deleted = after.slice(0, length)
    if (deleted[0] === after[length] || deleted[length - 1] === base) return undefined
    return { ref: base + deleted, alt: base }
  }
  let inserted = ''
  while (inserted.length < length) inserted += random.pick(['A', 'C', 'G', 'T'])
  if (inserted[0] === after[0] || inserted[length - 1] === base) return undefined
  return { ref: base, alt: base + inserted }
}

function windowSites(window: DemoWindow): DemoSite[] {
  // Nothing is called where reads cannot be placed.
  if (window.twin !== undefined) return []
  const random = randomStream(`background/${window.contig}:${window.start}`)
  const sites: DemoSite[] = []
  const wanted = window.contig === 'chrY' ? PER_WINDOW_Y : PER_WINDOW
  for (let attempt = 0; attempt < 400 && sites.length < wanted; attempt++) {
    const position = random.integer(window.start + MARGIN, window.end - MARGIN)
    const gnomad = drawFrequency(random)
    const carriers = drawCarriers(random, window.contig, gnomad)
    const alleles = drawAlleles(random, window.contig, position)
    if (!alleles || !isClear(window.contig, position)) continue
    if (sites.some((other) => Math.abs(other.position - position) < SPACING)) continue
    sites.push({
      contig: window.contig,
      position,
      ref: alleles.ref,
      alleles: [{ alt: alleles.alt, carriers, gnomad, clinSig: gnomad > 0.1 ? 'benign' : null }],
      end: null,
      filter: 'PASS',
      id: null,
      calls: null,
    })
  }
  return sites
}

/**
 * Ordinary inherited variation around the truths: common, no HIGH impact, Mendelian. A few records failed a filter
 * although they are real, one of them two filters.
 */
export function backgroundSites(): readonly DemoSite[] {
  return DEMO_WINDOWS.flatMap(windowSites).map((site, index) => {
    if (index === 37) return { ...site, filter: 'LowQual;StrandBias' }
    return index % 29 === 11 ? { ...site, filter: 'LowQual' } : site
  })
}
