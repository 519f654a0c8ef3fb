import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import {
  type CaseLock,
  type HeldLock,
  takeLock,
  takeOverLock,
} from '../../../../../electron/engine/case/record/case-lock.ts'
import { createCaseRecord, openCaseRecord } from '../../../../../electron/engine/case/record/case-record.ts'
import type { CaseEvent } from '../../../../../shared/case/case-event.ts'
import type { CaseOwner } from '../../../../../shared/case/record-state.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()
let files = 0
const newPath = (): string => join(folder, `case-${++files}.casement`)
const opened: CaseEvent = { kind: 'case-opened', id: 'c', label: 'L', synthetic: false, paths: [] }
const owner = (user: string, machine = os.hostname()): CaseOwner => ({ user, machine, app: '1', since: '2026-11-26T09:00:00.000Z' }) // prettier-ignore

function ours(lock: CaseLock | HeldLock): CaseLock {
  if ('release' in lock) return lock
  throw new Error(`held by ${lock.owner.user}`)
}
function theirs(lock: CaseLock | HeldLock): HeldLock {
  if (!('release' in lock)) return lock
  lock.release()
  throw new Error('it was taken')
}

const WRITER = join(import.meta.dirname, '../../../../support/case-writer.ts')

/** What a process says that writes so many events to a case file. */
async function outputOf(path: string, events: number): Promise<string> {
  const child = spawn(process.execPath, [WRITER, path, String(events)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
  await once(child, 'close')
  return Buffer.concat(said).toString('utf8')
}

describe('the lock of a case file', () => {
  it('is one person’s; the second is told whose, and may take it once it was given up', () => {
    const path = newPath()
    const first = ours(takeLock(path, owner('anna')))
    expect(theirs(takeLock(path, owner('ben'))).owner).toEqual(owner('anna'))
    expect(theirs(takeOverLock(path, owner('ben'))).stale).toBe(false)
    first.release()
    ours(takeLock(path, owner('ben'))).release()
  })

  it('of somebody who gives no sign of life is stale, and taken over by one of several', () => {
    const path = newPath()
    const gone = ours(takeLock(path, owner('anna', 'ws1'), { beat: 3_600_000 }))
    const old = Date.now() / 1000 - 300
    utimesSync(`${path}.lock`, old, old)
    expect(theirs(takeLock(path, owner('ben'))).stale).toBe(true)
    const second = ours(takeOverLock(path, owner('ben', 'ws2')))
    expect([gone.isOurs(), second.isOurs()]).toEqual([false, true])
    expect(theirs(takeOverLock(path, owner('carl', 'ws3'))).owner.user).toBe('ben')
    // Who lost it takes nothing away from who has it.
    gone.release()
    expect(second.isOurs()).toBe(true)
    second.release()
  })

  it('whose last sign of life is in the future, since a clock was set back, is stale too', () => {
    const path = newPath()
    const gone = ours(takeLock(path, owner('anna', 'ws1'), { beat: 3_600_000 }))
    const later = Date.now() / 1000 + 86_400
    utimesSync(`${path}.lock`, later, later)
    expect(theirs(takeLock(path, owner('ben'))).stale).toBe(true)
    ours(takeOverLock(path, owner('ben', 'ws2'))).release()
    gone.release()
  })

  it('is kept fresh while its owner lives', async () => {
    const path = newPath()
    const lock = ours(takeLock(path, owner('anna', 'ws1'), { beat: 20 }))
    const old = Date.now() / 1000 - 300
    utimesSync(`${path}.lock`, old, old)
    await wait(200)
    expect(theirs(takeLock(path, owner('ben'))).stale).toBe(false)
    lock.release()
  })

  it('that is no lock of ours is waited for, not taken for granted', () => {
    const path = newPath()
    writeFileSync(`${path}.lock`, '{')
    expect(theirs(takeLock(path, owner('ben')))).toMatchObject({ owner: { user: 'unknown' }, stale: false })
  })

  it('left by a process of this machine that has ended is stale at once', async () => {
    const path = newPath()
    const child = spawn(process.execPath, [WRITER, path, '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] }) // prettier-ignore
    await once(child.stdout, 'data')
    expect(theirs(takeLock(path, owner('ben')))).toMatchObject({ owner: { user: 'writer' }, stale: false })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(theirs(takeLock(path, owner('ben'))).stale).toBe(true)
    const record = openCaseRecord(path, owner('ben'), { takeOver: true })
    expect(record.readOnly).toBeNull()
    record.close()
  })
})

describe('two who open the same case', () => {
  it('in two processes: the second reads only and is told so, and writes once the first has closed it', async () => {
    const path = newPath()
    const first = createCaseRecord(path, owner('anna'), [opened])
    expect(await outputOf(path, 1)).toBe('read-only case/locked\n')
    first.close()
    expect(await outputOf(path, 1)).toBe('2\n')
  })

  it('and one takes over: what the other does next is refused and says so, nothing of either is lost', () => {
    const path = newPath()
    const first = createCaseRecord(path, owner('anna', 'ws1'), [opened], { beat: 3_600_000 })
    const old = Date.now() / 1000 - 300
    utimesSync(`${path}.lock`, old, old)
    const reader = openCaseRecord(path, owner('ben', 'ws2'))
    expect(reader.readOnly).toMatchObject({
      stale: true,
      error: { kind: 'case/locked', owner: { user: 'anna' } },
    })
    expect(() => reader.append([{ kind: 'label-set', label: 'b' }])).toThrow('case/locked')
    reader.close()
    const second = openCaseRecord(path, owner('ben', 'ws2'), { takeOver: true })
    second.append([{ kind: 'label-set', label: 'by ben' }])
    expect(() => first.append([{ kind: 'label-set', label: 'by anna' }])).toThrow('case/lock-lost')
    first.close()
    expect(readFileSync(`${path}.lock`, 'utf8')).toContain('ben')
    second.close()
    const after = openCaseRecord(path, owner('carl'))
    expect(after.events().map(({ user }) => user)).toEqual(['anna', 'ben'])
    after.close()
  })
})
