import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs' // prettier-ignore
import os from 'node:os'
import { z } from 'zod'
import { Fault } from '../../../../shared/errors/fault.ts'
import { type CaseOwner, caseOwnerSchema } from '../../../../shared/case/record-state.ts'
import { ioFault, systemCode } from '../../files/io-fault.ts'

/** Who writes to a case file: a file beside it, named as it and `.lock`, for as long. */
export type CaseLock = {
  /** True while nobody has taken it over. */
  isOurs(): boolean
  release(): void
}

/** Somebody else's lock, and whether they are gone. */
export type HeldLock = { readonly owner: CaseOwner; readonly stale: boolean }

/** Between two signs of life, ms. */
const BEAT_MS = 15_000
/** Who has given no sign of life for so long is gone, or cut off from the share; ms. */
const STALE_MS = 120_000

const lockSchema = caseOwnerSchema.extend({ token: z.string(), pid: z.number().int() })
type Content = z.infer<typeof lockSchema>

export type LockOptions = {
  /** ms, for tests */
  readonly beat?: number
  readonly stale?: number
}

const pathOf = (caseFile: string): string => `${caseFile}.lock`

/**
 * Takes the lock of a case file.
 *
 * @returns the lock, or who has it
 * @throws Fault `file/not-writable`, `file/…`
 */
export function takeLock(
  caseFile: string,
  owner: CaseOwner,
  { beat = BEAT_MS, stale = STALE_MS }: LockOptions = {},
): CaseLock | HeldLock {
  const path = pathOf(caseFile)
  const content: Content = { ...owner, token: randomUUID(), pid: process.pid }
  if (create(path, content)) return held(path, content, beat)
  const found = look(path, caseFile, stale)
  // Given up between the two.
  if (found === null) return takeLock(caseFile, owner, { beat, stale })
  return found
}

/**
 * Takes over the lock of somebody who is gone. Of several who try at once one succeeds: a file can be renamed once.
 *
 * @returns the lock, or who has it now
 */
export function takeOverLock(
  caseFile: string,
  owner: CaseOwner,
  options: LockOptions = {},
): CaseLock | HeldLock {
  const path = pathOf(caseFile)
  const found = look(path, caseFile, options.stale ?? STALE_MS)
  if (found !== null && !found.stale) return found
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw ioFault(path, thrown)
    return takeLock(caseFile, owner, options)
  }
  // Between looking and renaming another may have taken it over: that one is alive, and gets its lock back.
  const taken = look(aside, caseFile, options.stale ?? STALE_MS)
  if (taken !== null && !taken.stale) {
    renameSync(aside, path)
    return taken
  }
  rmSync(aside, { force: true })
  return takeLock(caseFile, owner, options)
}

function create(path: string, content: Content): boolean {
  let handle: number
  try {
    handle = openSync(path, 'wx', 0o600)
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'EEXIST') return false
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new Fault({ kind: 'file/not-writable', file: path }, { cause: thrown })
    throw ioFault(path, thrown)
  }
  try {
    writeSync(handle, JSON.stringify(content))
    fsyncSync(handle)
  } catch (thrown) {
    rmSync(path, { force: true })
    throw ioFault(path, thrown)
  } finally {
    closeSync(handle)
  }
  return true
}

/** Who has a lock; null when there is none. One that cannot be read is somebody's who is just writing it, or was cut off. */
function look(path: string, caseFile: string, stale: number): HeldLock | null {
  try {
    const content = contentOf(readFileSync(path, 'utf8'))
    // A sign of life from the future is one of before the clock was set back.
    const isQuiet = Math.abs(clockOf(caseFile) - statSync(path).mtimeMs) > stale
    if (content === null)
      return { owner: { user: 'unknown', machine: 'unknown', app: '', since: '' }, stale: isQuiet }
    const { token: _token, pid, ...owner } = content
    return { owner, stale: isQuiet || isGone(content.machine, pid) }
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return null
    throw ioFault(path, thrown)
  }
}

function contentOf(text: string): Content | null {
  try {
    return lockSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The time of whoever keeps the folder, ms: the clock of a share is not ours. Where nothing can be written, our own. */
function clockOf(caseFile: string): number {
  const probe = `${caseFile}.${randomUUID()}.probe`
  try {
    writeFileSync(probe, '')
    return statSync(probe).mtimeMs
  } catch (thrown) {
    if (systemCode(thrown) === undefined) throw thrown
    return Date.now()
  } finally {
    rmSync(probe, { force: true })
  }
}

/** True of a process of this machine that has ended. */
function isGone(machine: string, pid: number): boolean {
  if (machine !== os.hostname()) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (thrown) {
    // Another user's process may not be signalled, but is there.
    return systemCode(thrown) === 'ESRCH'
  }
}

/**
 * Writes the same bytes again: readers never see half of them, and the time of change is by the clock of whoever keeps the file.
 * Read and written by one handle, so that a lock that was put in its place meanwhile stays the other's.
 */
function giveSign(path: string, content: Content): void {
  const handle = openSync(path, 'r+')
  try {
    if (contentOf(readFileSync(handle, 'utf8'))?.token === content.token)
      writeSync(handle, JSON.stringify(content), 0)
  } finally {
    closeSync(handle)
  }
}

function held(path: string, content: Content, beat: number): CaseLock {
  const isOurs = (): boolean => {
    try {
      return contentOf(readFileSync(path, 'utf8'))?.token === content.token
    } catch (thrown) {
      if (systemCode(thrown) === undefined) throw thrown
      return false
    }
  }
  const timer = setInterval(() => {
    try {
      giveSign(path, content)
    } catch (thrown) {
      // It was taken over, or the share is out of reach for a while: what is written next says so.
      if (systemCode(thrown) === undefined) throw thrown
    }
  }, beat)
  timer.unref()
  return {
    isOurs,
    release() {
      clearInterval(timer)
      if (isOurs()) rmSync(path, { force: true })
    },
  }
}
