import type { CaseEvent } from '../../../../shared/case/case-event.ts'
import type { CaseFile } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { logOf } from '../../../../shared/case/recorded-event.ts'
import type { EngineContext } from '../../context.ts'
import { assertReachable } from '../../files/access.ts'
import { identifyFile } from '../../files/identity.ts'
import { eventsOfBundled } from '../bundled-data.ts'
import { startMissingIndexes } from '../ensure-index.ts'
import { currentIndexState } from '../index-state.ts'
import { type CaseRecord, openCaseRecord, thisOwner } from './case-record.ts'
import {
  eventsOfInput,
  eventsOfNewPlace,
  findInput,
  type FoundInput,
  type Identify,
  placesOf,
} from './inputs.ts'

/**
 * Goes on with a case from its file: looks for its inputs, and takes up what they need. Inputs that are missing, or are no
 * longer what they were, are said and left alone.
 *
 * @throws Fault `case/…`, `file/…`: the open case is untouched then
 */
export async function openRecordedCase(
  context: EngineContext,
  path: string,
  { draft, isLatest, takeOver = false }: { draft: boolean; isLatest: () => void; takeOver?: boolean },
): Promise<CaseState> {
  const { session, tasks, roots, version } = context
  await assertReachable(
    path,
    roots === null ? null : [...roots, ...(context.casesFolder ? [context.casesFolder] : [])],
  )
  isLatest()
  // Its own lock is let go first when it is opened again.
  if (session.record()?.path === path) session.append({ kind: 'case-closed' })
  const record = openCaseRecord(path, thisOwner(version), {
    draft,
    takeOver,
    readOnly: context.casesAreReadOnly === true,
  })
  tasks.cancelAll()
  session.resume(record)
  await lookAtInputs(context, record, isLatest)
  return session.require()
}

/** Looks for all inputs, and takes up those that are there. */
async function lookAtInputs(context: EngineContext, record: CaseRecord, isLatest: () => void): Promise<void> {
  const { session } = context
  const log = logOf(record.events())
  const { files } = session.require()
  const found = await Promise.all(
    files.map((file) => findInput(file.identity, placesOf(record.path, log, file), identifyIn(context))),
  )
  isLatest()
  for (const [i, file] of files.entries()) {
    const input = found[i]
    if (input) await takeInput(context, file, input)
  }
  const bundled = await eventsOfBundled(context.resources, session.require().bundled)
  isLatest()
  // The ways from where it lies now: it may have been moved, and is to be found from there next time.
  session.append(...bundled, ...eventsOfNewPlace(record.path, session.require(), session.log()))
}

/** Identifies what may be opened here. */
export function identifyIn({ roots }: EngineContext): Identify {
  return async (path) => {
    await assertReachable(path, roots)
    return identifyFile(path)
  }
}

/** Notes what was found of an input, with the index it has now. */
export async function takeInput(
  { session, ...context }: EngineContext,
  file: CaseFile,
  found: FoundInput,
): Promise<void> {
  if ('error' in found) return session.append(...eventsOfInput(file, found))
  const { state: index, notices } = await currentIndexState(
    { ...file, identity: found.identity },
    context.cacheFolder,
  )
  const now = session.state()?.files.find(({ id }) => id === file.id)
  if (!now) return
  const isSameIndex = JSON.stringify(index) === JSON.stringify(now.index)
  const changed: CaseEvent[] = isSameIndex
    ? []
    : [{ kind: 'index-changed', file: file.id, index, notices: [...notices] }]
  session.append(...changed, ...eventsOfInput(file, found))
  startMissingIndexes({ session, ...context }, [{ ...now, index, identity: found.identity }])
}
