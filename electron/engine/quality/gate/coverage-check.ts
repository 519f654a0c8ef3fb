import type { CaseState } from '../../../../shared/case/case-state.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import type { CheckResult } from '../../../../shared/quality/gate.ts'
import {
  type CoveredFile,
  GENOME_COVERAGE_THRESHOLDS,
  judgeGenomeCoverage,
} from '../../../../shared/quality/genome-coverage.ts'
import { worstVerdict } from '../../../../shared/quality/verdict.ts'
import type { EngineContext } from '../../context.ts'
import { indexCoverages } from '../../reads/index-coverage/known-coverages.ts'
import { indexedReads, sampleOfReads } from './case-reads.ts'

/** The relative depth along the genome of each file of reads, by its index alone. */
export async function coverageCheck(state: CaseState, context: EngineContext): Promise<CheckResult> {
  const files = await Promise.all(
    indexedReads(state).map(async (file): Promise<CoveredFile> => {
      const base = { file: file.id, name: file.name, sample: sampleOfReads(state, file) }
      try {
        const { relativeDepth, ...coverage } = await indexCoverages(context).of(file)
        return { ...base, ...judgeGenomeCoverage(coverage, relativeDepth), coverage, error: null }
      } catch (thrown) {
        const error = errorOf(thrown)
        return { ...base, verdict: 'warns', reason: 'not-read', coverage: null, off: [], steps: [], error }
      }
    }),
  )
  return {
    check: 'coverage',
    verdict: worstVerdict(files.map(({ verdict }) => verdict)),
    thresholds: GENOME_COVERAGE_THRESHOLDS,
    files,
  }
}
