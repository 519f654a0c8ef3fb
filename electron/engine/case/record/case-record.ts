import { existsSync } from 'node:fs'
import os from 'node:os'
import type { DatabaseSync } from 'node:sqlite'
import { type CaseEvent, caseEventSchema } from '../../../../shared/case/case-event.ts'
import { canonicalJson } from '../../../../shared/case/canonical-json.ts'
import type { RecordedEvent } from '../../../../shared/case/recorded-event.ts'
import type { CaseOwner } from '../../../../shared/case/record-state.ts'
import { errorOf, Fault } from '../../../../shared/errors/fault.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { createCaseDatabase, damageOf, eventRows, insertEvents, openCaseDatabase, readCaseDatabase } from './case-database.ts' // prettier-ignore
import { type CaseLock, type LockOptions, takeLock, takeOverLock } from './case-lock.ts'
import { breakIn, type EventRow, hashOf, NO_HASH } from './event-hash.ts'

/** A case file that is open: its events, and where the next is written. */
export type CaseRecord = {
  readonly path: string
  /** In the user's own folder of cases: no place was chosen for it. */
  readonly draft: boolean
  /** Why nothing can be written; null when it can. */
  readonly readOnly: { readonly error: CasementError; readonly stale: boolean } | null
  /** Where its chain is broken, or its database damaged; null of one that holds. */
  readonly broken: ReturnType<typeof breakIn>
  /** All of them, in their order; of a broken chain those before the first that cannot be read. */
  events(): readonly RecordedEvent[]
  /** The last event that is written, whether it can be read or not; before the first, number 0 and no hash. */
  last(): CaseEnd
  /**
   * Writes events, all or none; they are on disk when this returns.
   *
   * @throws Fault the error of `readOnly`, `case/lock-lost`, `case/overtaken`, `case/displaced`, `case/busy`, `case/bad-event`,
   *   `file/disk-full`, `file/…`: nothing was written then
   */
  append(events: readonly CaseEvent[]): readonly RecordedEvent[]
  /** A file with the same events in another place, open to be written to. @throws Fault as {@link createCaseRecord} */
  copyTo(path: string): CaseRecord
  close(): void
}

/** @property draft see {@link CaseRecord} */
type RecordOptions = LockOptions & { readonly draft?: boolean }

/** This user on this machine, from now. */
export function thisOwner(app: string, now = new Date()): CaseOwner {
  return { user: os.userInfo().username, machine: os.hostname(), app, since: now.toISOString() }
}

/**
 * Makes a case file with its first events. What cannot be written whole is not left behind.
 *
 * @throws Fault `case/exists`, `case/locked`, `case/bad-event`, `file/not-writable`, `file/disk-full`, `file/…`
 */
export function createCaseRecord(
  path: string,
  owner: CaseOwner,
  first: readonly CaseEvent[],
  options: RecordOptions = {},
): CaseRecord {
  return made(path, owner, rowsAfter(NOTHING, first, owner), options)
}

/** A new case file of rows. @throws Fault as {@link createCaseRecord} */
function made(path: string, owner: CaseOwner, rows: readonly EventRow[], options: RecordOptions): CaseRecord {
  // What cannot be read is not written.
  const events = rows.map((row) => eventOf(row, path))
  if (existsSync(path)) throw new Fault({ kind: 'case/exists', file: path })
  const lock = takeLock(path, owner, options)
  if (!('release' in lock)) throw new Fault({ kind: 'case/locked', file: path, owner: lock.owner })
  try {
    return writing({ path, rows, events, database: createCaseDatabase(path, rows), lock, owner, options })
  } catch (thrown) {
    lock.release()
    throw thrown
  }
}

/**
 * Opens a case file to write to it; to read it only when somebody else has it, or it cannot be written, or its chain is
 * broken.
 *
 * @param readOnly only to look: nobody is kept from writing to it, and nothing of it or beside it is changed
 * @param takeOver take it from an owner who gives no sign of life; which is recorded by the caller
 * @throws Fault `case/not-a-case`, `case/newer`, `case/damaged`, `case/bad-event`, `file/…`
 */
export function openCaseRecord(
  path: string,
  owner: CaseOwner,
  {
    takeOver = false,
    readOnly: toRead = false,
    ...options
  }: RecordOptions & { readonly takeOver?: boolean; readonly readOnly?: boolean } = {},
): CaseRecord {
  if (!existsSync(path)) throw new Fault({ kind: 'file/not-found', file: path })
  const reading = (error: CasementError, stale = false): CaseRecord =>
    readOnlyRecord(path, owner, options, { error, stale })
  if (toRead) return reading({ kind: 'file/not-writable', file: path })
  let lock: CaseLock
  try {
    const taken = takeOver ? takeOverLock(path, owner, options) : takeLock(path, owner, options)
    if (!('release' in taken))
      return reading({ kind: 'case/locked', file: path, owner: taken.owner }, taken.stale)
    lock = taken
  } catch (thrown) {
    const error = errorOf(thrown)
    if (error.kind === 'file/not-writable') return reading(error)
    throw thrown
  }
  let database: DatabaseSync | undefined
  try {
    database = openCaseDatabase(path)
    const { rows, broken } = contentOf(database, path)
    if (broken) throw new Fault({ kind: 'case/chain-broken', file: path, ...broken })
    const events = rows.map((row) => eventOf(row, path))
    return writing({ path, rows, events, database, lock, owner, options })
  } catch (thrown) {
    database?.close()
    lock.release()
    const error = errorOf(thrown)
    if (error.kind === 'file/not-writable' || error.kind === 'case/chain-broken') return reading(error)
    throw thrown
  }
}

function readOnlyRecord(
  path: string,
  owner: CaseOwner,
  options: RecordOptions,
  readOnly: NonNullable<CaseRecord['readOnly']>,
): CaseRecord {
  const { rows, broken } = readCaseDatabase(path, (database) => contentOf(database, path))
  const events = broken === null ? rows.map((row) => eventOf(row, path)) : readableOf(rows, path)
  return {
    path,
    draft: options.draft ?? false,
    readOnly,
    broken,
    events: () => events,
    last: () => rows.at(-1) ?? NOTHING,
    append() {
      throw new Fault(readOnly.error)
    },
    copyTo(target) {
      if (broken) throw new Fault({ kind: 'case/chain-broken', file: path, ...broken })
      return made(target, owner, rows, { ...options, draft: false })
    },
    close() {
      // Nothing is held: the file was read when it was opened.
    },
  }
}

/** What a case file has, and the first that is wrong with it: damage can hide no more than what follows the last event. */
function contentOf(database: DatabaseSync, path: string): { rows: EventRow[]; broken: CaseRecord['broken'] } {
  const rows = eventRows(database, path)
  const broken = breakIn(rows)
  const detail = broken === null ? damageOf(database, path) : null
  return { rows, broken: detail === null ? broken : { sequence: rows.length + 1, detail } }
}

function writing({
  path,
  owner,
  database,
  lock,
  options,
  ...before
}: {
  readonly path: string
  readonly owner: CaseOwner
  readonly database: DatabaseSync
  readonly lock: CaseLock
  readonly options: RecordOptions
  /** What is in it. */
  readonly rows: readonly EventRow[]
  /** The same as events. */
  readonly events: readonly RecordedEvent[]
}): CaseRecord {
  const rows = [...before.rows]
  const events = [...before.events]
  const last = (): CaseEnd => rows.at(-1) ?? NOTHING
  return {
    path,
    draft: options.draft ?? false,
    readOnly: null,
    broken: null,
    events: () => events,
    last,
    append(added) {
      if (!lock.isOurs()) throw new Fault({ kind: 'case/lock-lost', file: path })
      const written = rowsAfter(last(), added, owner)
      // Read back as whoever opens the file will read it: what cannot be is not written.
      const recorded = written.map((row) => eventOf(row, path))
      insertEvents(database, path, written)
      rows.push(...written)
      events.push(...recorded)
      return recorded
    },
    copyTo: (target) => made(target, owner, rows, { ...options, draft: false }),
    close() {
      database.close()
      lock.release()
    },
  }
}

type CaseEnd = Pick<EventRow, 'sequence' | 'hash'>
/** What the first event follows. */
const NOTHING: CaseEnd = { sequence: 0, hash: NO_HASH }

/** Events as they are written after the last one: all of one moment. */
function rowsAfter(last: CaseEnd, added: readonly CaseEvent[], owner: CaseOwner): EventRow[] {
  const { user, machine, app } = owner
  const time = new Date().toISOString()
  let { sequence, hash } = last
  return added.map(({ kind, ...payload }): EventRow => {
    const row = { sequence: ++sequence, time, user, machine, app, kind, payload: canonicalJson(payload), previous: hash } // prettier-ignore
    hash = hashOf(row)
    return { ...row, hash }
  })
}

/** Events up to the first that cannot be read: of a broken chain that is no matter of versions. */
function readableOf(rows: readonly EventRow[], path: string): RecordedEvent[] {
  const events: RecordedEvent[] = []
  try {
    for (const row of rows) events.push(eventOf(row, path))
  } catch (thrown) {
    if (errorOf(thrown).kind !== 'case/bad-event') throw thrown
  }
  return events
}

/** @throws Fault `case/bad-event`: of a later version, or none of ours */
function eventOf(row: EventRow, path: string): RecordedEvent {
  const { sequence, time, user, machine, app, kind, payload, previous, hash } = row
  const bad = (detail: string): Fault => new Fault({ kind: 'case/bad-event', file: path, sequence, detail })
  let content: unknown
  try {
    content = JSON.parse(payload)
  } catch {
    throw bad('it is not JSON')
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw bad('it is no object')
  const parsed = caseEventSchema.safeParse({ ...content, kind })
  if (!parsed.success)
    throw bad(parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; '))
  return { sequence, time, user, machine, app, event: parsed.data, previous, hash }
}
