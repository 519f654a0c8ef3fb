import type { Handlers } from '../../../../shared/contract.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
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
      return { genes: rows.slice(0, limit), total: rows.length }
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
