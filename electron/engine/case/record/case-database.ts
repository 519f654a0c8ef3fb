import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../../../../shared/errors/fault.ts'
import { ioFault, systemCode } from '../../files/io-fault.ts'
import type { EventRow } from './event-hash.ts'

/** "CSMT": tells a case file from other SQLite databases. @see https://www.sqlite.org/fileformat.html §1.3.15 */
export const APPLICATION_ID = 0x43_53_4d_54

/**
 * What takes a case file from one version of its form to the next: entry n makes version n + 1 of version n, the first of an
 * empty database. Never changed once released: files of every version are about.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE event (
     sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
     time TEXT NOT NULL,
     user TEXT NOT NULL,
     machine TEXT NOT NULL,
     app TEXT NOT NULL,
     kind TEXT NOT NULL,
     payload TEXT NOT NULL CHECK (json_valid(payload)),
     previous TEXT NOT NULL CHECK (length(previous) = 64),
     hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
   ) STRICT;
   CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
     BEGIN SELECT RAISE(ABORT, 'events of a case are never changed'); END;
   CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
     BEGIN SELECT RAISE(ABORT, 'events of a case are never deleted'); END;
   CREATE TRIGGER event_follows_the_last BEFORE INSERT ON event
     WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM event)
       OR NEW.previous IS NOT coalesce((SELECT hash FROM event ORDER BY sequence DESC LIMIT 1), '${'0'.repeat(64)}')
     BEGIN SELECT RAISE(ABORT, 'an event has to follow the last one'); END;`,
  // INSERT OR REPLACE deletes the row that has the hash already, and asks no trigger against deleting.
  `CREATE TRIGGER event_replaces_none BEFORE INSERT ON event
     WHEN EXISTS (SELECT 1 FROM event WHERE hash = NEW.hash)
     BEGIN SELECT RAISE(ABORT, 'events of a case are never replaced'); END;`,
]

/** The form of case files that this version writes: `user_version` of the database. */
export const CASE_FILE_VERSION = MIGRATIONS.length

/** Longest that a writer waits for a reader, ms. */
const BUSY_MS = 5000

/**
 * Makes a case file of the events it begins with: whole, or not at all.
 *
 * @throws Fault `case/exists`, `file/disk-full`, `file/…`
 */
export function createCaseDatabase(path: string, rows: readonly EventRow[]): DatabaseSync {
  createEmpty(path)
  let database: DatabaseSync | undefined
  try {
    database = writable(path, path, true)
    insertEvents(database, path, rows)
    return database
  } catch (thrown) {
    database?.close()
    rmSync(path, { force: true })
    throw thrown
  }
}

/**
 * Opens a case file to write to it; one of an earlier form is brought to today's in one transaction.
 *
 * @throws Fault `case/not-a-case`, `case/newer`, `file/…`: nothing was changed then
 */
export function openCaseDatabase(path: string): DatabaseSync {
  assertFile(path)
  return writable(path, path, false)
}

/** @param name what errors call it */
function writable(path: string, name: string, isNew: boolean): DatabaseSync {
  return opened(path, name, false, (database) => {
    if (!isNew) assertCase(database, name)
    // A write-ahead log is unsafe on network shares. EXTRA is FULL, and the journal's removal is on disk as well: without
    // that the last event could be rolled back after a power cut, although it had been confirmed.
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA')
    if (isNew) database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    migrate(database)
    return database
  })
}

/**
 * Reads a case file; neither it nor anything beside it is changed.
 *
 * @param read what is wanted of it; it is closed afterwards
 * @throws Fault `case/not-a-case`, `case/newer`, `case/damaged`, `file/…`
 */
export function readCaseDatabase<T>(path: string, read: (database: DatabaseSync) => T): T {
  assertFile(path)
  const found = opened(path, path, true, (database) => {
    try {
      assertCase(database, path)
      if (numberOf(database, 'user_version') !== CASE_FILE_VERSION) return 'needs a copy'
      return { value: read(database) }
    } catch (thrown) {
      // Whoever wrote to it was killed, and what they had begun is to be rolled back first.
      if (codeOf(thrown) === CODES.READONLY_ROLLBACK) return 'needs a copy'
      throw thrown
    } finally {
      database.close()
    }
  })
  return found === 'needs a copy' ? readCopy(path, read) : found.value
}

/** As {@link readCaseDatabase}, of what has to be rolled back or be brought to today's form first: done to a copy. */
function readCopy<T>(path: string, read: (database: DatabaseSync) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'casement-'))
  const copy = join(folder, 'copy.casement')
  const journal = `${path}-journal`
  try {
    const before = stamp(journal)
    copyFileSync(path, copy)
    if (before !== null) copyFileSync(journal, `${copy}-journal`)
    // Somebody else has rolled it back meanwhile, or writes to it: the two need not fit each other.
    if (stamp(journal) !== before) throw new Fault({ kind: 'case/busy', file: path })
    const database = writable(copy, path, false)
    try {
      return read(database)
    } finally {
      database.close()
    }
  } catch (thrown) {
    throw ioFault(path, thrown)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tells one journal from the next; null of none. */
function stamp(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : `${found.ino} ${found.size} ${found.mtimeMs}`
}

/** Without it, SQLite would write into whatever came to lie there since. */
function createEmpty(path: string): void {
  try {
    closeSync(openSync(path, 'wx'))
  } catch (thrown) {
    throw systemCode(thrown) === 'EEXIST'
      ? new Fault({ kind: 'case/exists', file: path })
      : ioFault(path, thrown)
  }
}

/** SQLite waits for a pipe for ever, and takes an empty file for a new database. */
function assertFile(path: string): void {
  try {
    const found = statSync(path)
    if (found.isDirectory()) throw new Fault({ kind: 'file/is-folder', file: path })
    if (!found.isFile()) throw new Fault({ kind: 'file/not-regular', file: path })
    if (found.size === 0) throw new Fault({ kind: 'file/empty', file: path })
  } catch (thrown) {
    throw ioFault(path, thrown)
  }
}

/** Runs `work` on a database, which is closed when that fails. @param name what errors call it */
function opened<T>(path: string, name: string, readOnly: boolean, work: (of: DatabaseSync) => T): T {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { readOnly, allowExtension: false, timeout: BUSY_MS })
    database.enableDefensive(true)
    return work(database)
  } catch (thrown) {
    if (database?.isOpen === true) database.close()
    throw sqliteFault(name, thrown)
  }
}

function assertCase(database: DatabaseSync, path: string): void {
  if (numberOf(database, 'application_id') !== APPLICATION_ID)
    throw new Fault({ kind: 'case/not-a-case', file: path, detail: 'it is a database of another program' })
  const version = numberOf(database, 'user_version')
  if (version > CASE_FILE_VERSION)
    throw new Fault({ kind: 'case/newer', file: path, version, known: CASE_FILE_VERSION })
}

function migrate(database: DatabaseSync): void {
  const version = numberOf(database, 'user_version')
  if (version === CASE_FILE_VERSION) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of MIGRATIONS.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${CASE_FILE_VERSION}; COMMIT`)
  } catch (thrown) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw thrown
  }
}

function numberOf(database: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0)
}

/** Events in their order, `most` of them (-1: all). @throws Fault `case/damaged`, `file/…` */
export function eventRows(database: DatabaseSync, path: string, most = -1): EventRow[] {
  try {
    const rows = database.prepare('SELECT * FROM event ORDER BY sequence LIMIT ?').all(most)
    return rows.map((row): EventRow => ({
      sequence: Number(row['sequence']),
      time: String(row['time']),
      user: String(row['user']),
      machine: String(row['machine']),
      app: String(row['app']),
      kind: String(row['kind']),
      payload: String(row['payload']),
      previous: String(row['previous']),
      hash: String(row['hash']),
    }))
  } catch (thrown) {
    // A number that none of ours can be.
    if (thrown instanceof RangeError)
      throw new Fault({ kind: 'case/damaged', file: path, detail: thrown.message }, { cause: thrown })
    throw sqliteFault(path, thrown)
  }
}

/**
 * Writes events, all or none; when it returns, they are on disk.
 *
 * @throws Fault `case/overtaken`, `case/busy`, `file/disk-full`, `file/…`
 */
export function insertEvents(database: DatabaseSync, path: string, rows: readonly EventRow[]): void {
  try {
    database.exec('BEGIN IMMEDIATE')
    const insert = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    for (const row of rows)
      insert.run(row.sequence, row.time, row.user, row.machine, row.app, row.kind, row.payload, row.previous, row.hash) // prettier-ignore
    database.exec('COMMIT')
  } catch (thrown) {
    // A full disk has SQLite roll back by itself.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw sqliteFault(path, thrown)
  }
}

/**
 * What of a case file's database is not as Casement writes it, in half a sentence; null when nothing is. One byte can hide the
 * last events of a page, and no chain shows that its end is missing.
 *
 * @throws Fault `case/damaged`, `file/…`
 */
export function damageOf(database: DatabaseSync, path: string): string | null {
  const asMade = new DatabaseSync(':memory:')
  try {
    const problem = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check']
    if (problem !== 'ok') return `its database is damaged (${String(problem)})`
    migrate(asMade)
    return schemaOf(database) === schemaOf(asMade) ? null : 'its table or its triggers were changed'
  } catch (thrown) {
    throw sqliteFault(path, thrown)
  } finally {
    asMade.close()
  }
}

const schemaOf = (database: DatabaseSync): string =>
  JSON.stringify(database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all())

/** Codes of SQLite's: of those with a detail the lowest byte is the kind. @see https://www.sqlite.org/rescode.html */
const CODES = { ERROR: 1, BUSY: 5, LOCKED: 6, READONLY: 8, CORRUPT: 11, FULL: 13, CANTOPEN: 14, CONSTRAINT: 19, NOTADB: 26, READONLY_ROLLBACK: 776, READONLY_DBMOVED: 1032 } as const // prettier-ignore

/** SQLite's code of an error, or of what an error was made of. */
function codeOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error)) return undefined
  if ('errcode' in thrown && typeof thrown.errcode === 'number') return thrown.errcode
  return codeOf(thrown.cause)
}

/** What SQLite says of a case file as an error of ours; anything else is returned as it is. */
function sqliteFault(path: string, thrown: unknown): unknown {
  const code = codeOf(thrown)
  if (!(thrown instanceof Error) || thrown instanceof Fault || code === undefined) return thrown
  const options = { cause: thrown }
  const detail = thrown.message
  if (code === CODES.READONLY_DBMOVED) return new Fault({ kind: 'case/displaced', file: path }, options)
  switch (code & 0xff) {
    case CODES.FULL:
      return new Fault({ kind: 'file/disk-full', file: path }, options)
    case CODES.READONLY:
      return new Fault({ kind: 'file/not-writable', file: path }, options)
    case CODES.CANTOPEN:
      return new Fault({ kind: 'file/io', file: path, code: 'SQLITE_CANTOPEN', detail }, options)
    case CODES.BUSY:
    case CODES.LOCKED:
      return new Fault({ kind: 'case/busy', file: path }, options)
    case CODES.NOTADB:
      return new Fault(
        { kind: 'case/not-a-case', file: path, detail: 'it is not an SQLite database' },
        options,
      )
    // Its table or a column of it is not there.
    case CODES.ERROR:
    case CODES.CORRUPT:
      return new Fault({ kind: 'case/damaged', file: path, detail }, options)
    case CODES.CONSTRAINT:
      return new Fault({ kind: 'case/overtaken', file: path }, options)
    default:
      return new Fault({ kind: 'file/io', file: path, code: `SQLITE_${code}`, detail }, options)
  }
}
