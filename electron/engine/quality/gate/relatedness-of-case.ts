import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { CheckResult } from '../../../../shared/quality/gate.ts'
import { genotypedPeople, peopleWithoutSample } from '../../../../shared/quality/genotyped-people.ts'
import type { EngineContext } from '../../context.ts'
import type { JobContext } from '../../work/job.ts'
import { relatedness } from '../genotypes/relatedness.ts'
import { genotypeColumns } from './germline-columns.ts'
import { withStores } from './gate-store.ts'

/** How closely every two samples are related, beside the pedigree with those of its people who have no sample. */
export function relatednessOfCase(
  state: CaseState,
  { cacheFolder }: EngineContext,
  { signal }: JobContext,
): Promise<CheckResult> {
  return withStores(state, cacheFolder, async (stores) => {
    const pedigree = { people: genotypedPeople(state), others: peopleWithoutSample(state) }
    return relatedness(await genotypeColumns(stores, state, signal), pedigree, undefined, signal)
  })
}
