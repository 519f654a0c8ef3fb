import native, { dirname, isAbsolute, join, relative, resolve, sep, win32 } from 'node:path'
import type { CaseEvent } from '../../../../shared/case/case-event.ts'
import type { FileIdentity } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { canonicalJson } from '../../../../shared/case/canonical-json.ts'
import type { LoggedEvent } from '../../../../shared/case/recorded-event.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { differenceOf, identifyFile } from '../../files/identity.ts'

/** What lies where an input may be: the file itself, or why none of the places has it. */
export type FoundInput = { readonly identity: FileIdentity } | { readonly error: CasementError }

/** Opens a path of an input, and may refuse to. */
export type Identify = (path: string) => Promise<FileIdentity>

/**
 * Where a case file lies, with the ways from its folder to its inputs, by their ids: kept so that folders can be moved as a whole.
 * Of inputs that are out of reach the ways stay as they were.
 */
export function eventOfPlace(
  casePath: string,
  { files }: Pick<CaseState, 'files'>,
  log: readonly LoggedEvent[] = [],
): PlacedEvent {
  const folder = dirname(resolve(casePath))
  const before = placedOf(log)?.relative ?? {}
  const ways = files.map(({ id, identity, unreachable }): [string, string] => {
    const way = relative(folder, identity.path).split(sep).join('/')
    return [id, unreachable === undefined ? way : (before[id] ?? way)]
  })
  return { kind: 'record-placed', path: casePath, relative: Object.fromEntries(ways) }
}

/** The same if it is not what the case says already. */
export function eventsOfNewPlace(
  casePath: string,
  state: Pick<CaseState, 'files'>,
  log: readonly LoggedEvent[],
): CaseEvent[] {
  const placed = eventOfPlace(casePath, state, log)
  return canonicalJson(placed) === canonicalJson(placedOf(log)) ? [] : [placed]
}

type PlacedEvent = Extract<CaseEvent, { kind: 'record-placed' }>

/** The last event that says where the case file lay. */
function placedOf(log: readonly LoggedEvent[]): PlacedEvent | null {
  const placed = log.findLast(({ event }) => event.kind === 'record-placed')?.event
  return placed?.kind === 'record-placed' ? placed : null
}

/** Where an input may be, likeliest first: as the case has it, or as seen from where the case file is now. */
export function placesOf(
  casePath: string,
  log: readonly LoggedEvent[],
  file: { readonly id: string; readonly identity: FileIdentity },
): string[] {
  const way = placedOf(log)?.relative[file.id]
  const places = [
    file.identity.path,
    ...(way === undefined ? [] : [resolve(dirname(resolve(casePath)), way)]),
  ]
  return [...new Set(places)]
}

/** Looks for an input; what lies in its place and is another file is never taken for it. */
export async function findInput(
  known: FileIdentity,
  places: readonly string[],
  identify: Identify = identifyFile,
): Promise<FoundInput> {
  let problem: CasementError | null = null
  for (const path of places) {
    try {
      const identity = await identify(path)
      const detail = differenceOf(known, identity)
      if (detail === null) return { identity }
      problem ??= { kind: 'case/input-differs', file: path, detail }
    } catch (thrown) {
      const error = errorOf(thrown)
      if (error.kind !== 'file/not-found') problem ??= error
    }
  }
  return { error: problem ?? { kind: 'case/input-missing', file: known.path, looked: [...places] } }
}

/** Where the others may lie once one was found elsewhere: beside it, or the same way from it as they were from its old place. */
export function besides(
  known: FileIdentity,
  found: string,
  { name, identity }: { readonly name: string; readonly identity: FileIdentity },
): string[] {
  const folder = dirname(found)
  // Of a case that was made under Windows and is opened elsewhere.
  const of = win32.isAbsolute(known.path) && !isAbsolute(known.path) ? win32 : native
  const way = of.relative(of.dirname(known.path), identity.path).split(of.sep)
  return [...new Set([resolve(folder, ...way), join(folder, name)])]
}

/** What to append when an input was looked at and is as `found`: nothing of what the case says already. */
export function eventsOfInput(
  file: { readonly id: string; readonly identity: FileIdentity },
  found: FoundInput,
): CaseEvent[] {
  if ('error' in found) return [{ kind: 'file-checked', file: file.id, error: found.error }]
  const { path, mtimeMs } = found.identity
  const isAsKnown = path === file.identity.path && mtimeMs === file.identity.mtimeMs
  return [
    ...(isAsKnown ? [] : [{ kind: 'file-relinked', file: file.id, identity: found.identity } as const]),
    { kind: 'file-checked', file: file.id, error: null },
  ]
}
