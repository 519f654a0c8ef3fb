import { randomUUID } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { hasAlignments, hasVariants } from '../../../shared/case/case-file.ts'
import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Handlers } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf, Fault } from '../../../shared/errors/fault.ts'
import { eventOfRole } from '../../../shared/pedigree/event-of-role.ts'
import type { EngineContext } from '../context.ts'
import { ensureDemoCase } from '../demo/ensure-demo-case.ts'
import { unobserved } from '../work/job.ts'
import { type AssemblyOptions, assemble, lookAt } from './assemble-case.ts'
import { eventsOfBundled } from './bundled-data.ts'
import { startIndexing, startMissingIndexes } from './ensure-index.ts'
import { startImport } from './ensure-stores.ts'
import { eventsOfAssembly, eventsOfNewCase, labelOf } from './new-case.ts'
import { createDraft, draftOf, recordAgain } from './record/drafts.ts'
import { eventsOfNewPlace } from './record/inputs.ts'
import { isCaseFile } from './record/is-case-file.ts'
import { openRecordedCase } from './record/open-recorded-case.ts'

type CaseCall =
  | 'case.open'
  | 'case.openDemo'
  | 'case.add'
  | 'case.restore'
  | 'case.state'
  | 'case.setRole'
  | 'case.close'
  | 'index.build'

/** Why a case file cannot be gone on with, whoever opens it and whenever. */
const LOST: ReadonlySet<string> = new Set<CasementError['kind']>([
  'case/damaged',
  'case/chain-broken',
  'case/bad-event',
  'case/not-a-case',
  'case/newer',
])

export function caseCalls(context: EngineContext): Handlers<CaseCall> {
  const { session, tasks, roots, cacheFolder, casesFolder, pool } = context
  const options: AssemblyOptions = {
    roots,
    cacheFolder,
    describe: (path) => pool.run('describeFile', { path }, unobserved),
    readInput: (path) => pool.run('readInput', { path }, unobserved),
  }

  /** Counts the calls that open or close a case: of two that overlap, the one asked for last decides. */
  let turn = 0
  const superseded = (title: string): Fault => new Fault({ kind: 'task/cancelled', title })

  /** Goes on with a draft; one that is lost is left where it is, so that it keeps nobody from their files. */
  const goOnWith = async (path: string, isLatest: () => void): Promise<CaseState | CaseEvent> => {
    const left = (error: CasementError): CaseEvent => ({ kind: 'record-left', path, error })
    try {
      const state = await openRecordedCase(context, path, { draft: true, isLatest })
      const { record } = state
      return record.state === 'read-only' && LOST.has(record.error.kind) ? left(record.error) : state
    } catch (thrown) {
      const error = errorOf(thrown)
      if (!LOST.has(error.kind)) throw thrown
      return left(error)
    }
  }

  const open = async (
    mine: number,
    paths: readonly string[],
    label: string,
    synthetic: boolean,
  ): Promise<CaseState> => {
    // Everything that can refuse the new case happens before the open one is touched.
    const [first] = paths
    const caseFile = first !== undefined && (await isCaseFile(first)) ? first : null
    if (caseFile !== null && paths.length > 1) throw new Fault({ kind: 'case/with-others', file: caseFile })
    const isLatest = (): void => {
      if (mine !== turn) throw superseded(`Opening ${label}`)
    }
    if (caseFile !== null) {
      const draft = casesFolder !== null && dirname(resolve(caseFile)) === resolve(casesFolder)
      return openRecordedCase(context, caseFile, { draft, isLatest })
    }
    const draft = synthetic ? null : draftOf(casesFolder, paths)
    const before = draft === null ? null : await goOnWith(draft, isLatest)
    if (before && 'revision' in before) return before
    const assembly = assemble(await lookAt(paths, options))
    const bundled = await eventsOfBundled(context.resources)
    isLatest()
    tasks.cancelAll()
    const id = randomUUID()
    const eventsAt = (place: string | null): CaseEvent[] => [
      ...eventsOfNewCase({ id, label, synthetic, paths }, assembly, place),
      ...bundled,
      ...(before === null ? [] : [before]),
    ]
    const { record, error } = createDraft(synthetic ? null : casesFolder, id, context.version, eventsAt)
    session.begin(record, eventsAt(record?.path ?? null))
    if (error !== undefined) session.append({ kind: 'record-changed', record: { state: 'unsaved', error } })
    startMissingIndexes(context, assembly.files)
    return session.require()
  }

  /** The demo case is written once, however often it is asked for meanwhile. */
  let writingDemo: Promise<string> | undefined
  const demoFolder = (): Promise<string> => {
    writingDemo ??= tasks
      .start('Writing the demo case', undefined, async (jobContext) => ({
        value: await ensureDemoCase(context, jobContext),
        outcome: 'Demo case ready',
      }))
      .result.finally(() => (writingDemo = undefined))
    return writingDemo
  }

  return {
    'case.open': ({ paths }) => open(++turn, paths, labelOf(paths), false),
    'case.openDemo': async () => {
      const mine = ++turn
      return open(mine, [await demoFolder()], 'Demo trio', true)
    },
    'case.add': async ({ paths }) => {
      const { id, files, pedigree } = session.require()
      const findings = await lookAt(paths, options, files, pedigree !== null)
      const state = session.state()
      if (state?.id !== id) throw superseded(`Adding ${labelOf(paths)}`)
      const assembly = assemble(findings, state)
      const rebuilt: CaseEvent[] =
        assembly.build === state.build ? [] : [{ kind: 'build-set', build: assembly.build }]
      session.append(...rebuilt, ...eventsOfAssembly(assembly, state))
      const record = session.record()
      if (record) session.append(...eventsOfNewPlace(record.path, session.require(), session.log()))
      startMissingIndexes(context, assembly.files)
      return session.require()
    },
    'case.restore': async ({ log }) => {
      if (log.length === 0) return session.state()
      session.resume(recordAgain(log, context.version), log)
      // An import that was under way died with it, too.
      for (const file of session.state()?.files ?? [])
        if (file.store?.state === 'importing') startImport(context, file)
      // A build that was under way died with the engine before this one.
      for (const file of session.state()?.files ?? [])
        if (file.index.state === 'building') startIndexing(context, file)
      return session.state()
    },
    'case.state': async () => session.state(),
    'case.setRole': async ({ sample, role }) => {
      session.append(eventOfRole(session.require(), sample, role))
      return session.require()
    },
    'case.close': async () => {
      turn += 1
      tasks.cancelAll()
      session.append({ kind: 'case-closed' })
      return {}
    },
    'index.build': async ({ file: id }) => {
      const file = session.file(id)
      if (!hasAlignments(file) && !hasVariants(file))
        throw new Fault({
          kind: 'index/not-indexable',
          file: file.name,
          what: `a ${file.kind.toUpperCase()} file`,
        })
      const running = file.index.state === 'building' ? file.index.task : undefined
      const already = tasks.list().find((t) => t.id === running && t.state === 'running')
      return already ?? startIndexing(context, file)
    },
  }
}
