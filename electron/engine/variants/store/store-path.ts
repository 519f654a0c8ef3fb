import { join } from 'node:path'
import type { Compression, FileIdentity } from '../../../../shared/case/case-file.ts'
import { cacheKey } from '../../indexing/index-place.ts'
import { STORE_VERSION } from './store-meta.ts'

/**
 * Where the store of a file's variants lies, whether it is there or not. Another file, or another version, has another,
 * and so has a gzip file that was read itself rather than its bgzip copy: places of records are not the same in both.
 */
export function storePath(identity: FileIdentity, compression: Compression, cacheFolder: string): string {
  return join(cacheFolder, 'variants', `${cacheKey(identity)}-${compression}-${STORE_VERSION}.duckdb`)
}
