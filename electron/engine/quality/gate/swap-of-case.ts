import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { CheckResult } from '../../../../shared/quality/gate.ts'
import { genotypedPeople } from '../../../../shared/quality/genotyped-people.ts'
import type { EngineContext } from '../../context.ts'
import { keptFileOf } from '../../reads/reads-input.ts'
import type { JobContext } from '../../work/job.ts'
import { type SwapAlignment, swapCheck } from '../genotypes/swap-check.ts'
import { indexedReads, sampleOfReads } from './case-reads.ts'
import { genotypeColumns } from './germline-columns.ts'
import { withStores } from './gate-store.ts'

/** The reads of each indexed file beside the genotypes of each sample. */
export function swapOfCase(state: CaseState, context: EngineContext, job: JobContext): Promise<CheckResult> {
  return withStores(state, context.cacheFolder, async (stores) => {
    const people = new Map(genotypedPeople(state).map(({ sample, person }) => [sample, person]))
    const personOf = (sample: string): string => people.get(sample) ?? sample
    const alignments = indexedReads(state).map((file): SwapAlignment => {
      const sample = sampleOfReads(state, file)
      return {
        id: file.id,
        file: keptFileOf(context, file.id),
        contigs: file.contigs,
        sample,
        ...(sample === null ? {} : { person: personOf(sample) }),
        tags: file.samples,
      }
    })
    const columns = await genotypeColumns(stores, state, job.signal)
    const ofPeople = columns.map((column) => ({ ...column, person: personOf(column.sample) }))
    return swapCheck(alignments, ofPeople, context.pool, job)
  })
}
