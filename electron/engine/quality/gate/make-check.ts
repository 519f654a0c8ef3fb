import { type CaseFile, hasAlignments } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { Sample } from '../../../../shared/case/sample.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import type { CheckId } from '../../../../shared/quality/check-id.ts'
import { type FileHealth, judgeFile } from '../../../../shared/quality/file-health.ts'
import { type CheckResult, type SexCheck, worstPossible } from '../../../../shared/quality/gate.ts'
import {
  type CoveredFile,
  GENOME_COVERAGE_THRESHOLDS,
  judgeGenomeCoverage,
} from '../../../../shared/quality/genome-coverage.ts'
import { genotypedPeople } from '../../../../shared/quality/genotyped-people.ts'
import {
  CONTAMINATION_THRESHOLDS,
  COPY_THRESHOLDS,
  MENDELIAN_THRESHOLDS,
  SEX_THRESHOLDS,
  TUMOUR_NORMAL_THRESHOLDS,
} from '../../../../shared/quality/genotype-thresholds.ts'
import type { RelativeDepths, SexFromCoverage } from '../../../../shared/quality/sex-check.ts'
import { worstVerdict } from '../../../../shared/quality/verdict.ts'
import type { EngineContext } from '../../context.ts'
import { geneSourcesOf } from '../../genome/gene-source.ts'
import { indexCoverages } from '../../reads/index-coverage/known-coverages.ts'
import { keptFileOf } from '../../reads/reads-input.ts'
import type { JobContext } from '../../work/job.ts'
import { contaminationHint } from '../genotypes/contamination-hint.ts'
import { mendelianErrors, triosOf } from '../genotypes/mendelian-errors.ts'
import { relatedness } from '../genotypes/relatedness.ts'
import { isUndecided, sexFromCoverage } from '../genotypes/sex-from-coverage.ts'
import { sexFromGenotypes } from '../genotypes/sex-from-genotypes.ts'
import { sexFromReads } from '../genotypes/sex-from-reads.ts'
import { type SwapAlignment, swapCheck } from '../genotypes/swap-check.ts'
import { tumourNormal } from '../genotypes/tumour-normal.ts'
import { buildCheck } from './build-check.ts'
import { genotypeColumns, withStores } from './gate-store.ts'
import { tumourNormalPairs } from './gate-plan.ts'
import type { HeaderFacts } from './read-file-facts.ts'
import { somaticFile } from './somatic-file.ts'

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
      return withStores(state, context.cacheFolder, (stores) =>
        relatedness(genotypeColumns(stores, state), genotypedPeople(state), undefined, job.signal),
      )
    case 'mendelian':
      return mendelianCheck(state, context, job)
    case 'contamination':
      return contaminationCheck(state, context, job)
    case 'tumour-normal':
      return tumourNormalCheck(state, context, job)
    case 'swap':
      return swapOf(state, context, job)
  }
}

const INDEX_WORDS = {
  'not-needed': 'not-used',
  missing: 'missing',
  building: 'building',
  failed: 'failed',
} as const

async function filesCheck(state: CaseState, { pool }: EngineContext, job: JobContext): Promise<CheckResult> {
  const files: FileHealth[] = []
  for (const { id, name, kind, identity, compression, index, notices, unreachable } of state.files) {
    const known = {
      file: id,
      name,
      kind,
      index:
        index.state === 'ready'
          ? index.stale
            ? ('older' as const)
            : ('newer' as const)
          : INDEX_WORDS[index.state],
      notices,
    }
    if (unreachable) {
      files.push(judgeFile({ ...known, ...nothingKnown(), unreachable }))
      continue
    }
    try {
      const facts = await pool.run('readFileFacts', { identity, kind, compression }, job)
      files.push(judgeFile({ ...known, ...facts, unreachable: null }))
    } catch (thrown) {
      job.signal.throwIfAborted()
      files.push(judgeFile({ ...known, ...nothingKnown(), unreachable: errorOf(thrown) }))
    }
  }
  return { check: 'files', verdict: worstVerdict(files.map(({ verdict }) => verdict)), thresholds: {}, files }
}

const nothingKnown = (): HeaderFacts => ({
  end: 'not-used',
  sortOrder: null,
  readGroups: null,
  samples: [],
  programs: [],
})

const indexedReads = ({ files }: CaseState): CaseFile[] =>
  files.filter((file) => hasAlignments(file) && file.index.state === 'ready' && !file.unreachable)

const sampleOfReads = ({ samples }: CaseState, { id }: CaseFile): string | null => {
  const found = samples.filter(({ alignments }) => alignments.includes(id))
  return found.length === 1 ? (found[0]?.name ?? null) : null
}

async function coverageCheck(state: CaseState, context: EngineContext): Promise<CheckResult> {
  const files = await Promise.all(
    indexedReads(state).map(async (file): Promise<CoveredFile> => {
      const base = { file: file.id, name: file.name, sample: sampleOfReads(state, file) }
      try {
        const { relativeDepth: _, ...coverage } = await indexCoverages(context).of(file)
        return { ...base, ...judgeGenomeCoverage(coverage), coverage, error: null }
      } catch (thrown) {
        const error = errorOf(thrown)
        return { ...base, verdict: 'warns', reason: 'not-read', coverage: null, off: [], error }
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

/** Each sample by the depths of its reads and by its calls on X: what is possible of the two decides. */
async function sexCheck(state: CaseState, context: EngineContext, job: JobContext): Promise<CheckResult> {
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
    for (const { file, ...column } of genotypeColumns(stores, state)) {
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

function mendelianCheck(
  state: CaseState,
  { cacheFolder }: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  return withStores(state, cacheFolder, async (stores) => {
    const people = genotypedPeople(state)
    const columns = genotypeColumns(stores, state)
    const trios = []
    for (const { file, store } of stores)
      for (const trio of triosOf(store, people)) {
        // Once for each child, of the file that its genotypes are taken from.
        if (!columns.some(({ sample, file: own }) => sample === trio.child && own === file.id)) continue
        trios.push({ file: file.id, ...(await mendelianErrors(trio, state.build, undefined, job.signal)) })
      }
    return {
      check: 'mendelian',
      verdict: worstVerdict(trios.map(({ verdict }) => verdict)),
      thresholds: MENDELIAN_THRESHOLDS,
      trios,
    }
  })
}

function contaminationCheck(
  state: CaseState,
  { cacheFolder }: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  return withStores(state, cacheFolder, async (stores) => {
    const samples = []
    for (const { file, ...column } of genotypeColumns(stores, state))
      samples.push({ file, ...(await contaminationHint(column, undefined, job.signal)) })
    return {
      check: 'contamination',
      verdict: worstVerdict(samples.map(({ verdict }) => verdict)),
      thresholds: CONTAMINATION_THRESHOLDS,
      samples,
    }
  })
}

function tumourNormalCheck(
  state: CaseState,
  { cacheFolder }: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  return withStores(state, cacheFolder, async (stores) => {
    const columns = genotypeColumns(stores, state)
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

function swapOf(state: CaseState, context: EngineContext, job: JobContext): Promise<CheckResult> {
  return withStores(state, context.cacheFolder, async (stores) => {
    const alignments = indexedReads(state).map((file): SwapAlignment => ({
      id: file.id,
      file: keptFileOf(context, file.id),
      contigs: file.contigs,
      sample: sampleOfReads(state, file),
      tags: file.samples,
    }))
    return swapCheck(alignments, genotypeColumns(stores, state), context.pool, job)
  })
}
