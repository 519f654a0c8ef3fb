import { spawnSync } from 'node:child_process'

/** Longest a measured process may take, ms. */
const PATIENCE = 600_000

/** True when `command` can be run here. */
export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
}

/**
 * Runs a process to its end, its standard output discarded (`/dev/null`).
 *
 * @returns ms from before it is started until it has ended.
 * @throws Error with its last words when it fails: a time of a failure is no measurement.
 */
export function timeProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): number {
  const start = performance.now()
  const { status, stderr, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: PATIENCE,
    env: { ...process.env, ...env },
  })
  const took = performance.now() - start
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ''} failed: ${stderr.trim().slice(-500)}`)
  return took
}

/** Runs a process and gives its standard output. @throws Error when it fails. */
export function outputOf(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ''} failed: ${stderr.trim().slice(-500)}`)
  return stdout
}
