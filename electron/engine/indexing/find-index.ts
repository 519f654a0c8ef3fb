import { stat } from 'node:fs/promises'
import { ioFault, systemCode } from '../files/io-fault.ts'
import { identifyFile } from '../files/identity.ts'
import { cachedIndexPath, type IndexWhere } from './index-place.ts'

export type FoundIndex = {
  readonly path: string
  readonly where: IndexWhere
  /** Older than its file: it may describe an earlier version of it. */
  readonly stale: boolean
}

/** Endings tried for each kind of file, in order. */
const EXTENSIONS = { bam: ['.bai', '.csi'], vcf: ['.tbi', '.csi'] } as const

export type IndexedKind = keyof typeof EXTENSIONS

/**
 * Looks for the index of a BAM (`x.bam.bai`, `x.bai`, `x.bam.csi`) or a bgzip VCF (`x.vcf.gz.tbi`, `.csi`) beside
 * the file, then in the cache folder. One that is as young as its file wins over one that is older. Its content is
 * not looked at.
 *
 * @returns undefined when there is none.
 * @throws Fault `file/…` when the file itself cannot be read.
 */
export async function findIndex(
  path: string,
  kind: IndexedKind,
  cacheFolder: string,
): Promise<FoundIndex | undefined> {
  const identity = await identifyFile(path)
  const candidates: { path: string; where: IndexWhere }[] = []
  for (const extension of EXTENSIONS[kind]) {
    candidates.push({ path: `${path}${extension}`, where: 'beside' })
    if (extension === '.bai' && /\.bam$/i.test(path))
      candidates.push({ path: `${path.slice(0, -4)}${extension}`, where: 'beside' })
  }
  for (const extension of EXTENSIONS[kind])
    candidates.push({ path: cachedIndexPath(identity, cacheFolder, extension), where: 'cache' })

  let stale: FoundIndex | undefined
  for (const candidate of candidates) {
    const modified = await modifiedAt(candidate.path)
    if (modified === undefined) continue
    // The key of a cached index holds the file's date: a match is never stale.
    if (candidate.where === 'cache' || modified >= identity.mtimeMs) return { ...candidate, stale: false }
    stale ??= { ...candidate, stale: true }
  }
  return stale
}

/** @returns undefined when there is no file at `path`. */
async function modifiedAt(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.mtimeMs : undefined
  } catch (thrown) {
    const code = systemCode(thrown)
    // A name too long to exist does not exist.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined
    throw ioFault(path, thrown)
  }
}
