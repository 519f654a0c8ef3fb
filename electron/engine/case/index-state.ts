import { access } from 'node:fs/promises'
import type {
  Compression,
  FileIdentity,
  FileKind,
  IndexFormat,
  IndexState,
} from '../../../shared/case/case-file.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { notIndexable } from '../indexing/build-bcf-index.ts'
import { type FoundIndex, findIndex } from '../indexing/find-index.ts'
import { cachedIndexPath } from '../indexing/index-place.ts'
import { bgzipCopyPath } from '../indexing/vcf-bgzip-copy.ts'
import { OFFSET_EXTENSION } from '../indexing/vcf-offset-index.ts'
import { openVcfRegions } from '../indexing/vcf-region-reader.ts'
import { openCram } from '../reads/cram-reader.ts'
import { openBam } from '../reads/region-reader.ts'

type Found = { readonly state: IndexState; readonly notices: readonly CasementError[] }
type Described = {
  readonly identity: FileIdentity
  readonly kind: FileKind
  readonly compression: Compression
}

const MISSING: Found = { state: { state: 'missing' }, notices: [] }

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    // Whatever the reason, an index that cannot be reached has to be made.
    () => false,
  )
}

function ready(format: IndexFormat, { path, where, stale }: FoundIndex): IndexState {
  return { state: 'ready', format, path, where, stale, built: where === 'cache' }
}

async function bamIndexState(path: string, cacheFolder: string): Promise<Found> {
  const reader = await openBam(path, { cacheFolder })
  const { index, indexFile, notices } = reader
  await reader.close()
  return { state: ready(index.format === 'csi' ? 'csi' : 'bai', indexFile), notices }
}

/** Where the index of a VCF lies: beside it or in the cache; that of a gzip VCF belongs to its bgzip copy. */
async function findVcfIndex({ identity, compression }: Described, cacheFolder: string) {
  if (compression === 'bgzf') {
    const found = await findIndex(identity.path, 'vcf', cacheFolder)
    return found && { found, data: identity.path }
  }
  const copy = bgzipCopyPath(identity, cacheFolder)
  const candidates =
    compression === 'none'
      ? [{ path: cachedIndexPath(identity, cacheFolder, OFFSET_EXTENSION), data: identity.path }]
      : [
          { path: `${copy}.tbi`, data: copy },
          { path: `${copy}.csi`, data: copy },
        ]
  for (const { path, data } of candidates)
    if ((await isThere(path)) && (await isThere(data)))
      return { found: { path, where: 'cache', stale: false } satisfies FoundIndex, data }
  return undefined
}

async function vcfIndexState(file: Described, cacheFolder: string): Promise<Found> {
  const located = await findVcfIndex(file, cacheFolder)
  if (!located) return MISSING
  const { found, data } = located
  const format = file.compression === 'none' ? 'offsets' : found.path.endsWith('.csi') ? 'csi' : 'tbi'
  const compression = file.compression === 'gzip' ? 'bgzf' : file.compression
  const reader = await openVcfRegions({ path: data, compression }, { path: found.path, format })
  await reader.close()
  const names = { file: file.identity.path, index: found.path }
  const notices: CasementError[] = []
  if (found.stale) notices.push({ kind: 'index/stale', ...names })
  if (file.compression === 'gzip')
    notices.push({ kind: 'vcf/recompressed', file: file.identity.path, copy: data })
  return { state: ready(format, found), notices }
}

async function cramIndexState(path: string, cacheFolder: string): Promise<Found> {
  // No reference is needed to see whether the index fits.
  const reader = await openCram(path, { cacheFolder, reference: null })
  const { indexFile, notices } = reader
  await reader.close()
  return { state: ready('crai', indexFile), notices }
}

async function bcfIndexState({ identity, compression }: Described, cacheFolder: string): Promise<Found> {
  const file = identity.path
  // Its first records are listed all the same.
  if (compression !== 'bgzf') throw notIndexable(file, 'bcf')
  const found = await findIndex(file, 'bcf', cacheFolder)
  if (!found) return MISSING
  const reader = await openVcfRegions(
    { path: file, compression, kind: 'bcf' },
    { path: found.path, format: 'csi' },
  )
  await reader.close()
  const notices: CasementError[] = found.stale ? [{ kind: 'index/stale', file, index: found.path }] : []
  return { state: ready('csi', found), notices }
}

/**
 * Where the index of a file stands, looked for and opened: `ready` only when it can be used, `failed` with the
 * reason when it is damaged or belongs to another file.
 *
 * @throws Fault `file/*` and those of the file itself
 */
export async function currentIndexState(file: Described, cacheFolder: string): Promise<Found> {
  try {
    if (file.kind === 'bam') return await bamIndexState(file.identity.path, cacheFolder)
    if (file.kind === 'vcf') return await vcfIndexState(file, cacheFolder)
    if (file.kind === 'cram') return await cramIndexState(file.identity.path, cacheFolder)
    if (file.kind === 'bcf') return await bcfIndexState(file, cacheFolder)
    return { state: { state: 'not-needed' }, notices: [] }
  } catch (thrown) {
    const error = errorOf(thrown)
    if (error.kind === 'index/missing') return MISSING
    // The file is well, its index (or the bgzip copy that is indexed in its place) is not: that can be made again.
    const elsewhere = 'file' in error && error.file !== undefined && error.file !== file.identity.path
    if (error.kind.startsWith('index/') || elsewhere)
      return { state: { state: 'failed', error }, notices: [] }
    throw thrown
  }
}
