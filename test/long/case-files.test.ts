import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { createCaseRecord, openCaseRecord, thisOwner } from '../../electron/engine/case/record/case-record.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { killWriter } from '../support/kill-writer.ts'
import { seededRandom } from '../support/random.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-killed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('a process killed 200 times while it writes to a case has lost nothing that was confirmed', async () => {
  const random = seededRandom(6)
  for (let i = 0; i < 200; i++) {
    // A new file now and then: each time all of its events are read again.
    const path = join(folder, `killed-${Math.floor(i / 20)}.casement`)
    const before = i % 20 === 0 ? 0 : eventsOf(path)
    const confirmed = await killWriter(path, random() * 40)
    const now = eventsOf(path)
    expect(now).toBeGreaterThanOrEqual(Math.max(before, confirmed))
    // Of a process that confirmed nothing it is not known how far an earlier one had come.
    expect(now).toBeLessThanOrEqual(confirmed > 0 ? confirmed + 1 : now)
  }
})

/** Events of a file whose chain holds. */
function eventsOf(path: string): number {
  const record = openCaseRecord(path, thisOwner('0'), { takeOver: true })
  expect(record.readOnly).toBeNull()
  const { length } = record.events()
  record.close()
  return length
}

/** A file system of 256 KiB, where one can be mounted; else why not. */
function smallDisk(options: string): string | { readonly why: string } {
  const disk = join(folder, `disk-${options.length}`)
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'pipe' })
  } catch (thrown) {
    return { why: thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown) }
  }
  onTestFinished(() => void execFileSync('umount', [disk]))
  return disk
}

it('a disk that is really full: what was confirmed is kept, and it is said', ({ skip }) => {
  const disk = smallDisk('size=256k')
  if (typeof disk !== 'string') return skip(`no file system can be mounted here: ${disk.why}`)
  const path = join(disk, 'full.casement')
  const record = createCaseRecord(path, thisOwner('0'), [])
  let written = 0
  let error = ''
  for (let i = 0; i < 10_000 && error === ''; i++)
    try {
      record.append([{ kind: 'label-set', label: 'x'.repeat(1000) }])
      written++
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      error = thrown.error.kind
    }
  expect(error).toBe('file/disk-full')
  record.close()
  expect(eventsOf(path)).toBe(written)
})

it('a share that is read-only: the case is read, and nothing of it is changed', ({ skip }) => {
  const disk = smallDisk('size=2048k')
  if (typeof disk !== 'string') return skip(`no file system can be mounted here: ${disk.why}`)
  const path = join(disk, 'shared.casement')
  createCaseRecord(path, thisOwner('0'), [{ kind: 'label-set', label: 'a' }]).close()
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const again = openCaseRecord(path, thisOwner('0'))
  expect(again.readOnly?.error.kind).toBe('file/not-writable')
  expect(again.events()).toHaveLength(1)
  expect(() => again.append([{ kind: 'label-set', label: 'b' }])).toThrow('file/not-writable')
  again.close()
})
