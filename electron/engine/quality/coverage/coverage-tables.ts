import type {
  CoverageGeneDetail,
  CoverageGeneRow,
  CoveragePlan,
  CoverageSummary,
  CoverageTotal,
} from '../../../../shared/quality/coverage-state.ts'
import { exonsText } from '../../../../shared/quality/coverage-lines.ts'
import { geneCoverages } from '../../../../shared/quality/gene-coverage.ts'
import {
  type CountedSample,
  type CoverageColumns,
  type PanelCoverage,
  shareAtLeast,
} from '../../../../shared/quality/panel-coverage.ts'

/** A count that is kept. */
export type KeptCoverage = {
  readonly key: string
  readonly plan: CoveragePlan
  readonly countedAt: string
  readonly coverage: PanelCoverage
}

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

const countedOf = ({ samples }: PanelCoverage): CountedSample[] =>
  samples.flatMap(({ result }) => ('error' in result ? [] : [result]))

/** What a count comes to, sample by sample. */
export function summaryOf({ key, plan, countedAt, coverage }: KeptCoverage): CoverageSummary {
  const { rules, samples } = coverage
  return {
    key,
    plan,
    countedAt,
    thresholds: [...rules.thresholds],
    mapqAbove: rules.mapqAbove,
    samples: samples.map(({ sample, file, result }) => ({
      sample,
      file: baseName(file),
      result: 'error' in result ? { error: result.error } : totalOf(result, rules.thresholds.length),
    })),
  }
}

function totalOf({ total, gaps, missingContigs, notices }: CountedSample, width: number): CoverageTotal {
  const counts = Array.from({ length: width }, () => 0)
  for (const threshold of gaps.threshold) counts[threshold] = (counts[threshold] ?? 0) + 1
  return {
    ...rowOf(total, 0, width),
    bases: total.bases[0] ?? 0,
    gaps: counts,
    missingContigs: [...missingContigs],
    notices: [...notices],
  }
}

function rowOf(columns: CoverageColumns, row: number, width: number) {
  if ((columns.bases[row] ?? 0) === 0) return { shares: null, mean: null, min: null }
  return {
    shares: Array.from({ length: width }, (_, t) => shareAtLeast(columns, row, t) ?? 0),
    mean: columns.mean[row] ?? 0,
    min: columns.min[row] ?? 0,
  }
}

/** A row for each gene, in the order of the panel; what is absent is among them. */
export function geneRows({ coverage }: KeptCoverage): CoverageGeneRow[] {
  return geneCoverages(coverage).map(({ symbol, contig, exons, transcripts, absent, samples }, gene) => ({
    gene,
    symbol,
    contig,
    exons,
    transcripts: [...transcripts],
    absent,
    samples: samples.map(({ shares, mean, min, gaps }) => ({
      shares: shares === null ? null : [...shares],
      mean,
      min,
      gaps: [...gaps],
    })),
  }))
}

/** A gene's exons and gaps in each sample that was counted; null when there is no such gene. */
export function geneDetail({ coverage }: KeptCoverage, gene: number): CoverageGeneDetail | null {
  const { targets, rules } = coverage
  const of = targets.genes[gene]
  if (of === undefined) return null
  const counted = countedOf(coverage)
  const { first, transcript, number, start, end } = targets.exons
  const [from, to] = [first[gene] ?? 0, first[gene + 1] ?? 0]
  const rows = Array.from({ length: to - from }, (_, i) => from + i).toSorted(
    (a, b) => (transcript[a] ?? 0) - (transcript[b] ?? 0) || (number[a] ?? 0) - (number[b] ?? 0),
  )
  const exons = rows.map((row) => ({
    transcript: of.transcripts[transcript[row] ?? 0] ?? null,
    number: number[row] ?? 0,
    start: start[row] ?? 0,
    end: end[row] ?? 0,
    samples: counted.map((sample) => rowOf(sample.exons, row, rules.thresholds.length)),
  }))
  return {
    symbol: of.symbol,
    contig: of.contig,
    exons,
    gaps: counted.flatMap(({ gaps }, sample) =>
      Array.from(gaps.gene.keys()).flatMap((i) =>
        gaps.gene[i] === gene
          ? [
              {
                sample,
                threshold: gaps.threshold[i] ?? 0,
                exons: exonsText(targets, gaps.exon[i] ?? 0, gaps.lastExon[i] ?? 0),
                start: gaps.start[i] ?? 0,
                end: gaps.end[i] ?? 0,
                min: gaps.min[i] ?? 0,
                mean: gaps.mean[i] ?? 0,
              },
            ]
          : [],
      ),
    ),
  }
}
