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
const EXTENSIONS = { bam: ['.bai', '.csi'], vcf: ['.tbi', '.csi'], bcf: ['.csi'], cram: ['.crai'] } as const

/** `x.bai` beside `x.bam`, `x.crai` beside `x.cram`. */
const SHORT_NAMES: Readonly<Record<string, RegExp>> = { '.bai': /\.bam$/i, '.crai': /\.cram$/i }

export type IndexedKind = keyof typeof EXTENSIONS

/**
 * Looks for the index of a BAM (`x.bam.bai`, `x.bai`, `x.bam.csi`) a bgzip VCF (`x.vcf.gz.tbi`, `.csi`) or a
 * BCF (`x.bcf.csi`) or CRAM (`x.cram.crai`, `x.crai`) beside
 * the file, and in the cache folder. The youngest wins, so that an index that was built because another could not be
 * used is used; of equally young ones the first in that order. Its content is not looked at.
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
    const shorter = SHORT_NAMES[extension]
    if (shorter?.test(path) === true)
      candidates.push({ path: `${path.replace(shorter, '')}${extension}`, where: 'beside' })
  }
  for (const extension of EXTENSIONS[kind])
    candidates.push({ path: cachedIndexPath(identity, cacheFolder, extension), where: 'cache' })

  let youngest: (FoundIndex & { readonly modified: number }) | undefined
  for (const candidate of candidates) {
    const modified = await modifiedAt(candidate.path)
    if (modified === undefined) continue
    // The key of a cached index holds the file's date: a match is never stale.
    const stale = candidate.where === 'beside' && modified < identity.mtimeMs
    const wins = youngest === undefined || (youngest.stale && !stale) || modified > youngest.modified
    if (wins && !(stale && youngest?.stale === false)) youngest = { ...candidate, stale, modified }
  }
  if (youngest === undefined) return undefined
  const { path: found, where, stale } = youngest
  return { path: found, where, stale }
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
