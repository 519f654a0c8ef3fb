import type { CaseState } from '../../../../shared/case/case-state.ts'
import { errorOf, Fault } from '../../../../shared/errors/fault.ts'
import type { FoundCheck } from '../../../../shared/quality/acknowledgement.ts'
import { BLOCKING, CHECK_IDS, type CheckId } from '../../../../shared/quality/check-id.ts'
import { findingOf } from '../../../../shared/quality/gate-finding.ts'
import { CHECK_TITLES } from '../../../../shared/quality/gate-words.ts'
import type { CheckProgress, GateCheck } from '../../../../shared/quality/gate.ts'
import type { EngineContext } from '../../context.ts'
import type { JobContext } from '../../work/job.ts'
import { plansOf } from './gate-plan.ts'
import { makeCheck } from './make-check.ts'

/** The checks of the open case. They are made by themselves, one after the other, whenever what they are of changes. */
export type IntegrityGate = {
  checks(): GateCheck[]
  /** Makes a check again, or all. */
  run(id?: CheckId): void
}

/** How a check stands, and of which state of the case that is. */
type Standing = { readonly progress: CheckProgress; readonly key: string | null }

/** ms: events come in bunches, and the first page of the list comes before any check. */
const SETTLE = 200

export function createGate(context: EngineContext): IntegrityGate {
  const { session, tasks } = context
  const standings = new Map<CheckId, Standing>()
  let caseId: string | null = null
  let timer: NodeJS.Timeout | undefined
  /** The task that makes the checks, and the one that it is at. */
  let task: string | null = null
  let current: { readonly id: CheckId; readonly key: string; readonly stop: AbortController } | null = null

  const checkOf = (id: CheckId): GateCheck => ({
    id,
    blocks: BLOCKING.has(id),
    progress: standings.get(id)?.progress ?? { state: 'waiting', on: 'turn' },
  })

  const set = (id: CheckId, standing: Standing): void => {
    const before = standings.get(id)
    standings.set(id, standing)
    const isSame = JSON.stringify(before?.progress) === JSON.stringify(standing.progress)
    if (!isSame) context.emit('quality.changed', { checks: [checkOf(id)] })
  }

  const isQueued = (id: CheckId): boolean => {
    const { key, progress } = standings.get(id) ?? { key: null, progress: null }
    return key !== null && progress?.state === 'waiting'
  }

  /** Takes up what the case needs now: what waits, what cannot be, what has to be made again. */
  const plan = (): void => {
    const state = session.state()
    if (state === null) return
    const planOf = plansOf(state)
    for (const id of CHECK_IDS) {
      const planned = planOf(id)
      if (planned.state !== 'ready') set(id, { progress: planned, key: null })
      else if (standings.get(id)?.key !== planned.key)
        set(id, { progress: { state: 'waiting', on: 'turn' }, key: planned.key })
    }
    // What it is of has changed: what it finds would be of nothing.
    if (current && standings.get(current.id)?.key !== current.key) current.stop.abort()
    begin()
  }

  const begin = (): void => {
    if (task !== null || session.state() === null) return
    if (!CHECK_IDS.some(isQueued)) return record()
    const work = async (job: JobContext) => {
      const done = await makeQueued(job)
      return { value: done, outcome: `${done} ${done === 1 ? 'check' : 'checks'} made` }
    }
    const started = tasks.start('Checking the case', undefined, work, { unasked: true })
    task = started.task.id
    const end = (): void => {
      task = null
      begin()
    }
    started.result.then(end, end)
  }

  /** Makes all checks that are to be made, one after the other. @returns how many, each counted once however often it was made */
  const makeQueued = async (job: JobContext): Promise<number> => {
    const made = new Set<CheckId>()
    for (;;) {
      const state = session.state()
      const id = state === null ? undefined : CHECK_IDS.find(isQueued)
      if (state === null || id === undefined) return made.size
      made.add(id)
      if (!job.signal.aborted) await makeOne(id, state, job)
      if (!job.signal.aborted) continue
      // Cancelling means all of them; of another case that is opened meanwhile nothing was asked yet.
      if (session.state()?.id === state.id)
        for (const each of CHECK_IDS.filter(isQueued))
          set(each, { progress: { state: 'cancelled' }, key: standings.get(each)?.key ?? null })
      throw new Fault({ kind: 'task/cancelled', title: 'Checking the case' })
    }
  }

  const makeOne = async (id: CheckId, state: CaseState, job: JobContext): Promise<void> => {
    const key = standings.get(id)?.key ?? ''
    const stop = new AbortController()
    current = { id, key, stop }
    set(id, { progress: { state: 'running' }, key })
    const progress = await makeCheck(id, state, context, {
      signal: AbortSignal.any([job.signal, stop.signal]),
      progress: (report) => job.progress({ ...report, phase: CHECK_TITLES[id] }),
    }).then(
      (result): CheckProgress => ({
        state: 'done',
        result,
        verdict: result.verdict,
        finding: findingOf(result),
        at: new Date().toISOString(),
      }),
      (thrown: unknown): CheckProgress =>
        job.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error: errorOf(thrown) },
    )
    current = null
    const isWanted = session.state()?.id === state.id && !stop.signal.aborted
    if (isWanted && standings.get(id)?.progress.state === 'running') set(id, { progress, key })
  }

  /** Writes down what was found once nothing is left to check, when it is not what is written already. */
  const record = (): void => {
    const state = session.state()
    const progresses = CHECK_IDS.map((id) => checkOf(id).progress)
    if (state === null || progresses.some((one) => one.state === 'waiting' || one.state === 'running')) return
    const found = CHECK_IDS.flatMap((check): FoundCheck[] => {
      const { progress } = checkOf(check)
      return progress.state === 'done'
        ? [{ check, verdict: progress.verdict, finding: progress.finding }]
        : []
    })
    if (found.length > 0 && JSON.stringify(found) !== JSON.stringify(state.checksFound))
      session.append({ kind: 'checks-found', found })
  }

  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(plan, SETTLE)
  }
  const follow = (state: CaseState | null): void => {
    const id = state?.id ?? null
    // Another case, or none: nothing of the one before is to be seen.
    if (id !== caseId) {
      standings.clear()
      current?.stop.abort()
    }
    caseId = id
    if (id === null) clearTimeout(timer)
    else soon()
  }
  session.onLoad((_log, state) => follow(state))
  session.onChange((event, state) => {
    if (event.kind !== 'checks-found') follow(state)
  })

  return {
    checks: () => (session.state() === null ? [] : CHECK_IDS.map(checkOf)),
    run(id) {
      session.require()
      const again = id === undefined ? CHECK_IDS : [id]
      if (current && again.includes(current.id)) current.stop.abort()
      for (const each of again) standings.delete(each)
      plan()
    },
  }
}
