import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Compression, FileIdentity } from '../../../../shared/case/case-file.ts'
import { cacheKey } from '../../indexing/index-place.ts'
import { placesPath } from './place-file.ts'
import { STORE_VERSION } from './store-meta.ts'

/**
 * Where the store of a file's variants lies, whether it is there or not. Another file, or another version, has another,
 * so has the same file with other annotation, and a gzip file that was read itself rather than its bgzip copy: places of records are not the same in both.
 */
export function storePath(
  identity: FileIdentity,
  compression: Compression,
  cacheFolder: string,
  annotations: readonly FileIdentity[] = [],
): string {
  const joined = annotations.length === 0 ? '' : `-${digestOf(annotations.map(cacheKey).toSorted())}`
  return join(
    cacheFolder,
    'variants',
    `${cacheKey(identity)}-${compression}${joined}-${STORE_VERSION}.duckdb`,
  )
}

/** Removes a store that is not wanted, and all that lies beside it. */
export async function removeStore(path: string): Promise<void> {
  for (const each of [path, `${path}.wal`, placesPath(path)]) await rm(each, { force: true })
}

function digestOf(keys: readonly string[]): string {
  return createHash('sha256').update(keys.join(' ')).digest('hex').slice(0, 16)
}
