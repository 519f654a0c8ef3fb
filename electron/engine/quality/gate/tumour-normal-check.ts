import type { CaseState } from '../../../../shared/case/case-state.ts'
import { type CheckResult, worstPossible } from '../../../../shared/quality/gate.ts'
import { TUMOUR_NORMAL_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import type { EngineContext } from '../../context.ts'
import type { JobContext } from '../../work/job.ts'
import { tumourNormal } from '../genotypes/tumour-normal.ts'
import { tumourNormalPairs } from './gate-plan.ts'
import { genotypeColumns } from './germline-columns.ts'
import { withStores } from './gate-store.ts'
import { somaticFile } from './somatic-file.ts'

/** Each tumour of the case beside each normal. */
export function tumourNormalCheck(
  state: CaseState,
  { cacheFolder }: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  return withStores(state, cacheFolder, async (stores) => {
    const columns = await genotypeColumns(stores, state, job.signal)
    const pairs = []
    for (const { tumour, normal } of tumourNormalPairs(state)) {
      const ofTumour = columns.find(({ sample }) => sample === tumour)
      const ofNormal = columns.find(({ sample }) => sample === normal)
      const germline = ofTumour && ofNormal ? { tumour: ofTumour, normal: ofNormal } : null
      const store = await somaticFile(stores, { tumour, normal }, job.signal)
      const somatic = store && { store, tumour, normal }
      pairs.push(await tumourNormal({ tumour, normal, germline, somatic }, undefined, job.signal))
    }
    return {
      check: 'tumour-normal',
      verdict: worstPossible(pairs.map(({ verdict }) => verdict)),
      thresholds: TUMOUR_NORMAL_THRESHOLDS,
      pairs,
    }
  })
}
