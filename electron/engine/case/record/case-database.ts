import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../../../../shared/errors/fault.ts'
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
]

/** The form of case files that this version writes: `user_version` of the database. */
export const CASE_FILE_VERSION = MIGRATIONS.length

/** Longest that a writer waits for a reader, ms. */
const BUSY_MS = 5000

/**
 * Opens a case file, or makes one; one of an earlier form is brought to today's in one transaction.
 *
 * @param access `create`: there must be none yet; `read` changes nothing, not even its form
 * @throws Fault `case/not-a-case`, `case/newer`, `case/older` (to be read only), `file/…`
 */
export function openCaseDatabase(path: string, access: 'create' | 'write' | 'read'): DatabaseSync {
  const database = opened(path, access === 'read')
  try {
    database.enableDefensive(true)
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
    if (access !== 'read') {
      // A write-ahead log is unsafe on network shares. EXTRA is FULL, and the journal's removal is on disk as well: without
      // that the last event could be rolled back after a power cut, although it had been confirmed.
      database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA')
    }
    if (access === 'create') database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    else if (numberOf(database, 'application_id') !== APPLICATION_ID)
      throw new Fault({ kind: 'case/not-a-case', file: path, detail: 'it is a database of another program' })
    migrate(database, path, access === 'read')
    return database
  } catch (thrown) {
    database.close()
    throw sqliteFault(path, thrown)
  }
}

function opened(path: string, readOnly: boolean): DatabaseSync {
  try {
    return new DatabaseSync(path, { readOnly, allowExtension: false })
  } catch (thrown) {
    throw sqliteFault(path, thrown)
  }
}

function migrate(database: DatabaseSync, path: string, readOnly: boolean): void {
  const version = numberOf(database, 'user_version')
  if (version > CASE_FILE_VERSION)
    throw new Fault({ kind: 'case/newer', file: path, version, known: CASE_FILE_VERSION })
  if (version === CASE_FILE_VERSION) return
  if (readOnly) throw new Fault({ kind: 'case/older', file: path, version, known: CASE_FILE_VERSION })
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of MIGRATIONS.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${CASE_FILE_VERSION}; COMMIT`)
  } catch (thrown) {
    database.exec('ROLLBACK')
    throw thrown
  }
}

function numberOf(database: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0)
}

/** Events from a number on, in their order, `most` of them (-1: all). @throws Fault `case/damaged`, `file/…` */
export function eventRows(database: DatabaseSync, path: string, from = 1, most = -1): EventRow[] {
  try {
    const rows = database
      .prepare('SELECT * FROM event WHERE sequence >= ? ORDER BY sequence LIMIT ?')
      .all(from, most)
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

/** Codes of SQLite's, their lowest byte. @see https://www.sqlite.org/rescode.html */
const CODES = { BUSY: 5, LOCKED: 6, READONLY: 8, IOERR: 10, CORRUPT: 11, FULL: 13, CANTOPEN: 14, CONSTRAINT: 19, NOTADB: 26 } as const // prettier-ignore

/** What SQLite says of a case file as an error of ours; anything else is returned as it is. */
function sqliteFault(path: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('errcode' in thrown) || typeof thrown.errcode !== 'number')
    return thrown
  const options = { cause: thrown }
  const detail = thrown.message
  switch (thrown.errcode & 0xff) {
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
    case CODES.CORRUPT:
      return new Fault({ kind: 'case/damaged', file: path, detail }, options)
    case CODES.CONSTRAINT:
      return new Fault({ kind: 'case/overtaken', file: path }, options)
    default:
      return new Fault({ kind: 'file/io', file: path, code: `SQLITE_${thrown.errcode}`, detail }, options)
  }
}
