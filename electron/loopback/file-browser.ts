import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { CallOutput, Handlers } from '../../shared/contract.ts'
import type { FileKind } from '../../shared/case/case-file.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { isInside } from '../engine/files/is-inside.ts'

type Listing = CallOutput<'host.browse'>

/** From the name alone: only to show likely files first, the content decides when one is opened. */
const LIKELY: readonly (readonly [RegExp, FileKind | 'case'])[] = [
  [/\.casement$/i, 'case'],
  [/\.bam$/i, 'bam'],
  [/\.cram$/i, 'cram'],
  [/\.vcf(?:\.b?gz)?$/i, 'vcf'],
  [/\.bcf$/i, 'bcf'],
  [/\.(?:fa|fasta|fna)(?:\.gz)?$/i, 'fasta'],
  [/\.2bit$/i, '2bit'],
  [/\.bed(?:\.gz)?$/i, 'bed'],
  [/\.(?:ped|fam)$/i, 'ped'],
  [/\.gtf(?:\.gz)?$/i, 'gtf'],
  [/\.gff3?(?:\.gz)?$/i, 'gff3'],
]

/** A folder of the server's machine, seen only below the roots it was started with. */
export type FileBrowser = {
  readonly handlers: Handlers<'host.browse'>
  /** Whether a path, with its symbolic links followed, is below a root. */
  isAllowed(file: string): Promise<boolean>
}

/** @param roots absolute paths of folders that exist, with symbolic links resolved */
export function createFileBrowser(roots: readonly string[]): FileBrowser {
  const allowed = (real: string): boolean => roots.some((root) => isInside(root, real))

  const list = async (asked: string): Promise<Listing> => {
    const folder = await realFolder(asked, roots, allowed)
    const parent = path.dirname(folder)
    const found = await Promise.all((await names(folder)).map((entry) => describe(folder, entry, allowed)))
    return {
      folder,
      parent: parent !== folder && allowed(parent) ? parent : null,
      entries: found.filter((entry) => entry !== null).sort(byFolderThenName),
    }
  }

  const listRoots = (): Listing => ({
    folder: null,
    parent: null,
    entries: roots.map((root) => ({
      name: root,
      path: root,
      folder: true,
      size: 0,
      mtimeMs: 0,
      likely: null,
    })),
  })

  return {
    handlers: {
      'host.browse': async ({ folder }) => (folder === null ? listRoots() : list(folder)),
    },
    isAllowed: (file) => realpath(file).then(allowed, () => false),
  }
}

/** @throws Fault `file/outside-roots`, also for what does not exist: what is outside is not even confirmed. */
async function realFolder(
  asked: string,
  roots: readonly string[],
  allowed: (real: string) => boolean,
): Promise<string> {
  const outside = new Fault({ kind: 'file/outside-roots', file: asked, roots: [...roots] })
  if (!path.isAbsolute(asked) || asked.includes('\0')) throw outside
  const real = await realpath(asked).catch(() => null)
  if (real !== null && allowed(real)) return real
  // A folder that has just been deleted below a root may be named for what it is.
  if (real === null && allowed(path.resolve(asked))) throw new Fault({ kind: 'file/not-found', file: asked })
  throw outside
}

async function names(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    if (code === 'EACCES' || code === 'EPERM') throw new Fault({ kind: 'file/no-permission', file: folder })
    if (code === 'ENOENT') throw new Fault({ kind: 'file/not-found', file: folder })
    throw new Fault({ kind: 'file/io', file: folder, code, detail: String(thrown) }, { cause: thrown })
  }
}

/** Null for what cannot be opened here: hidden files, broken links, links that lead out of the roots, devices. */
async function describe(
  folder: string,
  entry: Dirent,
  allowed: (real: string) => boolean,
): Promise<Listing['entries'][number] | null> {
  if (entry.name.startsWith('.')) return null
  const file = path.join(folder, entry.name)
  try {
    if (entry.isSymbolicLink() && !allowed(await realpath(file))) return null
    const { size, mtimeMs, ...info } = await stat(file).then((s) => ({
      size: s.size,
      mtimeMs: s.mtimeMs,
      folder: s.isDirectory(),
      file: s.isFile(),
    }))
    if (!info.folder && !info.file) return null
    const likely = info.folder ? null : (LIKELY.find(([pattern]) => pattern.test(entry.name))?.[1] ?? null)
    return {
      name: entry.name,
      path: file,
      folder: info.folder,
      size: info.folder ? 0 : size,
      mtimeMs,
      likely,
    }
  } catch {
    return null
  }
}

function byFolderThenName(a: Listing['entries'][number], b: Listing['entries'][number]): number {
  if (a.folder !== b.folder) return a.folder ? -1 : 1
  return a.name.localeCompare(b.name, 'en', { numeric: true })
}
