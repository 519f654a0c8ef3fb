import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { ioFault } from '../files/io-fault.ts'

/** A path to look at, and whether the user named it or it was merely found in a folder the user named. */
type Candidate = { readonly path: string; readonly named: boolean }

export type Expanded = {
  readonly candidates: readonly Candidate[]
  /** Names of folders in the chosen ones: those are not looked into. */
  readonly folders: readonly string[]
  /** Chosen folders that have more than is looked at: `case/folder-too-full`. */
  readonly tooFull: ReadonlyArray<{ readonly path: string; readonly error: CasementError }>
}

/** Files looked at in one folder: a hospital share may hold far more than one case. */
const FOLDER_LIMIT = 2000

/** Index files and the like are found beside their file, not opened on their own. */
const COMPANION = /\.(bai|csi|tbi|crai|fai|gzi|md5|sha256|casement-offsets)$|^\./i

/**
 * The files behind what the user chose: files as they are, folders by their entries (one level), companions such
 * as indexes left out. Sorted by name within a folder, each path once.
 *
 * @throws Fault `file/*` for a folder that cannot be listed
 */
export async function expandPaths(paths: readonly string[]): Promise<Expanded> {
  const found = new Map<string, Candidate>()
  const folders: string[] = []
  const tooFull: Array<Expanded['tooFull'][number]> = []
  for (const chosen of paths) {
    const path = resolve(chosen)
    const folder = await stat(path).then(
      (s) => s.isDirectory(),
      // Opening it gives the precise reason, so that one missing file does not hide the others.
      () => false,
    )
    if (!folder) {
      found.set(path, { path, named: true })
      continue
    }
    const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
      throw ioFault(path, cause)
    })
    const names = entries
      .filter((e) => (e.isFile() || e.isSymbolicLink()) && !COMPANION.test(e.name))
      .map((e) => e.name)
      .sort()
    folders.push(...entries.filter((e) => e.isDirectory() && !e.name.startsWith('.')).map((e) => e.name))
    if (names.length > FOLDER_LIMIT)
      tooFull.push({
        path,
        error: { kind: 'case/folder-too-full', file: path, files: names.length, limit: FOLDER_LIMIT },
      })
    for (const name of names.slice(0, FOLDER_LIMIT)) {
      const inside = join(path, name)
      if (!found.has(inside)) found.set(inside, { path: inside, named: false })
    }
  }
  return { candidates: [...found.values()], folders: folders.sort(), tooFull }
}
