import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { CheckResult } from '../../../../shared/quality/gate.ts'
import { CONTAMINATION_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import { worstVerdict } from '../../../../shared/quality/verdict.ts'
import type { EngineContext } from '../../context.ts'
import type { JobContext } from '../../work/job.ts'
import { contaminationHint } from '../genotypes/contamination-hint.ts'
import { genotypeColumns } from './germline-columns.ts'
import { withStores } from './gate-store.ts'

/** The contamination hint of each sample with genotypes. */
export function contaminationCheck(
  state: CaseState,
  { cacheFolder }: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  return withStores(state, cacheFolder, async (stores) => {
    const samples = []
    for (const { file, ...column } of await genotypeColumns(stores, state, job.signal)) {
      const isTumour = state.samples.some(({ name, role }) => name === column.sample && role === 'tumour')
      samples.push({ file, ...(await contaminationHint(column, { isTumour, signal: job.signal })) })
    }
    return {
      check: 'contamination',
      verdict: worstVerdict(samples.map(({ verdict }) => verdict)),
      thresholds: CONTAMINATION_THRESHOLDS,
      samples,
    }
  })
}
