import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BgzipIndexedFasta } from '@gmod/indexedfasta'
import type { Compression } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { cachedIndexPath } from '../../indexing/index-place.ts'
import { type JobContext, unobserved } from '../../work/job.ts'
import { writeAtomically } from '../atomic-write.ts'
import { type ByteSource, openByteSource } from '../byte-source.ts'
import { identifyFile } from '../identity.ts'
import { ioFault, systemCode, throwIfCancelled } from '../io-fault.ts'
import { textBlocks } from '../text/text-blocks.ts'
import { type FaiEntry, encodeFai, parseFai } from './fai.ts'
import { buildGzi } from './gzi.ts'
import { scanFasta } from './scan-fasta.ts'
import { sourceFilehandle } from './source-filehandle.ts'

/** Where the indexes of a FASTA are; `gzi` is null for one that is not compressed. */
export type FastaIndexes = {
  readonly fai: string
  readonly gzi: string | null
  readonly where: 'beside' | 'cache'
  readonly built: boolean
}

export type FastaIndexInput = {
  readonly path: string
  readonly compression: Compression
  readonly cacheFolder: string
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    // A name too long to exist does not exist.
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(systemCode(thrown) ?? '')) return null
    throw ioFault(path, thrown)
  }
}

/** How much before a contig's first base is read to find its header. */
const HEADER_WINDOW = 1024
/** Contigs looked at: enough to notice another file's index, few enough for an assembly of thousands. */
const CHECKED = 40

/**
 * True when the index describes this file: before the first base of (a sample of) the contigs stands `>name`, and
 * the last base lies within the file. An index made for another version of a FASTA would shift every base.
 */
async function faiFits(
  source: Pick<ByteSource, 'size' | 'read'>,
  entries: readonly FaiEntry[],
): Promise<boolean> {
  const step = Math.max(1, Math.ceil(entries.length / CHECKED))
  for (const [i, entry] of entries.entries()) {
    const { name, offset, length, lineBases, lineWidth } = entry
    const last =
      length === 0
        ? offset
        : offset + Math.floor((length - 1) / lineBases) * lineWidth + ((length - 1) % lineBases) + 1
    if (last > source.size) return false
    if (i % step !== 0 && i !== entries.length - 1) continue
    const from = Math.max(0, offset - HEADER_WINDOW)
    const before = Buffer.from(await source.read(from, offset - from)).toString('utf8')
    const header = before.slice(before.lastIndexOf('\n', before.length - 2) + 1)
    // A header longer than the window cannot be checked from here.
    if (!header.endsWith('\n')) return false
    const isWhole = from === 0 || header.length < before.length
    if (isWhole && (!header.startsWith('>') || header.slice(1).trim().split(/\s/)[0] !== name)) return false
  }
  return entries.length > 0
}

async function indexesFit(
  path: string,
  fai: string,
  gzi: string | null,
  entries: readonly FaiEntry[],
): Promise<boolean> {
  const source = await openByteSource(path)
  try {
    if (gzi === null) return await faiFits(source, entries)
    const blocks = await openByteSource(gzi)
    try {
      const handles = { fasta: sourceFilehandle(source), gzi: sourceFilehandle(blocks), faiPath: fai }
      const { fasta } = new BgzipIndexedFasta(handles)
      return await faiFits({ size: Infinity, read: (offset, length) => fasta.read(length, offset) }, entries)
    } finally {
      await blocks.close()
    }
  } catch (thrown) {
    // A damaged index or blocks it does not fit: it is built again, and damage to the FASTA itself shows then.
    if (thrown instanceof Fault && thrown.error.kind.startsWith('file/')) throw thrown
    return false
  } finally {
    await source.close()
  }
}

/** The contigs an index names; null when there is none, when it is damaged, or when it is another file's. */
async function usableEntries(
  path: string,
  compression: Compression,
  { fai, gzi }: { readonly fai: string; readonly gzi: string },
): Promise<FaiEntry[] | null> {
  const text = await readIfThere(fai)
  if (text === null) return null
  const blocks = compression === 'none' ? null : gzi
  if (blocks !== null && (await readIfThere(blocks)) === null) return null
  try {
    const entries = parseFai(text, { file: path, index: fai })
    return (await indexesFit(path, fai, blocks, entries)) ? entries : null
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.error.kind === 'index/truncated') return null
    throw thrown
  }
}

const beside = (path: string) => ({ fai: `${path}.fai`, gzi: `${path}.gzi` })

/** What the index beside a FASTA says of it, when that index can be believed; else null. */
export function entriesBeside(path: string, compression: Compression): Promise<FaiEntry[] | null> {
  return usableEntries(path, compression, beside(path))
}

/**
 * The indexes of a FASTA: those beside it when they fit, those made before in the cache folder, or null when there
 * are none and they have to be built.
 */
export async function findFastaIndexes({
  path,
  compression,
  cacheFolder,
}: FastaIndexInput): Promise<FastaIndexes | null> {
  const identity = await identifyFile(path)
  const cached = (extension: string): string => cachedIndexPath(identity, cacheFolder, extension)
  const places = [
    { ...beside(path), where: 'beside' as const, built: false },
    { fai: cached('.fai'), gzi: cached('.gzi'), where: 'cache' as const, built: true },
  ]
  for (const place of places)
    if ((await usableEntries(path, compression, place)) !== null)
      return { ...place, gzi: compression === 'none' ? null : place.gzi }
  return null
}

/**
 * Builds `.fai` (and `.gzi`) in the cache folder; a job for a worker: a genome takes several seconds.
 *
 * @throws Fault `reference/bad-file`, `bgzf/…`, `index/not-indexable` (plain gzip), `file/…`, `task/cancelled`
 */
export async function buildFastaIndexes(
  { path, compression, cacheFolder }: FastaIndexInput,
  context: JobContext = unobserved,
): Promise<FastaIndexes> {
  const { signal } = context
  if (compression === 'gzip')
    throw new Fault({
      kind: 'index/not-indexable',
      file: path,
      what: 'a FASTA compressed with gzip instead of bgzip',
    })
  const identity = await identifyFile(path)
  const fai = cachedIndexPath(identity, cacheFolder, '.fai')
  const gzi = compression === 'bgzf' ? cachedIndexPath(identity, cacheFolder, '.gzi') : null
  await mkdir(dirname(fai), { recursive: true }).catch((thrown: unknown) => {
    throw ioFault(dirname(fai), thrown)
  })
  const source = await openByteSource(path)
  try {
    const report = (phase: string) => (done: number) =>
      context.progress({ phase, done, total: source.size, unit: 'bytes' })
    const scan = scanFasta(path)
    const reading = report('Reading the sequence')
    for await (const { data, next } of textBlocks(source, compression).stream(0, signal)) {
      throwIfCancelled(signal, path)
      scan.feed(data)
      reading(next)
    }
    const entries = scan.finish()
    if (entries.length === 0)
      throw new Fault({ kind: 'reference/bad-file', file: path, detail: 'it has no sequences' })
    if (gzi !== null) {
      const blocks = await buildGzi(source, signal, report('Listing the blocks'))
      await writeAtomically(gzi, (sink) => sink.write(blocks), signal)
    }
    await writeAtomically(fai, (sink) => sink.write(Buffer.from(encodeFai(entries))), signal)
    return { fai, gzi, where: 'cache', built: true }
  } finally {
    await source.close()
  }
}
