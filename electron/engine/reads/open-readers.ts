import { stat } from 'node:fs/promises'
import type { FileIdentity } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault } from '../files/io-fault.ts'
import type { AlignmentReader } from './alignment-reader.ts'
import { openCram } from './cram-reader.ts'
import type { CramReferenceInput } from './cram-reference.ts'
import { type BamReader, openBam } from './region-reader.ts'

/** Readers kept open by one worker: a family and then some. */
const KEEP = 8

type Kept<R extends AlignmentReader = AlignmentReader> = { readonly stamp: string; readonly reader: R }

/** Open readers by key, least recently used first. A worker runs one job at a time, so none is closed in use. */
type Shelf<R extends AlignmentReader> = Map<string, Kept<R>>
const bams: Shelf<BamReader> = new Map()
const crams: Shelf<AlignmentReader> = new Map()

async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path).catch((thrown: unknown) => {
    throw ioFault(path, thrown)
  })
  return `${size} ${mtimeMs}`
}

async function isCurrent({ stamp, reader }: Kept, path: string): Promise<boolean> {
  try {
    return stamp === `${await stampOf(path)} ${await stampOf(reader.indexFile.path)}`
  } catch (thrown) {
    // A file or an index that is gone is found out, and said, by opening it anew.
    if (thrown instanceof Fault) return false
    throw thrown
  }
}

async function keptOn<R extends AlignmentReader>(
  shelf: Shelf<R>,
  key: string,
  path: string,
  open: () => Promise<R>,
): Promise<R> {
  const before = shelf.get(key)
  shelf.delete(key)
  if (before && (await isCurrent(before, path))) {
    shelf.set(key, before)
    return before.reader
  }
  await before?.reader.close()
  // Stamped before it is read: a change in between is noticed next time.
  const stamp = await stampOf(path)
  const reader = await open()
  try {
    shelf.set(key, { stamp: `${stamp} ${await stampOf(reader.indexFile.path)}`, reader })
  } catch (thrown) {
    // Its index went between its opening and now.
    await reader.close()
    throw thrown
  }
  for (const [oldest, { reader: unused }] of shelf) {
    if (shelf.size <= KEEP) break
    shelf.delete(oldest)
    await unused.close()
  }
  return reader
}

/**
 * The reader of an indexed BAM, kept open between the jobs of a worker so that its index is parsed once. A file or
 * index that changed on disk is opened anew. Errors as {@link openBam}.
 */
export function keptReader(path: string, cacheFolder: string): Promise<BamReader> {
  return keptOn(bams, path, path, () => openBam(path, { cacheFolder }))
}

/** As {@link keptReader}, of a CRAM with its reference. Errors as {@link openCram}. */
async function keptCramReader(
  path: string,
  cacheFolder: string,
  reference: CramReferenceInput | null,
): Promise<AlignmentReader> {
  // A reference that is replaced by another of the same name is another one.
  const version = reference && (await stampOf(reference.path))
  const key = JSON.stringify([path, version, reference && { ...reference, names: [...reference.names] }])
  return keptOn(crams, key, path, () => openCram(path, { cacheFolder, reference }))
}

/** A file of reads of the case, as a worker is told of it. Structured-cloneable. */
export type KeptFile = {
  /** Of the file as it was opened: of any other no reads are shown. */
  readonly identity: FileIdentity
  readonly kind: 'bam' | 'cram'
  /** What a CRAM is read with. */
  readonly reference: CramReferenceInput | null
  readonly cacheFolder: string
}

/** The reader of a BAM or a CRAM, kept open. Errors as {@link openBam} and {@link openCram}. */
export function keptReaderOf({ identity, kind, reference, cacheFolder }: KeptFile): Promise<AlignmentReader> {
  return kind === 'cram'
    ? keptCramReader(identity.path, cacheFolder, reference)
    : keptReader(identity.path, cacheFolder)
}
