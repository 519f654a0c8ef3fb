import type { CasementError } from '../errors/casement-error.ts'
import type { AbsentReason } from './absent-gene.ts'

/** How coverage is counted. @see docs/coverage.md, "Coverage of a panel" */
export type CoverageRules = {
  /** Depths at or above which the share of bases is given, ascending. */
  readonly thresholds: readonly number[]
  /** Reads count whose mapping quality is higher than this, Phred. 255 ("not available") is higher than any. */
  readonly mapqAbove: number
  /** Whether the supplementary alignments of split reads count. Each counts by itself, not as a mate. */
  readonly supplementary: boolean
}

/** What laboratories report of a genome. @see docs/decisions/035-panel-coverage.md for why */
export const COVERAGE_RULES: CoverageRules = {
  thresholds: [10, 15, 20, 30],
  mapqAbove: 10,
  supplementary: true,
}

/** Added to either side of an exon, bp: the splice sites and what lies beside them. */
export const EXON_PADDING = 15

/**
 * Which of a gene's transcripts are counted: those the annotation marks (MANE Select, else Ensembl canonical …), all
 * because that was asked for, or all because none is marked. `given`: intervals that somebody gave, no transcripts.
 */
export type TranscriptChoice = 'canonical' | 'all' | 'none-marked' | 'given'

/** A gene at one place, or the intervals of one name in a BED. */
export type CoverageGene = {
  /** The gene's symbol, or the intervals' name. */
  readonly symbol: string
  readonly id: string | null
  /** In the case's names; null where nothing says. */
  readonly contig: string | null
  /** The transcripts whose exons are counted, those to show first before the others. */
  readonly transcripts: readonly string[]
  readonly choice: TranscriptChoice
  /** How the place of bundled transcripts is known; null where that is no question. See `Gene.placement`. */
  readonly placement: 'gene-ends' | 'clinvar' | 'unknown' | null
  /** Null when something of it is counted. */
  readonly absent: AbsentReason | null
}

/** Exons as columns, those of gene g in the rows `first[g]` up to `first[g + 1]`, transcript by transcript. */
export type ExonColumns = {
  readonly first: Uint32Array
  /** Index into the gene's `transcripts`; 0 for given intervals. */
  readonly transcript: Uint32Array
  /** In the direction of the transcript, from 1. */
  readonly number: Uint32Array
  /** What is counted: the exon with its padding, cut to the contig, 0-based half-open. */
  readonly start: Int32Array
  readonly end: Int32Array
}

/** What coverage is counted over. */
export type CoverageTargets = {
  /** What they were taken from, as it is called on the screen. */
  readonly source: string
  /** bp on either side of each exon. */
  readonly padding: number
  readonly genes: readonly CoverageGene[]
  readonly exons: ExonColumns
}

/** Depth over stretches of bases, a row each. A row of which nothing could be counted has no bases. */
export type CoverageColumns = {
  /** Bases counted: those of the stretch, each once; 0 where the file does not have the contig. */
  readonly bases: Uint32Array
  /** Bases at or above each threshold: those of row r from `r * thresholds.length`. */
  readonly atLeast: Uint32Array
  /** Mean depth; NaN without bases. */
  readonly mean: Float64Array
  /** Least depth; 0 without bases. */
  readonly min: Uint32Array
}

/** Stretches below a threshold, as long as they go within what is counted of a gene; by threshold, then gene, then place. */
export type GapColumns = {
  /** Index into the thresholds. */
  readonly threshold: Uint8Array
  readonly gene: Uint32Array
  /** The first and the last exon it touches of the first transcript that it touches: rows of the exons. */
  readonly exon: Uint32Array
  readonly lastExon: Uint32Array
  /** 0-based half-open. */
  readonly start: Int32Array
  readonly end: Int32Array
  readonly min: Uint32Array
  readonly mean: Float64Array
}

/** A file of reads as its coverage is counted. */
export type CountedSample = {
  readonly notices: readonly CasementError[]
  /** Contigs of the targets, in the case's names, that the file does not have: nothing of them is counted. */
  readonly missingContigs: readonly string[]
  readonly exons: CoverageColumns
  /** Of each gene the union of its exons. */
  readonly genes: CoverageColumns
  /** One row: the union of all exons of all genes. */
  readonly total: CoverageColumns
  readonly gaps: GapColumns
}

type SampleCoverage = {
  readonly sample: string
  /** Path of the file of reads. */
  readonly file: string
  readonly result: CountedSample | { readonly error: CasementError }
}

export type PanelCoverage = {
  readonly targets: CoverageTargets
  readonly rules: CoverageRules
  readonly samples: readonly SampleCoverage[]
}

/** Share of a row's bases at or above the threshold of an index, 0 to 1; null when it has no bases. */
export function shareAtLeast(columns: CoverageColumns, row: number, threshold: number): number | null {
  const rows = columns.bases.length
  const bases = columns.bases[row] ?? 0
  if (bases === 0) return null
  const perRow = columns.atLeast.length / rows
  return (columns.atLeast[row * perRow + threshold] ?? 0) / bases
}
