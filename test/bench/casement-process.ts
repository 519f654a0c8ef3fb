import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RSS_FILE_VARIABLE } from './peak-rss.ts'
import { timeProcess } from './processes.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const BUILT = join(ROOT, 'out/main/cli.js')
const SOURCE = join(ROOT, 'electron/cli.ts')

function newest(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (latest, entry) =>
      entry.isFile() ? Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs) : latest,
    0,
  )
}

/** The command line a user gets: the built one, or the sources when the build is older than they are. */
export function casementEntry(): { readonly path: string; readonly isBuilt: boolean } {
  const changed = Math.max(newest(join(ROOT, 'electron')), newest(join(ROOT, 'shared')))
  const isBuilt = existsSync(BUILT) && statSync(BUILT).mtimeMs > changed
  return { path: isBuilt ? BUILT : SOURCE, isBuilt }
}

/** Runs `casement` in a process of its own. @returns ms, start of Node included */
export function timeCasement(args: readonly string[], scratch: string): number {
  return run([], args, scratch)
}

/** The most memory a run of `casement` has, bytes: in a run that is not timed, for what measures it takes time itself. */
export function peakRssOf(args: readonly string[], scratch: string): number {
  const report = join(scratch, 'peak-rss')
  run(['--import', join(import.meta.dirname, 'peak-rss.ts')], args, scratch, { [RSS_FILE_VARIABLE]: report })
  const bytes = Number(readFileSync(report, 'utf8'))
  rmSync(report)
  return bytes
}

function run(
  node: readonly string[],
  args: readonly string[],
  scratch: string,
  env: Readonly<Record<string, string>> = {},
): number {
  const cache = { CASEMENT_CACHE: join(scratch, 'cache') }
  return timeProcess(process.execPath, [...node, casementEntry().path, ...args], { ...cache, ...env })
}
