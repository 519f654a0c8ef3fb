import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { CheckId } from '../../../../shared/quality/check-id.ts'
import type { CheckResult } from '../../../../shared/quality/gate.ts'
import type { EngineContext } from '../../context.ts'
import type { JobContext } from '../../work/job.ts'
import { buildCheck } from './build-check.ts'
import { contaminationCheck } from './contamination-check.ts'
import { coverageCheck } from './coverage-check.ts'
import { filesCheck } from './files-check.ts'
import { mendelianCheck } from './mendelian-check.ts'
import { relatednessOfCase } from './relatedness-of-case.ts'
import { sexCheck } from './sex-of-samples.ts'
import { swapOfCase } from './swap-of-case.ts'
import { tumourNormalCheck } from './tumour-normal-check.ts'

/** Makes one check of the case as it stands. @throws Fault as what it reads */
export function makeCheck(
  id: CheckId,
  state: CaseState,
  context: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  switch (id) {
    case 'build':
      return buildCheck(state, context, job)
    case 'files':
      return filesCheck(state, context, job)
    case 'coverage':
      return coverageCheck(state, context)
    case 'sex':
      return sexCheck(state, context, job)
    case 'relatedness':
      return relatednessOfCase(state, context, job)
    case 'mendelian':
      return mendelianCheck(state, context, job)
    case 'contamination':
      return contaminationCheck(state, context, job)
    case 'tumour-normal':
      return tumourNormalCheck(state, context, job)
    case 'swap':
      return swapOfCase(state, context, job)
  }
}
