import type { CoverageGeneRow } from '../../../shared/quality/coverage-state.ts'
import { COVERAGE_TARGET } from '../../../shared/quality/coverage-target.ts'
import type { CoverageLook } from '../../app/stores/coverage-store.ts'

/** The least share of a gene in any sample; what could not be counted comes before all that was. */
function leastShare({ samples }: CoverageGeneRow, threshold: number): number {
  return samples.reduce(
    (least, { shares }) => Math.min(least, shares?.[threshold] ?? -1),
    samples.length === 0 ? -1 : 1,
  )
}

/** @param at place of the target's threshold */
export const isBelowTarget = (row: CoverageGeneRow, at: number): boolean =>
  leastShare(row, at) < COVERAGE_TARGET.share

/**
 * The genes to show, in order. Those of one share stay as the panel has them.
 *
 * @param at place of the target's threshold
 */
export function shownGenes(
  genes: readonly CoverageGeneRow[],
  { text, belowOnly, order, threshold }: CoverageLook,
  at: number,
): CoverageGeneRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = genes.filter(
    (row) =>
      (!belowOnly || isBelowTarget(row, at)) &&
      (words.length === 0 || words.some((word) => row.symbol.toLowerCase().includes(word))),
  )
  if (order === 'panel') return found.toSorted((a, b) => a.gene - b.gene)
  if (order === 'name')
    return found.toSorted((a, b) => a.symbol.localeCompare(b.symbol, 'en', { numeric: true }))
  const least = new Map(found.map((row) => [row.gene, leastShare(row, threshold)]))
  return found.toSorted((a, b) => (least.get(a.gene) ?? 0) - (least.get(b.gene) ?? 0) || a.gene - b.gene)
}
