import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CaseEvent } from '../../../../shared/case/case-event.ts'
import type { LoggedEvent } from '../../../../shared/case/recorded-event.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { ioFault, systemCode } from '../../files/io-fault.ts'
import { eventRows, readCaseDatabase } from './case-database.ts'
import { type CaseRecord, createCaseRecord, openCaseRecord, thisOwner } from './case-record.ts'

/** How a case file is called. */
const CASE_ENDING = '.casement'

/** Drafts that are looked through for one of the same files; the newest. */
const MOST_DRAFTS = 200

/**
 * A case file in the folder of drafts. A case that cannot be kept is opened all the same, and says so.
 *
 * @param folder null: it is not to be kept
 * @param events what it begins with at a path
 */
export function createDraft(
  folder: string | null,
  id: string,
  version: string,
  events: (path: string) => readonly CaseEvent[],
): { readonly record: CaseRecord | null; readonly error?: CasementError } {
  if (folder === null) return { record: null }
  try {
    // Names of patients' samples are in it: for this user only.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Named by its id: a label may be a person's name.
    const path = join(folder, id + CASE_ENDING)
    return { record: createCaseRecord(path, thisOwner(version), events(path), { draft: true }) }
  } catch (thrown) {
    return { record: null, error: errorOf(ioFault(folder, thrown)) }
  }
}

/** The newest draft that was made of the same paths; null when there is none. */
export function draftOf(folder: string | null, paths: readonly string[]): string | null {
  if (folder === null) return null
  const wanted = pathsKey(paths)
  return draftsIn(folder).find((path) => pathsKey(pathsOfDraft(path)) === wanted) ?? null
}

const pathsKey = (paths: readonly string[]): string =>
  [...new Set(paths.map((path) => resolve(path)))].sort().join('\0')

function draftsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(CASE_ENDING))
      .map((name) => join(folder, name))
      .map((path) => ({ path, changed: statSync(path).mtimeMs }))
      .sort((a, b) => b.changed - a.changed)
      .slice(0, MOST_DRAFTS)
      .map(({ path }) => path)
  } catch (thrown) {
    if (systemCode(thrown) === undefined) throw thrown
    return []
  }
}

/** What was chosen when a draft was made; nothing of one that cannot be read. */
function pathsOfDraft(path: string): readonly string[] {
  try {
    const [first] = readCaseDatabase(path, (database) => eventRows(database, path, 1))
    const opened: unknown = JSON.parse(first?.payload ?? '{}')
    const paths = typeof opened === 'object' && opened !== null && 'paths' in opened ? opened.paths : []
    return Array.isArray(paths) ? paths.filter((each) => typeof each === 'string') : []
  } catch (thrown) {
    // Whatever is wrong with it is said when it is opened by name.
    errorOf(thrown)
    return []
  }
}

/** The case file that was written to before the engine ended; null of a case that was not kept. */
export function recordAgain(log: readonly LoggedEvent[], version: string): CaseRecord | null {
  const { event } = log.findLast((each) => each.event.kind === 'record-changed') ?? {}
  if (event?.kind !== 'record-changed' || event.record.state === 'unsaved') return null
  const draft = event.record.state === 'writing' && event.record.draft
  // The lock of the engine before is that of a process that has ended.
  const takeOver = event.record.state === 'writing'
  return openCaseRecord(event.record.path, thisOwner(version), { draft, takeOver })
}
