import { sentence } from '../errors/sentence.ts'
import { absentSentence } from './absent-gene.ts'
import { geneCoverages } from './gene-coverage.ts'
import {
  type CountedSample,
  type CoverageColumns,
  type CoverageGene,
  type CoverageRules,
  type CoverageTargets,
  type PanelCoverage,
  shareAtLeast,
} from './panel-coverage.ts'
import { percentDown } from './percent.ts'

/** Per cent of a share, rounded down: what is not all is never written as 100. */
export function percentText(share: number | null): string {
  return share === null ? 'NA' : percentDown(share, 2)
}

/** What was counted, in words. */
function rulesText({ mapqAbove, supplementary }: CoverageRules): string {
  const split = supplementary ? 'supplementary alignments counted' : 'supplementary alignments left out'
  return `bases of reads with MAPQ > ${mapqAbove}, no unmapped, secondary, QC-fail or duplicate reads, ${split}, overlapping mates once`
}

/** Lines of a table by gene: for each sample each gene, those that cannot be counted with the reason. */
export function* geneTableLines(coverage: PanelCoverage): Generator<string> {
  const { rules } = coverage
  yield* aboutLines(coverage)
  yield tabbed(
    ['sample', 'gene', 'gene_id', 'contig', 'transcripts', 'chosen', 'placed_by', 'exons'],
    depthNames(rules),
    rules.thresholds.map((threshold) => `gaps_below_${threshold}x`),
    ['note'],
  )
  const genes = geneCoverages(coverage)
  for (const [s, { sample, counted }] of [...countedSamples(coverage)].entries())
    for (const [g, { exons, samples, ...gene }] of genes.entries()) {
      const gaps = samples[s]?.shares === null ? rules.thresholds.map(() => 'NA') : (samples[s]?.gaps ?? [])
      const about = [sample, gene.symbol, gene.id ?? 'NA', gene.contig ?? 'NA', gene.transcripts.join(',')]
      yield tabbed(
        [...about, gene.choice, gene.placement ?? 'NA', exons],
        depthCells(counted.genes, g, rules),
        gaps,
        [noteOn(gene, counted)],
      )
    }
}

/** Lines of a table by exon: for each sample each exon of each transcript that is counted. */
export function* exonTableLines(coverage: PanelCoverage): Generator<string> {
  const { targets, rules } = coverage
  yield* aboutLines(coverage)
  const names = ['sample', 'gene', 'transcript', 'exon', 'contig', 'start_0based', 'end_exclusive']
  yield tabbed(names, depthNames(rules), ['note'])
  const { first, transcript, number, start, end } = targets.exons
  for (const { sample, counted } of countedSamples(coverage))
    for (const [g, gene] of targets.genes.entries())
      for (let row = first[g] ?? 0; row < (first[g + 1] ?? 0); row++) {
        const name = gene.transcripts[transcript[row] ?? 0] ?? 'NA'
        const place = [gene.contig ?? 'NA', start[row] ?? 0, end[row] ?? 0]
        yield tabbed(
          [sample, gene.symbol, name, number[row] ?? 0, ...place],
          depthCells(counted.exons, row, rules),
          [noteOn(gene, counted)],
        )
      }
}

/**
 * Lines of a BED of a sample's stretches below one threshold: contig, start (0-based), end (exclusive), name, least
 * depth, mean depth. What could not be counted is no gap: it is said in comments.
 *
 * @param threshold index into the thresholds
 */
export function* gapBedLines(coverage: PanelCoverage, sample: number, threshold: number): Generator<string> {
  const { targets, rules, samples } = coverage
  const of = samples[sample]
  if (of === undefined) return
  const below = rules.thresholds[threshold] ?? 0
  yield `# Stretches below ${below}x in ${of.sample}; 0-based, half-open; name, least depth, mean depth`
  yield* aboutLines(coverage)
  if ('error' in of.result) return
  for (const gene of targets.genes) {
    const note = noteOn(gene, of.result)
    if (note !== '') yield `# Not counted: ${gene.symbol}: ${note}`
  }
  const { gaps } = of.result
  for (let i = 0; i < gaps.gene.length; i++) {
    if (gaps.threshold[i] !== threshold) continue
    const gene = targets.genes[gaps.gene[i] ?? 0]
    if (gene === undefined) continue
    const place = [gene.contig ?? '', gaps.start[i] ?? 0, gaps.end[i] ?? 0]
    const depths = [gaps.min[i] ?? 0, depthText(gaps.mean[i] ?? Number.NaN)]
    yield tabbed(
      place,
      [`${gene.symbol}:${exonsText(targets, gaps.exon[i] ?? 0, gaps.lastExon[i] ?? 0)}`],
      depths,
    )
  }
}

/** `exon5`, `exon5-6`: numbers rise in the direction of the transcript. */
export function exonsText({ exons }: Pick<CoverageTargets, 'exons'>, first: number, last: number): string {
  const numbers = [exons.number[first] ?? 0, exons.number[last] ?? 0].toSorted((a, b) => a - b)
  return `exon${[...new Set(numbers)].join('-')}`
}

/** Comments that say what the lines are of, and which files could not be counted. */
function* aboutLines({ targets, rules, samples }: PanelCoverage): Generator<string> {
  const given = targets.genes.filter(({ choice }) => choice === 'given').length
  const intervals = given > 0 && given < targets.genes.length ? ' (intervals of a BED as they are)' : ''
  yield `# Exons of ${targets.source}, ${targets.padding} bp added on either side${intervals}; ${rulesText(rules)}`
  for (const { sample, result } of samples)
    if ('error' in result) yield `# Not counted: the reads of ${sample}: ${sentence(result.error)}`
}

function* countedSamples({ samples }: PanelCoverage) {
  for (const { sample, result } of samples) if (!('error' in result)) yield { sample, counted: result }
}

/** Why nothing of a gene was counted in a file; empty when something was. */
function noteOn(gene: CoverageGene, { missingContigs }: CountedSample): string {
  if (gene.absent !== null) return absentSentence(gene.absent)
  return gene.contig !== null && missingContigs.includes(gene.contig) ? `the file has no ${gene.contig}` : ''
}

function depthNames({ thresholds }: CoverageRules): string[] {
  return ['bases', 'mean', 'min', ...thresholds.flatMap((t) => [`bases_at_${t}x`, `percent_at_${t}x`])]
}

function depthCells(columns: CoverageColumns, row: number, { thresholds }: CoverageRules): Cell[] {
  const bases = columns.bases[row] ?? 0
  const shares = thresholds.flatMap((_, t): Cell[] => [
    bases === 0 ? 'NA' : (columns.atLeast[row * thresholds.length + t] ?? 0),
    percentText(shareAtLeast(columns, row, t)),
  ])
  const least = bases === 0 ? 'NA' : (columns.min[row] ?? 0)
  return [bases, depthText(columns.mean[row] ?? Number.NaN), least, ...shares]
}

const depthText = (depth: number): string => (Number.isNaN(depth) ? 'NA' : depth.toFixed(2))

type Cell = string | number

function tabbed(...parts: readonly (readonly Cell[])[]): string {
  return parts.flat().join('\t')
}
