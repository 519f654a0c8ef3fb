import { stat } from 'node:fs/promises'
import { Fault } from '../../../shared/errors/fault.ts'
import { ioFault } from '../files/io-fault.ts'
import { type BamReader, openBam } from './region-reader.ts'

/** Readers kept open by one worker: a family and then some. */
const KEEP = 8

type Kept = { readonly stamp: string; readonly reader: BamReader }

/** Open readers by path, least recently used first. A worker runs one job at a time, so none is closed in use. */
const kept = new Map<string, Kept>()

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

/**
 * The reader of an indexed BAM, kept open between the jobs of a worker so that its index is parsed once. A file or
 * index that changed on disk is opened anew. Errors as {@link openBam}.
 */
export async function keptReader(path: string, cacheFolder: string): Promise<BamReader> {
  const before = kept.get(path)
  kept.delete(path)
  if (before && (await isCurrent(before, path))) {
    kept.set(path, before)
    return before.reader
  }
  await before?.reader.close()
  // Stamped before it is read: a change in between is noticed next time.
  const stamp = await stampOf(path)
  const reader = await openBam(path, { cacheFolder })
  kept.set(path, { stamp: `${stamp} ${await stampOf(reader.indexFile.path)}`, reader })
  for (const [oldest, { reader: unused }] of kept) {
    if (kept.size <= KEEP) break
    kept.delete(oldest)
    await unused.close()
  }
  return reader
}
