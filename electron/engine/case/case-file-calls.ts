import { dirname } from 'node:path'
import { undoneOf } from '../../../shared/case/recorded-event.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { EngineContext } from '../context.ts'
import { assertReachable } from '../files/access.ts'
import { startDigests } from './digest-inputs.ts'
import { type CaseRecord, createCaseRecord, thisOwner } from './record/case-record.ts'
import { besides, eventsOfNewPlace, findInput, type FoundInput } from './record/inputs.ts'
import { identifyIn, openRecordedCase, takeInput } from './record/open-recorded-case.ts'
import { verifyRecord } from './record/verify-record.ts'

type CaseFileCall =
  | 'case.setLabel'
  | 'case.setIdentifiers'
  | 'case.saveAs'
  | 'case.takeOver'
  | 'case.undo'
  | 'case.redo'
  | 'case.history'
  | 'case.verify'
  | 'case.digest'
  | 'case.relink'

/** The case as a file: where it is kept, what happened to it, and whether its inputs are what they were. */
export function caseFileCalls(context: EngineContext): Handlers<CaseFileCall> {
  const { session, roots, version } = context
  const identify = identifyIn(context)

  const required = (): CaseRecord => {
    const { label } = session.require()
    const record = session.record()
    if (record) return record
    throw new Fault({ kind: 'case/not-kept', label })
  }

  /** The case in a file at a place where there is none. */
  const written = (path: string): CaseRecord => {
    const before = session.record()
    if (before) return before.copyTo(path)
    const kept = session.log().filter(({ sequence }) => sequence !== null)
    const events = kept.map(({ event }) => event)
    return createCaseRecord(path, thisOwner(version), events)
  }

  return {
    'case.setLabel': async ({ label }) => {
      session.require()
      session.append({ kind: 'label-set', label })
      return session.require()
    },
    'case.setIdentifiers': async ({ individual, identifiers }) => {
      const { samples, pedigree } = session.require()
      const isKnown =
        samples.some(({ name }) => name === individual) ||
        pedigree?.individuals.some(({ id }) => id === individual) === true
      if (!isKnown) throw new Fault({ kind: 'case/unknown-individual', id: individual })
      session.append({ kind: 'identifiers-set', individual, identifiers })
      return session.require()
    },
    'case.saveAs': async ({ path }) => {
      session.require()
      await assertReachable(dirname(path), roots)
      const record = written(path)
      session.moveTo(record)
      session.append(...eventsOfNewPlace(record.path, session.require(), session.log()))
      return session.require()
    },
    'case.takeOver': async () => {
      const { path, readOnly, draft } = required()
      if (readOnly?.stale !== true) throw new Fault({ kind: 'case/not-stale', file: path })
      const { id } = session.require()
      const isLatest = (): void => {
        const now = session.state()?.id
        if (now !== undefined && now !== id)
          throw new Fault({ kind: 'task/cancelled', title: 'Taking over the case' })
      }
      await openRecordedCase(context, path, { draft, isLatest, takeOver: true })
      const { error } = readOnly
      if (error.kind === 'case/locked' && session.record()?.readOnly === null)
        session.append({ kind: 'lock-taken', from: error.owner })
      return session.require()
    },
    'case.undo': async () => {
      session.require()
      session.undo()
      return session.require()
    },
    'case.redo': async () => {
      session.require()
      session.redo()
      return session.require()
    },
    'case.history': async () => {
      const undone = undoneOf(session.log())
      return required()
        .events()
        .map(({ sequence, time, user, machine, app, event }) => ({
          sequence,
          time,
          user,
          machine,
          app,
          event,
          undone: undone.has(sequence),
        }))
    },
    'case.digest': async () => startDigests(context),
    'case.verify': () => verifyRecord(required(), identify),
    'case.relink': async ({ file: id, path }) => {
      const { files } = session.require()
      const file = session.file(id)
      const found = await findInput(file.identity, [path], identify)
      // What is said to be it and is not is refused, saying how: nothing has changed then.
      if ('error' in found) throw new Fault(found.error)
      await takeInput(context, file, found)
      const others = files.filter((other) => other.id !== id && other.unreachable !== undefined)
      for (const other of others) {
        const places = besides(file.identity, found.identity.path, other)
        const beside: FoundInput = await findInput(other.identity, places, identify)
        if ('identity' in beside) await takeInput(context, other, beside)
      }
      const record = session.record()
      if (record) session.append(...eventsOfNewPlace(record.path, session.require(), session.log()))
      return session.require()
    },
  }
}
