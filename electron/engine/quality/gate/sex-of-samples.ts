import type { CaseFile } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { Sample } from '../../../../shared/case/sample.ts'
import { type CheckResult, type SexCheck, worstPossible } from '../../../../shared/quality/gate.ts'
import { genotypedPeople } from '../../../../shared/quality/genotyped-people.ts'
import { COPY_THRESHOLDS, SEX_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import type { RelativeDepths, SexFromCoverage } from '../../../../shared/quality/sex-check.ts'
import { worstVerdict } from '../../../../shared/quality/verdict.ts'
import type { EngineContext } from '../../context.ts'
import { geneSourcesOf } from '../../genome/gene-source.ts'
import { indexCoverages } from '../../reads/index-coverage/known-coverages.ts'
import { keptFileOf } from '../../reads/reads-input.ts'
import type { JobContext } from '../../work/job.ts'
import { isUndecided, sexFromCoverage } from '../genotypes/sex-from-coverage.ts'
import { sexFromGenotypes } from '../genotypes/sex-from-genotypes.ts'
import { sexFromReads } from '../genotypes/sex-from-reads.ts'
import { indexedReads, sampleOfReads } from './case-reads.ts'
import { genotypeColumns } from './germline-columns.ts'
import { withStores } from './gate-store.ts'

/** Each sample by the depths of its reads and by its calls on X: what is possible of the two decides. */
export async function sexCheck(
  state: CaseState,
  context: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  const people = genotypedPeople(state)
  const statedOf = (sample: string) => people.find((one) => one.sample === sample)?.sex ?? 'unknown'
  const depths = new Map<string, RelativeDepths>()
  const byCoverage: SexCheck['byCoverage'] = []
  for (const file of indexedReads(state)) {
    const sample = sampleOfReads(state, file)
    if (sample === null) continue
    const found = await sexOfReads(file, { sample, stated: statedOf(sample) }, state, context, job)
    byCoverage.push({ file: file.id, ...found })
    if (found.depths !== null) depths.set(sample, found.depths)
  }
  const byGenotypes = await withStores(state, context.cacheFolder, async (stores) => {
    const found: SexCheck['byGenotypes'] = []
    for (const { file, ...column } of await genotypeColumns(stores, state, job.signal)) {
      const options = { depths: depths.get(column.sample) ?? null, signal: job.signal }
      const stated = statedOf(column.sample)
      found.push({ file, ...(await sexFromGenotypes(column, stated, state.build, options)) })
    }
    return found
  })
  const names = new Set([...byCoverage, ...byGenotypes].map(({ sample }) => sample))
  const verdicts = [...names].map((name) =>
    worstPossible(
      [...byCoverage, ...byGenotypes].flatMap(({ sample, verdict }) => (sample === name ? [verdict] : [])),
    ),
  )
  return {
    check: 'sex',
    verdict: worstVerdict(verdicts),
    thresholds: { ...SEX_THRESHOLDS, ...COPY_THRESHOLDS },
    byCoverage,
    byGenotypes,
  }
}

/** By the index alone, and where that leaves it open by reads that are counted. */
async function sexOfReads(
  file: CaseFile,
  { sample, stated }: { readonly sample: string; readonly stated: Sample['sex'] },
  state: CaseState,
  context: EngineContext,
  job: JobContext,
): Promise<SexFromCoverage> {
  const coverage = await indexCoverages(context).of(file)
  const byIndex = sexFromCoverage(sample, coverage, stated, state.build)
  if (!isUndecided(byIndex)) return byIndex
  const reads = {
    file: keptFileOf(context, file.id),
    coverage,
    build: state.build,
    genes: async () => (await geneSourcesOf(context).of(state))?.table ?? null,
  }
  const counting = { pool: context.pool, workers: Math.max(1, context.workers) }
  return sexFromReads(byIndex, reads, counting, job)
}
