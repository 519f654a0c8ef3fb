import { copyFileSync, existsSync, fsyncSync, openSync, closeSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type CaseEvent, caseEventSchema } from '../../../../shared/case/case-event.ts'
import { canonicalJson } from '../../../../shared/case/canonical-json.ts'
import type { RecordedEvent } from '../../../../shared/case/recorded-event.ts'
import type { CaseOwner } from '../../../../shared/case/record-state.ts'
import { errorOf, Fault } from '../../../../shared/errors/fault.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { ioFault } from '../../files/io-fault.ts'
import { temporaryName } from '../../files/temporary-name.ts'
import { eventRows, insertEvents, openCaseDatabase } from './case-database.ts'
import { type CaseLock, type LockOptions, takeLock, takeOverLock } from './case-lock.ts'
import { breakIn, type EventRow, hashOf, NO_HASH } from './event-hash.ts'

/** A case file that is open: its events, and where the next is written. */
export type CaseRecord = {
  readonly path: string
  /** Why nothing can be written; null when it can. */
  readonly readOnly: { readonly error: CasementError; readonly stale: boolean } | null
  /** Where its chain is broken; null of one that holds. */
  readonly broken: ReturnType<typeof breakIn>
  /** All of them, in their order. */
  events(): readonly RecordedEvent[]
  /** In the user's own folder of cases: no place was chosen for it. */
  readonly draft: boolean
  /**
   * Writes events, all or none; they are on disk when this returns.
   *
   * @throws Fault `case/read-only…`, `case/lock-lost`, `case/overtaken`, `file/disk-full`, `file/…`: nothing was written then
   */
  append(events: readonly CaseEvent[]): readonly RecordedEvent[]
  /** A copy of the file in another place, open to be written to. @throws Fault `case/exists`, `file/…` */
  copyTo(path: string): CaseRecord
  close(): void
}

/** @property draft see {@link CaseRecord} */
type RecordOptions = LockOptions & { readonly draft?: boolean }

/** This user on this machine, from now. */
export function thisOwner(app: string, now = new Date()): CaseOwner {
  return { user: os.userInfo().username, machine: os.hostname(), app, since: now.toISOString() }
}

/** Makes a case file, which nobody else has. @throws Fault `case/exists`, `file/not-writable`, `file/…` */
export function createCaseRecord(path: string, owner: CaseOwner, options: RecordOptions = {}): CaseRecord {
  if (existsSync(path)) throw new Fault({ kind: 'case/exists', file: path })
  const lock = takeLock(path, owner, options)
  if (!('release' in lock)) throw lockedFault(path, lock.owner)
  try {
    return recordOf(path, openCaseDatabase(path, 'create'), lock, owner, options)
  } catch (thrown) {
    lock.release()
    throw thrown
  }
}

/**
 * Opens a case file to write to it; to read it only when somebody else has it, or it cannot be written, or its chain is
 * broken.
 *
 * @param readOnly only to look: nobody is kept from writing to it
 * @param takeOver take it from an owner who gives no sign of life; which is recorded by the caller
 * @throws Fault `case/not-a-case`, `case/newer`, `case/damaged`, `file/…`
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
  const readOnly = (error: CasementError, stale = false): CaseRecord =>
    recordOf(path, openCaseDatabase(path, 'read'), null, owner, options, { error, stale })
  if (toRead) return readOnly({ kind: 'file/not-writable', file: path })
  let lock: CaseLock
  try {
    const taken = takeOver ? takeOverLock(path, owner, options) : takeLock(path, owner, options)
    if (!('release' in taken))
      return readOnly({ kind: 'case/locked', file: path, owner: taken.owner }, taken.stale)
    lock = taken
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.error.kind === 'file/not-writable')
      return readOnly({ kind: 'file/not-writable', file: path })
    throw thrown
  }
  try {
    const database = openCaseDatabase(path, 'write')
    const record = recordOf(path, database, lock, owner, options)
    if (record.readOnly === null) return record
    record.close()
    return readOnly(record.readOnly.error)
  } catch (thrown) {
    lock.release()
    const error = errorOf(thrown)
    if (error.kind === 'file/not-writable') return readOnly(error)
    throw thrown
  }
}

function lockedFault(path: string, owner: CaseOwner): Fault {
  return new Fault({ kind: 'case/locked', file: path, owner })
}

function recordOf(
  path: string,
  database: DatabaseSync,
  lock: CaseLock | null,
  owner: CaseOwner,
  options: RecordOptions,
  cannotWrite: CaseRecord['readOnly'] = null,
): CaseRecord {
  const rows = eventRows(database, path)
  const broken = breakIn(rows)
  const readOnly =
    cannotWrite ??
    (broken ? { error: { kind: 'case/chain-broken', file: path, ...broken } as const, stale: false } : null)
  const events = rows.map((row) => eventOf(row, path))

  const append = (added: readonly CaseEvent[]): readonly RecordedEvent[] => {
    if (readOnly !== null) throw new Fault(readOnly.error)
    if (lock?.isOurs() !== true) throw new Fault({ kind: 'case/lock-lost', file: path })
    const time = new Date().toISOString()
    let { sequence, hash } = events.at(-1) ?? { sequence: 0, hash: NO_HASH }
    const written = added.map(({ kind, ...payload }): EventRow => {
      const { user, machine, app } = owner
      const row = { sequence: ++sequence, time, user, machine, app, kind, payload: canonicalJson(payload), previous: hash } // prettier-ignore
      hash = hashOf(row)
      return { ...row, hash }
    })
    // Read back as whoever opens the file will read it: what cannot be is not written.
    const recorded = written.map((row) => eventOf(row, path))
    insertEvents(database, path, written)
    events.push(...recorded)
    return recorded
  }

  const close = (): void => {
    database.close()
    lock?.release()
  }

  return {
    path,
    draft: options.draft ?? false,
    readOnly,
    broken,
    events: () => events,
    append,
    copyTo(target) {
      copyWhole(path, target)
      return openCaseRecord(target, owner, { ...options, draft: false })
    },
    close,
  }
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

/** A copy that appears whole or not at all. @throws Fault `case/exists`, `file/…` */
function copyWhole(from: string, to: string): void {
  if (existsSync(to)) throw new Fault({ kind: 'case/exists', file: to })
  const temporary = join(dirname(to), temporaryName())
  try {
    copyFileSync(from, temporary)
    const handle = openSync(temporary, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(temporary, to)
  } catch (thrown) {
    rmSync(temporary, { force: true })
    throw ioFault(to, thrown)
  }
}
