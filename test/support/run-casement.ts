import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'

/** The command line's entry, for Node. */
export const CLI = join(resolve(import.meta.dirname, '../..'), 'electron/cli.ts')

export type Ran = { readonly status: number; readonly out: string; readonly err: string }

/** Runs the command line from its sources in a process of its own, as a user does; never longer than 100 s. */
export function runCasement(args: readonly string[], cache: string): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, CASEMENT_CACHE: cache }, timeout: 100_000, maxBuffer: 1 << 26 }
    execFile(process.execPath, [CLI, ...args], options, (error, out, err) => {
      // A process that was killed for taking too long has no exit status.
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ status, out, err })
    })
  })
}
