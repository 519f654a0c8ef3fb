import { open, rm, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { systemCode } from '../engine/files/io-fault.ts'

/** A change takes milliseconds: whoever has held a lock for so long was killed. */
const STALE_MS = 10_000
const PAUSE_MS = 20

/**
 * Runs `work` while no other process does so with the same lock: a file that is there for as long. One that was left behind is
 * taken away.
 */
export async function oneAtATime<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now()
  while (!(await hasMade(lock))) {
    // The clock of a share may be ahead of ours: nobody waits for ever.
    const waited = Date.now() - since
    if (Math.max(waited, await ageOf(lock)) > STALE_MS) await rm(lock, { force: true })
    await wait(PAUSE_MS)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function hasMade(lock: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx')
    await handle.close()
    return true
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false
    throw thrown
  }
}

/** ms; 0 of a lock that was given up meanwhile */
async function ageOf(lock: string): Promise<number> {
  try {
    return Date.now() - (await stat(lock)).mtimeMs
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return 0
    throw thrown
  }
}
