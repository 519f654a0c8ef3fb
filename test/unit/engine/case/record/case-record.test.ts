import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs' // prettier-ignore
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  APPLICATION_ID,
  CASE_FILE_VERSION,
  insertEvents,
  openCaseDatabase,
} from '../../../../../electron/engine/case/record/case-database.ts'
import {
  type CaseRecord,
  createCaseRecord,
  openCaseRecord,
  thisOwner,
} from '../../../../../electron/engine/case/record/case-record.ts'
import { hashOf, NO_HASH } from '../../../../../electron/engine/case/record/event-hash.ts'
import { isCaseFile } from '../../../../../electron/engine/case/record/is-case-file.ts'
import { canonicalJson } from '../../../../../shared/case/canonical-json.ts'
import type { CaseEvent } from '../../../../../shared/case/case-event.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { runs } from '../../../../support/thorough.ts'

const folder = temporaryFolder()
let files = 0
const newPath = (): string => join(folder, `case-${++files}.casement`)
const owner = thisOwner('1.2.3')
const opened: CaseEvent = { kind: 'case-opened', id: 'c', label: 'R-1042', synthetic: false, paths: ['/d'] }
const label = (text: string): CaseEvent => ({ kind: 'label-set', label: text })

function made(path: string, events: readonly CaseEvent[]): void {
  createCaseRecord(path, owner, events).close()
}

/** What reading the file again gives; closed again. */
function again<T>(path: string, look: (record: CaseRecord) => T): T {
  const record = openCaseRecord(path, owner)
  try {
    return look(record)
  } finally {
    record.close()
  }
}

const kindOf = (run: () => unknown): string => {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.error.kind
    throw thrown
  }
  return 'nothing was refused'
}

function newCase(): string {
  const path = newPath()
  made(path, [opened])
  return path
}

const schemaOf = (path: string): unknown => {
  const database = new DatabaseSync(path, { readOnly: true })
  const schema = database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
  const version = database.prepare('PRAGMA user_version').get()
  database.close()
  return { schema, version }
}

/** Number of the page on which the events are, from 1. */
function tablePage(path: string): number {
  const database = new DatabaseSync(path, { readOnly: true })
  const found = database.prepare(`SELECT rootpage FROM sqlite_schema WHERE type = 'table'`).get()
  database.close()
  return Number(found?.['rootpage'])
}

/** A case file of form 1, as the version that made those wrote it. */
function writeForm1(path: string): void {
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA application_id = 0x43534d54; PRAGMA user_version = 1;
   CREATE TABLE event (
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
     BEGIN SELECT RAISE(ABORT, 'an event has to follow the last one'); END;`)
  let previous = NO_HASH
  for (const [i, { kind, ...payload }] of [opened, label('a')].entries()) {
    const row = { sequence: i + 1, time: '2026-11-01T09:00:00.000Z', user: 'u', machine: 'm', app: '0.0.1', kind, payload: canonicalJson(payload), previous } // prettier-ignore
    previous = hashOf(row)
    database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(...Object.values(row), previous) // prettier-ignore
  }
  database.close()
}

/** Changes a case file as no version of Casement does. */
function tamper(path: string, sql: string): void {
  const database = new DatabaseSync(path)
  database.exec(sql)
  database.close()
}

describe('a case file', () => {
  it('is an SQLite database with its own number, in rollback-journal mode', async () => {
    const path = newPath()
    made(path, [opened])
    const database = new DatabaseSync(path, { readOnly: true })
    expect(database.prepare('PRAGMA application_id').get()).toEqual({ application_id: APPLICATION_ID })
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: CASE_FILE_VERSION })
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' })
    database.close()
    expect(await isCaseFile(path)).toBe(true)
    const other = join(folder, 'other.sqlite')
    tamper(other, 'CREATE TABLE t (a)')
    expect(await isCaseFile(other)).toBe(false)
    expect(await isCaseFile(join(folder, 'nowhere'))).toBe(false)
  })

  it('gives back what was written, with who and when', () => {
    const path = newPath()
    made(path, [opened, label('é “R”')])
    const events = again(path, (record) => record.events())
    expect(events.map(({ event }) => event)).toEqual([opened, label('é “R”')])
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(events[0]).toMatchObject({ user: owner.user, machine: owner.machine, app: '1.2.3', previous: '0'.repeat(64) }) // prettier-ignore
    expect(events[1]?.previous).toBe(events[0]?.hash)
    expect(Date.parse(events[1]?.time ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  it('has hashes that others can compute: SHA-256 over canonical JSON', async () => {
    const path = newPath()
    made(path, [opened])
    const [event] = again(path, (record) => record.events())
    const { createHash } = await import('node:crypto')
    // Written out here by hand, keys in their order.
    const text = `{"app":"1.2.3","kind":"case-opened","machine":${JSON.stringify(owner.machine)},"payload":"{\\"id\\":\\"c\\",\\"label\\":\\"R-1042\\",\\"paths\\":[\\"/d\\"],\\"synthetic\\":false}","previous":"${'0'.repeat(64)}","sequence":1,"time":"${event?.time}","user":${JSON.stringify(owner.user)}}`
    expect(event?.hash).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it('refuses to have events changed or deleted, even by SQL', () => {
    const path = newPath()
    made(path, [opened, label('a')])
    expect(() => tamper(path, `UPDATE event SET user = 'somebody' WHERE sequence = 1`)).toThrow(
      'never changed',
    )
    expect(() => tamper(path, 'DELETE FROM event WHERE sequence = 2')).toThrow('never deleted')
    const row = `'t','u','m','a','label-set','{"label":"b"}','${'1'.repeat(64)}','${'2'.repeat(64)}'`
    expect(() => tamper(path, `INSERT INTO event VALUES (3, ${row})`)).toThrow('follow the last')
    expect(() => tamper(path, `INSERT INTO event VALUES (9, ${row})`)).toThrow('follow the last')
    expect(() => tamper(path, `REPLACE INTO event VALUES (2, ${row})`)).toThrow('follow the last')
    // Which deletes the row of the same hash, and asks no trigger against deleting.
    const next = `SELECT sequence + 1, time, user, machine, app, kind, payload, hash, (SELECT hash FROM event WHERE sequence = 1) FROM event WHERE sequence = 2`
    expect(() => tamper(path, `REPLACE INTO event ${next}`)).toThrow('never replaced')
    expect(again(path, (record) => record.events())).toHaveLength(2)
  })

  it.each([
    [
      'a changed event',
      `UPDATE event SET payload = '{"label":"b"}' WHERE sequence = 2`,
      2,
      'not what was written',
    ],
    ['another user', `UPDATE event SET user = 'x' WHERE sequence = 1`, 1, 'not what was written'],
    ['white space in what was written', `UPDATE event SET payload = '{"label": "a"}' WHERE sequence = 2`, 2, 'not what was written'], // prettier-ignore
    ['an event that can no longer be read', `UPDATE event SET payload = '{"label":7}' WHERE sequence = 2`, 2, 'not what was written'], // prettier-ignore
    ['a removed event', 'DELETE FROM event WHERE sequence = 2', 2, 'event 2 is missing'],
  ])('shows %s whose triggers were taken away first, and is only read then', (_, sql, sequence, words) => {
    const path = newPath()
    made(path, [opened, label('a'), label('c')])
    tamper(path, `DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted; ${sql}`)
    again(path, (record) => {
      expect(record.readOnly?.error).toMatchObject({ kind: 'case/chain-broken', sequence })
      expect(record.readOnly?.error).toHaveProperty('detail', expect.stringContaining(words))
      expect(kindOf(() => record.append([label('d')]))).toBe('case/chain-broken')
    })
  })

  it('whichever byte of it is changed: the same events are read, or it is said', () => {
    const path = newPath()
    made(path, [opened, label('a'), label('b'), { kind: 'role-set', sample: 'S', role: 'proband' }])
    const bytes = readFileSync(path)
    const before = again(path, (record) => JSON.stringify(record.events()))
    let said = 0
    const copy = newPath()
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const flipped = Buffer.from(bytes)
        flipped[at] = (flipped[at] ?? 0) ^ change
        writeFileSync(copy, flipped)
        try {
          again(copy, (record) => {
            const isSaid = record.readOnly !== null
            if (isSaid) said++
            expect(isSaid || JSON.stringify(record.events()) === before).toBe(true)
          })
        } catch (thrown) {
          if (!(thrown instanceof Fault)) throw thrown
          said++
        }
      }),
      { numRuns: runs(300) },
    )
    expect(said).toBeGreaterThan(0)
  })

  it('whose last event was hidden by one byte, or whose triggers were taken away, is only read, and it is said', () => {
    const path = newPath()
    made(path, [opened, label('a'), label('b')])
    const bytes = readFileSync(path)
    const page = tablePage(path)
    // How many cells a page of the table has. @see https://www.sqlite.org/fileformat.html §1.6
    const at = (page - 1) * bytes.readUInt16BE(16) + 4
    expect(bytes[at]).toBe(3)
    bytes[at] = 2
    const hidden = newPath()
    writeFileSync(hidden, bytes)
    again(hidden, (record) => {
      expect(record.events()).toHaveLength(2)
      expect(record.readOnly?.error).toMatchObject({ kind: 'case/chain-broken', sequence: 3 })
      expect(kindOf(() => record.copyTo(newPath()))).toBe('case/chain-broken')
    })
    tamper(path, 'DROP TRIGGER event_is_never_deleted')
    again(
      path,
      (record) =>
      expect(record.readOnly?.error).toMatchObject({ kind: 'case/chain-broken', detail: expect.stringContaining('triggers') }), // prettier-ignore
    )
  })

  it('of every earlier form is brought to today’s when it is opened to be written to, and read as it is', () => {
    const path = newPath()
    writeForm1(path)
    const bytes = readFileSync(path)
    const names = (of: CaseRecord): unknown[] => of.events().map(({ event }) => event)
    // As `casement verify` does, and whoever has it on a share that is read-only.
    const reader = openCaseRecord(path, owner, { readOnly: true })
    expect(names(reader)).toEqual([opened, label('a')])
    expect(reader.broken).toBeNull()
    expect(readFileSync(path).equals(bytes)).toBe(true)

    const record = openCaseRecord(path, owner)
    expect(names(record)).toEqual([opened, label('a')])
    record.append([label('b')])
    record.close()
    expect(schemaOf(path)).toEqual(schemaOf(newCase()))
  })

  it('that was being written to by somebody who was killed is read without their last event, and left as it is', () => {
    const path = newPath()
    const whole = newPath()
    made(whole, [opened, label('a')])
    const writer = new DatabaseSync(whole)
    // More than its cache holds: SQLite has written pages of the transaction to the file.
    writer.exec('PRAGMA cache_size = 1; BEGIN IMMEDIATE; DROP TRIGGER event_follows_the_last')
    for (let n = 3; n < 100; n++)
      writer.exec(`INSERT INTO event VALUES (${n},'t','u','m','a','label-set','{"label":"${'x'.repeat(3000)}"}','${NO_HASH}','${String(n).padStart(64, 'a')}')`) // prettier-ignore
    for (const ending of ['', '-journal']) copyFileSync(whole + ending, path + ending)
    writer.exec('ROLLBACK')
    writer.close()
    const bytes = readFileSync(path)

    const reader = openCaseRecord(path, owner, { readOnly: true })
    expect(reader.events().map(({ event }) => event)).toEqual([opened, label('a')])
    expect(readFileSync(path).equals(bytes)).toBe(true)
    again(path, (record) => {
      expect(record.readOnly).toBeNull()
      expect(record.events()).toHaveLength(2)
    })
  })

  it('that was renamed, replaced or removed while it is open is not written to, and it is said', () => {
    for (const change of [
      (path: string) => renameSync(path, newPath()),
      (path: string) => renameSync(newCase(), path),
      (path: string) => rmSync(path),
    ]) {
      const path = newPath()
      const record = createCaseRecord(path, owner, [opened])
      change(path)
      expect(kindOf(() => record.append([label('a')]))).toBe('case/displaced')
      expect(record.events()).toHaveLength(1)
      record.close()
    }
  })

  it('that a later version wrote is left alone', () => {
    const path = newPath()
    made(path, [opened])
    tamper(path, `PRAGMA user_version = ${CASE_FILE_VERSION + 1}`)
    expect(kindOf(() => openCaseRecord(path, owner))).toBe('case/newer')
  })

  it('with an event of a kind that is not known is refused with its number', () => {
    const path = newPath()
    made(path, [])
    const row = { sequence: 1, time: 't', user: 'u', machine: 'm', app: 'a', kind: 'from-the-future', payload: '{}', previous: NO_HASH } // prettier-ignore
    const database = openCaseDatabase(path)
    insertEvents(database, path, [{ ...row, hash: hashOf(row) }])
    database.close()
    expect(kindOf(() => openCaseRecord(path, owner))).toBe('case/bad-event')
    expect(kindOf(() => openCaseRecord(path, owner, { readOnly: true }))).toBe('case/bad-event')
  })

  it('that is none, or damaged, is refused as such', () => {
    const text = newPath()
    writeFileSync(text, 'not a database, but long enough to be taken for one '.repeat(40))
    expect(kindOf(() => openCaseRecord(text, owner))).toBe('case/not-a-case')
    const other = newPath()
    tamper(other, 'CREATE TABLE t (a)')
    tamper(other, 'PRAGMA journal_mode = WAL')
    const bytes = readFileSync(other)
    expect(kindOf(() => openCaseRecord(other, owner))).toBe('case/not-a-case')
    // Not even its kind of journal is changed.
    expect(readFileSync(other).equals(bytes)).toBe(true)
    const empty = newPath()
    writeFileSync(empty, '')
    for (const options of [{}, { readOnly: true }]) {
      expect(kindOf(() => openCaseRecord(newPath(), owner, options))).toBe('file/not-found')
      expect(kindOf(() => openCaseRecord(folder, owner, options))).toBe('file/is-folder')
      expect(kindOf(() => openCaseRecord(empty, owner, options))).toBe('file/empty')
    }
    expect(readFileSync(empty)).toHaveLength(0)
  })

  it.skipIf(process.platform === 'win32')('is no pipe, which is not waited for', async () => {
    const pipe = newPath()
    execFileSync('mkfifo', [pipe])
    expect(kindOf(() => openCaseRecord(pipe, owner, { readOnly: true }))).toBe('file/not-regular')
    expect(await isCaseFile(pipe)).toBe(false)
  })

  it('is never made over another file, and is not left behind when it cannot be made whole', () => {
    const path = newPath()
    made(path, [opened])
    expect(kindOf(() => createCaseRecord(path, owner, [opened]))).toBe('case/exists')
    const bad = { kind: 'label-set', label: 7 } as unknown as CaseEvent
    const none = newPath()
    expect(kindOf(() => createCaseRecord(none, owner, [opened, bad]))).toBe('case/bad-event')
    expect(existsSync(none)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([])
    const record = openCaseRecord(path, owner)
    expect(kindOf(() => record.copyTo(path))).toBe('case/exists')
    record.close()
  })

  it('writes all of several events or none, and what could not be written has not happened', () => {
    const path = newPath()
    made(path, [opened])
    const record = openCaseRecord(path, owner)
    const bad = { kind: 'label-set', label: 7 } as unknown as CaseEvent
    expect(kindOf(() => record.append([label('a'), bad]))).toBe('case/bad-event')
    expect(record.events()).toHaveLength(1)
    record.append([label('b')])
    record.close()
    expect(again(path, (reopened) => reopened.events().map(({ event }) => event))).toEqual([
      opened,
      label('b'),
    ])
  })

  it('copied to another place goes on there with all its events', () => {
    const path = newPath()
    made(path, [opened, label('a')])
    const record = openCaseRecord(path, owner, { draft: true })
    const target = newPath()
    const copy = record.copyTo(target)
    record.close()
    expect([record.draft, copy.draft]).toEqual([true, false])
    copy.append([label('b')])
    copy.close()
    expect(again(target, (reopened) => reopened.events().length)).toBe(3)
    expect(again(path, (reopened) => reopened.events().length)).toBe(2)
  })
})

describe('the chain', () => {
  it('shows every change of an event’s text', () => {
    const path = newPath()
    made(path, [opened, label('first'), label('second')])
    const column = fc.constantFrom('time', 'user', 'machine', 'app', 'payload', 'previous', 'hash')
    const copy = newPath()
    fc.assert(
      fc.property(
        column,
        fc.integer({ min: 1, max: 3 }),
        fc.nat(40),
        fc.constantFrom('0', '7', 'z', ' '),
        (name, sequence, at, to) => {
          // prettier-ignore
          copyFileSync(path, copy)
          const database = new DatabaseSync(copy)
          database.exec('DROP TRIGGER event_is_never_changed; PRAGMA ignore_check_constraints = 1')
          const text = String(database.prepare(`SELECT ${name} AS t FROM event WHERE sequence = ?`).get(sequence)?.['t']) // prettier-ignore
          const place = at % text.length
          const changed = text.slice(0, place) + to + text.slice(place + 1)
          database.prepare(`UPDATE event SET ${name} = ? WHERE sequence = ?`).run(changed, sequence)
          database.close()
          if (changed === text) return
          const { broken } = openCaseRecord(copy, owner, { readOnly: true })
          // By the chain: that the trigger is gone would be said of what follows the last event.
          expect([sequence, sequence + 1]).toContain(broken?.sequence)
          expect(broken?.sequence).toBeLessThanOrEqual(3)
        },
      ),
      { numRuns: runs(150) },
    )
  })
})

describe('a disk that is full', () => {
  it('keeps what was confirmed, says so, and goes on once there is room', () => {
    const path = newPath()
    made(path, [])
    const database = openCaseDatabase(path)
    let last = { sequence: 0, hash: NO_HASH }
    const append = (text: string): void => {
      const payload = canonicalJson({ label: text })
      const row = { sequence: last.sequence + 1, time: 't', user: 'u', machine: 'm', app: 'a', kind: 'label-set', payload, previous: last.hash } // prettier-ignore
      const written = { ...row, hash: hashOf(row) }
      insertEvents(database, path, [written])
      last = written
    }
    // The file may not grow: SQLite answers as it does when the disk is full.
    database.exec('PRAGMA max_page_count = 12')
    const full = kindOf(() => {
      for (;;) append('x'.repeat(500))
    })
    expect(full).toBe('file/disk-full')
    expect(last.sequence).toBeGreaterThan(1)
    database.exec('PRAGMA max_page_count = 1000')
    append('after')
    database.close()
    again(path, (read) => {
      expect(read.readOnly).toBeNull()
      expect(read.events()).toHaveLength(last.sequence)
    })
  })
})
