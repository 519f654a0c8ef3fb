import type { CaseState } from '../../../../shared/case/case-state.ts'
import { Fault, errorOf } from '../../../../shared/errors/fault.ts'
import type { CoverageAsked } from '../../../../shared/quality/coverage-asked.ts'
import type { CoverageState } from '../../../../shared/quality/coverage-state.ts'
import type { Task } from '../../../../shared/task/task.ts'
import type { EngineContext } from '../../context.ts'
import { caseContigs } from '../../genome/case-contigs.ts'
import { geneSourcesOf } from '../../genome/gene-source.ts'
import { unobserved } from '../../work/job.ts'
import { caseSamples } from './case-samples.ts'
import { caseTargets, type PlannedCoverage } from './case-targets.ts'
import { coverageKey } from './coverage-key.ts'
import { type KeptCoverage, summaryOf } from './coverage-tables.ts'
import { panelCoverage } from './panel-coverage.ts'

/** Counts kept, the last ones: of a large panel in a trio each takes some megabytes. */
const KEEP = 4
/** Plans kept: what is asked for again and again while one looks at it. */
const KEEP_PLANS = 8

/** Coverage of the open case's panels, BEDs and genes: counted when asked for, and kept. */
export type CaseCoverages = {
  /** Where the coverage of what is asked stands. Reads no reads. @throws Fault `case/none-open` */
  state(asked: CoverageAsked): Promise<CoverageState>
  /** Counts it, or goes on with the count that is under way. @throws Fault as `caseTargets`, `coverage/no-reads` */
  count(asked: CoverageAsked): Promise<Task>
  /** @throws Fault `coverage/not-counted` */
  kept(key: string): KeptCoverage
}

const made = new WeakMap<EngineContext, CaseCoverages>()

/** The one that belongs to this engine: calls and bulk requests share it. */
export function caseCoverages(context: EngineContext): CaseCoverages {
  const coverages = made.get(context) ?? create(context)
  made.set(context, coverages)
  return coverages
}

type Counted = { readonly asked: string; readonly kept: KeptCoverage }

function create(context: EngineContext): CaseCoverages {
  const { session, tasks, pool, workers, cacheFolder } = context
  /** The newest last. */
  let counted: Counted[] = []
  const plans = new Map<string, Promise<PlannedCoverage>>()
  const running = new Map<string, string>()
  const forget = (): void => {
    counted = []
    plans.clear()
    running.clear()
  }
  session.onChange(({ kind }) => {
    if (kind === 'case-opened' || kind === 'case-closed') forget()
  })
  session.onLoad(forget)

  const planned = (state: CaseState, asked: CoverageAsked, key: string): Promise<PlannedCoverage> => {
    const known = plans.get(key)
    if (known) return known
    const plan = caseTargets(state, asked, {
      genes: () => geneSourcesOf(context).of(state),
      bed: ({ identity: { path }, compression }) => pool.run('readBed', { path, compression }, unobserved),
    })
    plans.set(key, plan)
    plan.catch(() => plans.delete(key))
    for (const oldest of plans.keys()) {
      if (plans.size <= KEEP_PLANS) break
      plans.delete(oldest)
    }
    return plan
  }
  const isRunning = (id: string | undefined): boolean =>
    id !== undefined && tasks.list().some((task) => task.id === id && task.state === 'running')

  return {
    async state(asked) {
      const state = session.require()
      const key = coverageKey(state, asked)
      const { samples, withoutReads } = caseSamples(state, cacheFolder)
      const found = await planned(state, asked, key).then(
        ({ plan }) => ({ plan, problem: null }),
        (thrown: unknown) => ({ plan: null, problem: errorOf(thrown) }),
      )
      const own = JSON.stringify(asked)
      // That of the same inputs, else the last one of what was asked.
      const last =
        counted.findLast(({ kept }) => kept.key === key) ?? counted.findLast((each) => each.asked === own)
      const task = running.get(key)
      return {
        ...found,
        problem: samples.length === 0 ? { kind: 'coverage/no-reads' } : found.problem,
        withoutReads: [...withoutReads],
        counting: task !== undefined && isRunning(task) ? task : null,
        counted: last ? summaryOf(last.kept) : null,
        stale: last !== undefined && last.kept.key !== key,
      }
    },

    async count(asked) {
      const state = session.require()
      const key = coverageKey(state, asked)
      const { samples } = caseSamples(state, cacheFolder)
      if (samples.length === 0) throw new Fault({ kind: 'coverage/no-reads' })
      const { targets, plan } = await planned(state, asked, key)
      const before = tasks.list().find(({ id }) => id === running.get(key) && isRunning(id))
      if (before) return before
      const of = { build: state.build, contigs: caseContigs(state), samples }
      const { task } = tasks.start(`Coverage of ${plan.name}`, undefined, async (job) => {
        const coverage = await panelCoverage({ pool, workers: Math.max(1, workers) }, of, targets, job)
        const failed = coverage.samples.filter(({ result }) => 'error' in result).length
        // Another case may have been opened meanwhile: this is not of that.
        if (session.state()?.id === state.id) {
          const kept = { key, plan, countedAt: new Date().toISOString(), coverage }
          counted = [
            ...counted.filter((each) => each.kept.key !== key),
            { asked: JSON.stringify(asked), kept },
          ].slice(-KEEP)
        }
        return { value: undefined, outcome: outcomeText(plan.genes, samples.length - failed, failed) }
      })
      running.set(key, task.id)
      return task
    },

    kept(key) {
      const found = counted.find(({ kept }) => kept.key === key)
      if (!found) throw new Fault({ kind: 'coverage/not-counted' })
      return found.kept
    },
  }
}

function outcomeText(genes: number, files: number, failed: number): string {
  const some = (count: number, one: string): string =>
    `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`
  const lost = failed === 0 ? '' : `; ${some(failed, 'file')} could not be counted`
  return `${some(genes, 'gene')} counted in ${some(files, 'file')}${lost}`
}
