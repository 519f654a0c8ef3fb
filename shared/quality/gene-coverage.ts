import { type CoverageGene, type PanelCoverage, shareAtLeast } from './panel-coverage.ts'

/** A gene's coverage in one file of reads. */
type GeneInSample = {
  readonly sample: string
  /** By threshold, 0 to 1; null when nothing of the gene could be counted in the file. */
  readonly shares: readonly number[] | null
  readonly mean: number | null
  readonly min: number | null
  /** Stretches below each threshold. */
  readonly gaps: readonly number[]
}

/** A row of a table of genes. */
export type GeneCoverage = CoverageGene & {
  readonly exons: number
  /** In the order of the samples; those whose file could not be counted are left out. */
  readonly samples: readonly GeneInSample[]
}

/** Coverage gene by gene, as small objects. */
export function geneCoverages({ targets, rules, samples }: PanelCoverage): GeneCoverage[] {
  const counted = samples.flatMap(({ sample, result }) => ('error' in result ? [] : [{ sample, result }]))
  const width = rules.thresholds.length
  const gaps = counted.map(({ result }) => {
    const counts = new Uint32Array(targets.genes.length * width)
    for (let i = 0; i < result.gaps.gene.length; i++) {
      const at = (result.gaps.gene[i] ?? 0) * width + (result.gaps.threshold[i] ?? 0)
      counts[at] = (counts[at] ?? 0) + 1
    }
    return counts
  })
  return targets.genes.map((gene, g) => ({
    ...gene,
    exons: (targets.exons.first[g + 1] ?? 0) - (targets.exons.first[g] ?? 0),
    samples: counted.map(({ sample, result: { genes } }, s): GeneInSample => {
      const isCounted = (genes.bases[g] ?? 0) > 0
      return {
        sample,
        shares: isCounted ? rules.thresholds.map((_, t) => shareAtLeast(genes, g, t) ?? 0) : null,
        mean: isCounted ? (genes.mean[g] ?? 0) : null,
        min: isCounted ? (genes.min[g] ?? 0) : null,
        gaps: Array.from((gaps[s] ?? new Uint32Array()).subarray(g * width, (g + 1) * width)),
      }
    }),
  }))
}
