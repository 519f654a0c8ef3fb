import { blockCache } from '../../electron/engine/files/bgzf/block-cache.ts'
import { findIndex } from '../../electron/engine/indexing/find-index.ts'
import { openCram } from '../../electron/engine/reads/cram-reader.ts'
import type { AlignmentReader } from '../../electron/engine/reads/alignment-reader.ts'
import { readColumns } from '../../electron/engine/reads/read-columns.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { readSlab } from '../../electron/engine/reads/slab/read-slab.ts'
import { indexBamInParts } from '../../electron/engine/indexing/parts/scan-parts.ts'
import { createWorkerPool } from '../../electron/engine/work/worker-pool.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { decodeSlab, DEFAULT_FILTERS } from '../../shared/reads/read-slab.ts'
import type { Region } from '../../shared/genome/region.ts'

/*
 * The one place where the benchmark touches the product: when the product reads regions another way, this changes
 * and the rows stay.
 */

/** A file of reads, open, its index parsed. Opened anew it has no block in memory: the rows count on that. */
export type OpenReads = {
  /** Reads a region to columns. @returns how many records overlap it. */
  readColumns(region: Region): Promise<number>
  /** Computes the slab of a region, as the track asks for it. @returns how many reads it has */
  readSlab(region: Region): Promise<number>
  /** Forgets what was read so far: of no region anything is in memory. */
  forget(): void
  close(): Promise<void>
}

export async function openReads(path: string, cacheFolder: string): Promise<OpenReads> {
  const reader = await openBam(path, { cacheFolder })
  return {
    forget: () => blockCache.clear(),
    async readColumns(region) {
      const { count } = await readColumns(reader, region)
      return count
    },
    readSlab: (region) => slabSize(reader, region),
    close: () => reader.close(),
  }
}

/** Computes a slab. @returns how many reads it was made of */
async function slabSize(reader: AlignmentReader, region: Region): Promise<number> {
  const request = {
    ...region,
    filters: DEFAULT_FILTERS,
    overlaps: 'once',
    maxDepth: 1000,
    focus: null,
  } as const
  const { bytes } = await readSlab(reader, region.contig, request)
  return decodeSlab(bytes.buffer)?.meta.seen ?? 0
}

/**
 * A CRAM, read with its reference; no slice of it has been decoded yet.
 * @param what columns, or whole records as they are sent to igv.js: bases, qualities and tags too
 */
export async function openCramReads(
  path: string,
  reference: string,
  cacheFolder: string,
  what: 'columns' | 'records',
): Promise<OpenReads> {
  const reader = await openCram(path, {
    cacheFolder,
    reference: { path: reference, kind: 'fasta', compression: 'none', names: new Map() },
  })
  return {
    // A slice is decoded for the region that asks for it; regions of the rows are far apart.
    forget: () => {},
    async readColumns(region) {
      if (what === 'columns') return (await readColumns(reader, region)).count
      let count = 0
      await reader.walk(region, () => count++)
      return count
    },
    readSlab: (region) => slabSize(reader, region),
    close: () => reader.close(),
  }
}

/** Builds the index of a BAM file when it has none that can be used. */
export async function ensureBamIndex(path: string, cacheFolder: string): Promise<void> {
  const found = await findIndex(path, 'bam', cacheFolder)
  if (found !== undefined && !found.stale) return
  const engine = openEngine(1)
  try {
    await engine.indexBam(path, cacheFolder)
  } finally {
    await engine.close()
  }
}

/** The engine's own worker threads, as the app runs them. */
export function openEngine(workers: number) {
  const pool = createWorkerPool(new URL('../../electron/engine/work/worker.ts', import.meta.url), workers)
  return {
    indexBam: (path: string, cacheFolder: string) =>
      indexBamInParts({ pool, workers }, { path, cacheFolder, format: 'bai' }, unobserved),
    close: () => pool.close(),
  }
}
