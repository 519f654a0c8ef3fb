import { basename, dirname, join, relative, resolve } from 'node:path'
import type { CaseEvent } from '../../../../shared/case/case-event.ts'
import type { FileIdentity } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { LoggedEvent } from '../../../../shared/case/recorded-event.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { differenceOf, identifyFile } from '../../files/identity.ts'

/** What lies where an input may be: the file itself, or why none of the places has it. */
export type FoundInput = { readonly identity: FileIdentity } | { readonly error: CasementError }

/** Opens a path of an input, and may refuse to. */
export type Identify = (path: string) => Promise<FileIdentity>

/** Ways from a case file's folder to the inputs, by their ids: kept so that folders can be moved as a whole. */
export function relativeWays(casePath: string, { files }: Pick<CaseState, 'files'>): Record<string, string> {
  const folder = dirname(resolve(casePath))
  return Object.fromEntries(files.map(({ id, identity }) => [id, relative(folder, identity.path)]))
}

/** The last event that says where the case file lay, and its ways to the inputs from there. */
function placedOf(log: readonly LoggedEvent[]): Record<string, string> {
  const placed = log.findLast(({ event }) => event.kind === 'record-placed')?.event
  return placed?.kind === 'record-placed' ? placed.relative : {}
}

/** Where an input may be, likeliest first: as the case has it, or as seen from where the case file is now. */
export function placesOf(
  casePath: string,
  log: readonly LoggedEvent[],
  file: { readonly id: string; readonly identity: FileIdentity },
): string[] {
  const way = placedOf(log)[file.id]
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
export function besides(known: FileIdentity, found: string, other: FileIdentity): string[] {
  const way = relative(dirname(known.path), other.path)
  return [...new Set([resolve(dirname(found), way), join(dirname(found), basename(other.path))])]
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
