import { join } from 'node:path'
import { blockCache } from '../../electron/engine/files/bgzf/block-cache.ts'
import { findIndex } from '../../electron/engine/indexing/find-index.ts'
import { openCram } from '../../electron/engine/reads/cram-reader.ts'
import type { AlignmentReader } from '../../electron/engine/reads/alignment-reader.ts'
import { readColumns } from '../../electron/engine/reads/read-columns.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { readSlab } from '../../electron/engine/reads/slab/read-slab.ts'
import { indexBamInParts } from '../../electron/engine/indexing/parts/scan-parts.ts'
import { describeFile } from '../../electron/engine/files/describe.ts'
import { knownRows } from '../../electron/engine/variants/known-rows.ts'
import { ensureStore, openVariants } from '../../electron/engine/variants/open-variants.ts'
import { openVariantList } from '../../electron/engine/variants/variant-list.ts'
import { mendelianErrors, triosOf } from '../../electron/engine/quality/genotypes/mendelian-errors.ts'
import { relatedness } from '../../electron/engine/quality/genotypes/relatedness.ts'
import { type SwapAlignment, swapCheck } from '../../electron/engine/quality/genotypes/swap-check.ts'
import type { GenotypedPerson } from '../../shared/quality/genotyped-person.ts'
import type { VariantQuery } from '../../shared/variant/variant-query.ts'
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

/** A file's variants, imported into the cache and open. */
export async function openImported(path: string, cacheFolder: string) {
  const { identity, kind, compression } = await describeFile(path)
  const pool = createWorkerPool(WORKER, 2)
  const input = {
    identity,
    path,
    kind: kind === 'bcf' ? 'bcf' : 'vcf',
    compression,
    cacheFolder,
    bundled: BUNDLED,
  } as const
  const threads = () => ({ pool, workers: 2, workerFile: WORKER })
  const made = await ensureStore(input, threads, unobserved)
  made.close()
  await pool.close()
  const list = await openVariantList({ file: 'f1', path, compression, limit: 1 })
  const signal = new AbortController().signal
  return {
    /** Opens the store anew, as the app does with a file it knows. @returns rows */
    async reopen(): Promise<number> {
      const store = await ensureStore(input, threads, unobserved)
      store.close()
      return store.meta.rows
    },
    /** Nothing that was asked before is remembered. */
    async ask(): Promise<Asking> {
      const store = await ensureStore(input, threads, unobserved)
      const variants = openVariants(store, 'f1', new Map(), null)
      // As `variants.page` does: the rows are read while they are counted.
      const page: Asking['page'] = async (query, offset, limit) => {
        const numbers = await variants.results.rows(query, offset, limit, signal)
        const [passing, rows] = await Promise.all([
          variants.results.passing(query, signal),
          variants.rows
            .places(numbers, signal)
            .then((places) => list.rowsAt(knownRows(list, variants.rows, places), signal)),
        ])
        return { rows: rows.length, passing }
      }
      return {
        rows: store.meta.rows,
        page,
        order: async (query) => (await variants.results.all(query, signal)).length,
        close: () => variants.close(),
      }
    },
    close: () => list.close(),
  }
}

/** Questions to imported variants. */
export type Asking = {
  readonly rows: number
  /** The rows of a page, whole: how many they are, and how many pass. */
  page(query: VariantQuery, offset: number, limit: number): Promise<{ rows: number; passing: number }>
  /** Makes the order of all rows. */
  order(query: VariantQuery): Promise<number>
  close(): void
}

/** An imported trio, as the checks of genotypes ask it; its samples are child, father and mother. */
export async function openQuality(path: string, cacheFolder: string) {
  const { identity, kind, compression } = await describeFile(path)
  const pool = createWorkerPool(WORKER, 2)
  const input = {
    identity,
    path,
    kind: kind === 'bcf' ? 'bcf' : 'vcf',
    compression,
    cacheFolder,
    bundled: BUNDLED,
  } as const
  const store = await ensureStore(input, () => ({ pool, workers: 2, workerFile: WORKER }), unobserved)
  const columns = store.meta.samples.map((column) => ({ store, column, sample: column }))
  return {
    async relatednessAndMendelian([child, father, mother]: readonly [string, string, string]): Promise<void> {
      const parents = { father: null, mother: null }
      const people: readonly GenotypedPerson[] = [
        { sample: child, sex: 'male', father, mother, person: child },
        { sample: father, sex: 'male', ...parents, person: father },
        { sample: mother, sex: 'female', ...parents, person: mother },
      ]
      const { pairs } = await relatedness(columns, people)
      const [trio] = triosOf(store, people)
      if (!trio || pairs.length !== 3) throw new Error('the file is not of a trio')
      await mendelianErrors(trio, 'GRCh38')
    },
    alignments: (paths: readonly string[]): Promise<SwapAlignment[]> =>
      Promise.all(
        paths.map(async (bam) => {
          const file = await describeFile(bam)
          const [sample = null] = file.samples
          return {
            id: bam,
            file: { identity: file.identity, kind: 'bam', reference: null, cacheFolder } as const,
            contigs: file.contigs,
            sample,
            tags: file.samples,
          }
        }),
      ),
    /** @returns sites that were compared */
    swap: async (alignments: readonly SwapAlignment[]): Promise<number> =>
      (await swapCheck(alignments, columns, pool, unobserved)).sites.length,
    async close(): Promise<void> {
      store.close()
      await pool.close()
    },
  }
}

const WORKER = new URL('../../electron/engine/work/worker.ts', import.meta.url)
const BUNDLED = join(import.meta.dirname, '../../resources/genome')
