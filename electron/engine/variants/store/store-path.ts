import { join } from 'node:path'
import type { FileIdentity } from '../../../../shared/case/case-file.ts'
import { cacheKey } from '../../indexing/index-place.ts'
import { STORE_VERSION } from './store-meta.ts'

/** Where the store of a file's variants lies, whether it is there or not. Another file, or another version, has another. */
export function storePath(identity: FileIdentity, cacheFolder: string): string {
  return join(cacheFolder, 'variants', `${cacheKey(identity)}-${STORE_VERSION}.duckdb`)
}
