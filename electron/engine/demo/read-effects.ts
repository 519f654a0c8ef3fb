import type { Member } from './family.ts'
import { truthNamed } from './truths.ts'

/**
 * What happens to reads beyond sampling two copies of the genome: the mechanisms behind the truths that no
 * inheritance explains. Positions are 0-based.
 */
export type ReadEffect =
  /** One in `every` fragments of the member's transmitted copy that cover the position carries the allele. */
  | {
      readonly kind: 'mosaic'
      readonly member: Member
      readonly contig: string
      readonly start: number
      readonly alt: string
      readonly every: number
    }
  /**
   * A fragmentation hot spot with failing chemistry: reverse reads that have the position among their last `reach`
   * cycles report `alt` with a low quality; `extra` fragments end there.
   */
  | {
      readonly kind: 'reverse-end'
      readonly member: Member
      readonly contig: string
      readonly start: number
      readonly alt: string
      readonly reach: number
      readonly extra: number
    }
  /** Reads across a homopolymer run report it shorter or longer, with these probabilities per change of length. */
  | {
      readonly kind: 'slippage'
      readonly member: Member
      readonly contig: string
      readonly start: number
      readonly end: number
      readonly rates: readonly { readonly change: -2 | -1 | 1; readonly probability: number }[]
    }
  /** No more than `keep` fragments have a read over the interval. */
  | {
      readonly kind: 'dropout'
      readonly member: Member
      readonly contig: string
      readonly start: number
      readonly end: number
      readonly keep: number
    }

const mosaic = truthNamed('parental-mosaic')
const artefact = truthNamed('strand-artefact')
const filtered = truthNamed('filtered-artefact')
const notCalled = truthNamed('parent-not-called')
const homopolymer = truthNamed('homopolymer-artefact')

/** The run of A that follows the anchor base of the homopolymer truth: 0-based half-open, 27 bp. */
export const HOMOPOLYMER = {
  contig: homopolymer.contig,
  start: homopolymer.position,
  end: homopolymer.position + 27,
} as const

const slippage = (
  member: Member,
  one: number,
  two: number,
  longer: number,
): Extract<ReadEffect, { kind: 'slippage' }> => ({
  kind: 'slippage',
  member,
  ...HOMOPOLYMER,
  rates: [
    { change: -1, probability: one },
    { change: -2, probability: two },
    { change: 1, probability: longer },
  ],
})

export const READ_EFFECTS: readonly ReadEffect[] = [
  {
    kind: 'mosaic',
    member: 'mother',
    contig: mosaic.contig,
    start: mosaic.position - 1,
    alt: mosaic.alt,
    every: 7,
  },
  {
    kind: 'reverse-end',
    member: 'proband',
    contig: artefact.contig,
    start: artefact.position - 1,
    alt: artefact.alt,
    reach: 30,
    extra: 7,
  },
  {
    kind: 'reverse-end',
    member: 'father',
    contig: filtered.contig,
    start: filtered.position - 1,
    alt: filtered.alt,
    reach: 30,
    extra: 7,
  },
  slippage('proband', 0.36, 0.08, 0.06),
  slippage('mother', 0.13, 0.03, 0.04),
  slippage('father', 0.13, 0.03, 0.04),
  {
    kind: 'dropout',
    member: 'father',
    contig: notCalled.contig,
    start: notCalled.position - 61,
    end: notCalled.position + 60,
    keep: 1,
  },
]
