import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { systemCode } from '../files/io-fault.ts'
import { makeFolderOf } from '../files/make-folder.ts'
import { identifyFile } from '../files/identity.ts'

export type IndexWhere = 'beside' | 'cache'

/** File systems of shares, by the magic number statfs gives: NFS, SMB, CIFS, SMB2, AFS. */
const SHARES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f])

const ANYONE_MAY_WRITE = 0o222

/** Longest file name nearly every file system takes, in bytes. */
const NAME_MAX = 255

/** Name of a file's entries in the cache: changes when the file's path, size, date or head does. */
export function cacheKey({ path, size, mtimeMs, headDigest }: FileIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([path, size, mtimeMs, headDigest]))
    .digest('hex')
}

/** Where a file's index lies in the cache folder, whether it is there or not. `extension` as in `.bai`. */
export function cachedIndexPath(identity: FileIdentity, cacheFolder: string, extension: string): string {
  return join(cacheFolder, 'indexes', `${cacheKey(identity)}${extension}`)
}

async function isShare(folder: string): Promise<boolean> {
  if (folder.startsWith('\\\\')) return true
  const { type } = await statfs(folder)
  return SHARES.has(type)
}

/** True when an index may be written beside `path`: a writable local folder, and a name that is not too long. */
async function canWriteBeside(path: string, extension: string): Promise<boolean> {
  const folder = dirname(path)
  if (Buffer.byteLength(basename(path) + extension) > NAME_MAX) return false
  try {
    await access(folder, constants.W_OK)
    // An administrator may write everywhere; a folder that nobody was meant to write to is left alone all the same.
    if (process.platform !== 'win32' && ((await stat(folder)).mode & ANYONE_MAY_WRITE) === 0) return false
    return !(await isShare(folder))
  } catch (thrown) {
    if (systemCode(thrown) === undefined) throw thrown
    return false
  }
}

/**
 * Writes an index beside its file when the folder is writable and local, otherwise below the cache folder.
 *
 * @param write writes the index, complete or not at all, to the path it is given.
 * @throws what `write` throws, except that a folder that turns out not to be writable means the cache.
 */
export async function placeIndex(
  path: string,
  cacheFolder: string,
  extension: string,
  write: (target: string) => Promise<void>,
): Promise<{ path: string; where: IndexWhere }> {
  if (await canWriteBeside(path, extension)) {
    try {
      const target = `${path}${extension}`
      await write(target)
      return { path: target, where: 'beside' }
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.error.kind !== 'file/not-writable') throw thrown
    }
  }
  const target = cachedIndexPath(await identifyFile(path), cacheFolder, extension)
  await makeFolderOf(target)
  await write(target)
  return { path: target, where: 'cache' }
}
