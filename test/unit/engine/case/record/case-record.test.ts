import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
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
  const record = createCaseRecord(path, owner)
  record.append(events)
  record.close()
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

  it('that a later version wrote is left alone', () => {
    const path = newPath()
    made(path, [opened])
    tamper(path, `PRAGMA user_version = ${CASE_FILE_VERSION + 1}`)
    expect(kindOf(() => openCaseRecord(path, owner))).toBe('case/newer')
  })

  it('with an event of a kind that is not known is refused with its number', () => {
    const path = newPath()
    made(path, [opened])
    tamper(path, `DROP TRIGGER event_follows_the_last; INSERT INTO event VALUES (2,'t','u','m','a','from-the-future','{}','${'1'.repeat(64)}','${'2'.repeat(64)}')`) // prettier-ignore
    expect(kindOf(() => openCaseRecord(path, owner))).toBe('case/bad-event')
  })

  it('that is none, or damaged, is refused as such', () => {
    const text = newPath()
    writeFileSync(text, 'not a database, but long enough to be taken for one '.repeat(40))
    expect(kindOf(() => openCaseRecord(text, owner))).toBe('case/not-a-case')
    const other = newPath()
    tamper(other, 'CREATE TABLE t (a)')
    expect(kindOf(() => openCaseRecord(other, owner))).toBe('case/not-a-case')
    expect(kindOf(() => openCaseRecord(newPath(), owner))).toBe('file/not-found')
  })

  it('is never made over another file', () => {
    const path = newPath()
    made(path, [opened])
    expect(kindOf(() => createCaseRecord(path, owner))).toBe('case/exists')
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
          const found = kindOf(() => again(copy, ({ readOnly }) => { if (readOnly) throw new Fault(readOnly.error) })) // prettier-ignore
          expect(['case/chain-broken', 'case/bad-event']).toContain(found)
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
    const database = openCaseDatabase(path, 'write')
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
