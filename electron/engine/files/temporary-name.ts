import { randomBytes } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from './io-fault.ts'

/** Nothing else is called so: a file of this name is one that was being written, or what lies beside it (DuckDB's `.wal`, a store's `.places`). */
const OURS = /^\.casement-[0-9a-f]{16}\.tmp(\.wal|\.places)?$/

/** Whoever wrote a file that has not changed for so long was killed. */
const STALE_MS = 24 * 60 * 60 * 1000

/** Not derived from the target's name: one of 250 characters leaves no room for a suffix. */
export const temporaryName = (): string => `.casement-${randomBytes(8).toString('hex')}.tmp`

/**
 * Removes what a process that was killed in the middle of writing left in `folder`: files of our own name that have not
 * changed for a day. What cannot be removed stays, and is no error.
 */
export async function sweepStale(folder: string, now = Date.now()): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (!OURS.test(name)) continue
      const path = join(folder, name)
      const found = await lstat(path)
      if (found.isFile() && now - found.mtimeMs > STALE_MS) await rm(path, { force: true })
    }
  } catch (thrown) {
    if (systemCode(thrown) === undefined) throw thrown
  }
}
