import type { Handlers } from '../../../../shared/contract.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { CoverageGeneRow } from '../../../../shared/quality/coverage-state.ts'
import { COVERAGE_TARGET } from '../../../../shared/quality/coverage-target.ts'
import { COVERAGE_RULES } from '../../../../shared/quality/panel-coverage.ts'
import type { EngineContext } from '../../context.ts'
import { caseCoverages } from './case-coverages.ts'
import { geneDetail, geneRows } from './coverage-tables.ts'

type CoverageCall = 'coverage.panel' | 'coverage.countPanel' | 'coverage.panelGenes' | 'coverage.panelGene'

/** Coverage of panels, as the page about it asks for it. */
export function panelCoverageCalls(context: EngineContext): Handlers<CoverageCall> {
  const coverages = caseCoverages(context)
  return {
    'coverage.panel': (asked) => coverages.state(asked),
    'coverage.countPanel': (asked) => coverages.count(asked),
    'coverage.panelGenes': async ({ key, limit }) => {
      const rows = geneRows(coverages.kept(key))
      return { genes: rows.length > limit ? leastCovered(rows, limit) : rows, total: rows.length }
    },
    'coverage.panelGene': async ({ key, gene }) => {
      const detail = geneDetail(coverages.kept(key), gene)
      if (detail) return detail
      throw new Fault({
        kind: 'call/invalid',
        call: 'coverage.panelGene',
        detail: `there is no gene ${gene}`,
      })
    },
  }
}

/** The genes with the least share of bases at the target's threshold in any sample: what one looks for. */
function leastCovered(rows: readonly CoverageGeneRow[], limit: number): CoverageGeneRow[] {
  const at = COVERAGE_RULES.thresholds.indexOf(COVERAGE_TARGET.threshold)
  const least = ({ samples }: CoverageGeneRow): number =>
    samples.reduce((share, { shares }) => Math.min(share, shares?.[at] ?? 0), 1)
  const ranked = rows.map((row) => ({ row, share: least(row) })).toSorted((a, b) => a.share - b.share)
  return ranked.slice(0, limit).map(({ row }) => row)
}
