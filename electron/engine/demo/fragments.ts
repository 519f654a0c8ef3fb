import { copiesOf, type Member } from './family.ts'
import { type Edit, type Haplotype, indexOf, referenceHaplotype, withEdits } from './haplotype.ts'
import { type Random, randomStream } from './random.ts'
import { READ_EFFECTS, type ReadEffect } from './read-effects.ts'
import { READ_LENGTH } from './sequencer.ts'
import { demoSites, editOf } from './sites.ts'
import { syntheticReference } from './synthetic-reference.ts'
import type { DemoWindow } from './windows.ts'

/** Mean depth of a copy over a window, without duplicates: two copies make 35x away from the window's thin ends. */
const COPY_DEPTH = 16.5
const INSERT = { mean: 400, deviation: 50, least: 220, most: 620 } as const

/** A piece of one copy of the genome, sequenced 150 bp from either end. */
export type Fragment = {
  readonly haplotype: Haplotype
  /** Index into the haplotype, and length in its bases. */
  readonly start: number
  readonly length: number
  /** Read 1 is the right, reverse one. */
  readonly flipped: boolean
}

/** Small variants and deletions of one of a member's copies, as edits of the reference. */
function editsOfCopy(member: Member, window: DemoWindow, copy: number): Edit[] {
  const reference = syntheticReference()
  const lineages = copiesOf(member, window.contig)[copy] ?? []
  const edits: Edit[] = []
  for (const site of demoSites()) {
    if (site.contig !== window.contig || site.position <= window.start || site.position > window.end) continue
    for (const allele of site.alleles)
      if (allele.carriers.some((carrier) => lineages.includes(carrier)))
        edits.push(editOf(site, allele, reference.slice))
  }
  return edits
}

/** Effects on a member's reads in a window. */
export function effectsIn(member: Member, window: DemoWindow): readonly ReadEffect[] {
  return READ_EFFECTS.filter(
    (effect) =>
      effect.member === member &&
      effect.contig === window.contig &&
      effect.start >= window.start &&
      effect.start < window.end,
  )
}

function drawLength(random: Random): number {
  return Math.max(
    INSERT.least,
    Math.min(INSERT.most, Math.round(random.normal(INSERT.mean, INSERT.deviation))),
  )
}

/** True when one of the fragment's two reads has a base at (or, over a deletion, on both sides of) the interval. */
function readsOver({ haplotype, start, length }: Fragment, from: number, to: number): boolean {
  const low = indexOf(haplotype, from)
  const high = indexOf(haplotype, to)
  const covers = (readStart: number): boolean => readStart < high && readStart + READ_LENGTH > low
  return covers(start) || covers(start + length - READ_LENGTH)
}

/**
 * The fragments of one member in one window, in the order of their place in it. Starts are evenly spaced with
 * jitter, as in a PCR-free library: depth varies less than Poisson's.
 */
export function fragmentsOf(member: Member, window: DemoWindow): Fragment[] {
  const reference = referenceHaplotype(syntheticReference().windowBases(window), window.start)
  const effects = effectsIn(member, window)
  const fragments: Fragment[] = []
  for (const [copy] of copiesOf(member, window.contig).entries()) {
    const random = randomStream(`fragments/${member}/${window.contig}:${window.start}/${copy}`)
    const haplotype = withEdits(reference, editsOfCopy(member, window, copy))
    const size = haplotype.bases.length
    const count = Math.round((size * COPY_DEPTH) / (2 * READ_LENGTH))
    const drawn: Fragment[] = []
    for (let i = 0; i < count; i++) {
      const length = drawLength(random)
      const start = Math.floor(((i + random.next()) / count) * (size - length))
      drawn.push({ haplotype, start, length, flipped: random.chance(0.5) })
    }
    fragments.push(...withMosaic(drawn, copy, effects))
    const extra = hotSpots(haplotype, copy, effects, random)
    fragments.push(...extra)
  }
  return withDropout(fragments, effects).sort((a, b) => a.start - b.start)
}

/** The first copy (the transmitted one) carries the mosaic allele in every n-th fragment that covers it. */
function withMosaic(fragments: Fragment[], copy: number, effects: readonly ReadEffect[]): Fragment[] {
  let result = fragments
  for (const effect of effects) {
    if (effect.kind !== 'mosaic' || copy !== 0) continue
    let covering = 0
    result = result.map((fragment) => {
      if (!readsOver(fragment, effect.start, effect.start + 1)) return fragment
      if (covering++ % effect.every !== Math.floor(effect.every / 2)) return fragment
      const ref = String.fromCharCode(
        fragment.haplotype.bases[indexOf(fragment.haplotype, effect.start)] ?? 0x4e,
      )
      const haplotype = withEdits(fragment.haplotype, [{ start: effect.start, ref, alt: effect.alt }])
      return { ...fragment, haplotype }
    })
  }
  return result
}

/** Fragments whose right end lies so that the reverse read has the artefact's position among its last cycles. */
function hotSpots(
  haplotype: Haplotype,
  copy: number,
  effects: readonly ReadEffect[],
  random: Random,
): Fragment[] {
  const fragments: Fragment[] = []
  for (const effect of effects) {
    if (effect.kind !== 'reverse-end') continue
    for (let i = copy; i < effect.extra; i += 2) {
      const length = random.integer(380, 460)
      const readStart = indexOf(haplotype, effect.start) - (3 + i * 3)
      const start = readStart + READ_LENGTH - length
      fragments.push({ haplotype, start, length, flipped: random.chance(0.5) })
    }
  }
  return fragments
}

function withDropout(fragments: readonly Fragment[], effects: readonly ReadEffect[]): Fragment[] {
  let result = [...fragments]
  for (const effect of effects) {
    if (effect.kind !== 'dropout') continue
    let kept = 0
    result = result.filter((f) => !readsOver(f, effect.start, effect.end) || kept++ < effect.keep)
  }
  return result
}
