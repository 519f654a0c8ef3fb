import type { Lineage, Member } from './family.ts'

/** What makes a planted variant instructive. */
type TruthKind =
  | 'de-novo'
  | 'recessive-homozygous'
  | 'compound-het'
  | 'cis-pair'
  | 'x-linked'
  | 'parental-mosaic'
  | 'strand-artefact'
  | 'homopolymer-artefact'
  | 'deletion'
  | 'multi-nucleotide'
  | 'parent-not-called'
  | 'multi-allelic'
  | 'not-filtered'
  | 'filtered-artefact'
  | 'worse-elsewhere'

/** Inclusive bounds. */
type Bounds = readonly [low: number, high: number]

/** What a member's reads show at a small variant. */
export type ReadTruth = {
  /** Fragments with this alternate ÷ fragments with the reference or any listed alternate. */
  readonly altFraction: Bounds
  /** Fragments that decide between the alleles. */
  readonly depth: Bounds
  /** Strands of the reads that carry the alternate; `any` where they are too few to promise. */
  readonly strands: 'both' | 'reverse' | 'none' | 'any'
}

/** What a member's reads show at the deletion. */
type DeletionReads = {
  /** Fragments with a read split at the breakpoints (SA tag and supplementary record). */
  readonly splitFragments: Bounds
  /** Pairs that span the deletion and map more than 1,000 bp too far apart; not flagged proper. */
  readonly discordantPairs: Bounds
  /** Mean depth inside ÷ mean depth of the 1,000 bp on either side. */
  readonly depthRatio: Bounds
}

export type DemoTruth = {
  readonly name: string
  readonly kind: TruthKind
  /** Rows that make sense only together (two halves of a pair, two alleles of a record). */
  readonly group: string
  readonly gene: string
  readonly contig: string
  /** POS, 1-based. */
  readonly position: number
  readonly ref: string
  readonly alt: string
  /** Last deleted base (1-based) of the symbolic deletion. */
  readonly end?: number
  /** GT as written in the file. */
  readonly genotypes: Readonly<Record<Member, string>>
  /** As in the FILTER column; `.` is "filters not applied". */
  readonly filter: string
  /** Copies of the genome that carry the allele: empty when it is in no genome (an artefact). */
  readonly carriers: readonly Lineage[]
  /** With `phase`, the name of the row it is in phase with. */
  readonly phase?: { readonly with: string; readonly is: 'cis' | 'trans' }
  /** On the gene's MANE Select transcript. */
  readonly consequence: string
  readonly hgvsc: string
  readonly hgvsp: string | null
  readonly id: string | null
  readonly gnomad: number | null
  readonly clinSig: string | null
  /** Null for the symbolic deletion, which has `deletionReads`. */
  readonly reads: Readonly<Record<Member, ReadTruth>> | null
  readonly deletionReads?: Readonly<Record<Member, DeletionReads>>
  readonly why: string
}

export const HET: ReadTruth = { altFraction: [0.3, 0.7], depth: [22, 55], strands: 'both' }
export const HOM: ReadTruth = { altFraction: [1, 1], depth: [22, 55], strands: 'both' }
export const REF: ReadTruth = { altFraction: [0, 0], depth: [22, 55], strands: 'none' }
export const HEMI: ReadTruth = { altFraction: [1, 1], depth: [9, 30], strands: 'both' }
export const HEMI_REF: ReadTruth = { altFraction: [0, 0], depth: [9, 30], strands: 'none' }
