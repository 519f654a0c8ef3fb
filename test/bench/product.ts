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
import { jointPage } from '../../electron/engine/variants/joint/joint-page.ts'
import type { JointPart } from '../../electron/engine/variants/joint/joint-parts.ts'
import { openJoint } from '../../electron/engine/variants/joint/open-joint.ts'
import { knownRows } from '../../electron/engine/variants/known-rows.ts'
import { ensureStore, type OpenVariants, openVariants } from '../../electron/engine/variants/open-variants.ts'
import { openVariantList } from '../../electron/engine/variants/variant-list.ts'
import { ALL_FILES } from '../../shared/variant/joint-columns.ts'
import { mendelianErrors, triosOf } from '../../electron/engine/quality/genotypes/mendelian-errors.ts'
import { relatedness } from '../../electron/engine/quality/genotypes/relatedness.ts'
import { type SwapAlignment, swapCheck } from '../../electron/engine/quality/genotypes/swap-check.ts'
import type { GenotypedPerson } from '../../shared/quality/genotyped-person.ts'
import type { VariantQuery } from '../../shared/variant/variant-query.ts'
import { createWorkerPool } from '../../electron/engine/work/worker-pool.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { decodeSlab, DEFAULT_FILTERS } from '../../shared/reads/read-slab.ts'
import type { Contig, Region } from '../../shared/genome/region.ts'
import { contigAlias } from '../../shared/genome/contig-alias.ts'
import type { GeneTable } from '../../electron/engine/genome/gene-table.ts'
import { cutIntoAtoms } from '../../electron/engine/quality/coverage/atoms.ts'
import { geneTargets } from '../../electron/engine/quality/coverage/gene-targets.ts'
import { panelCoverage } from '../../electron/engine/quality/coverage/panel-coverage.ts'

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

/** The coverage of genes in files of reads, counted by the engine's own threads. */
export async function openPanelCoverage(
  table: GeneTable,
  contigs: readonly Contig[],
  paths: readonly string[],
  cacheFolder: string,
) {
  const workers = 2
  const pool = createWorkerPool(WORKER, workers)
  const own = table.contigs.map((name) => ({ name, length: 0 }))
  const genes = { table, name: 'genes', alias: contigAlias(contigs, own, 'unknown') }
  const symbols = table.symbols.map((symbol) => ({ symbol }))
  const targets = geneTargets(symbols, { genes, build: 'unknown', contigs }, { panel: 'benchmark' })
  const samples = await Promise.all(
    paths.map(async (path) => {
      const { identity, contigs: ofFile } = await describeFile(path)
      const file = { identity, kind: 'bam', reference: null, cacheFolder } as const
      return { sample: path, file, contigs: ofFile }
    }),
  )
  const names = contigs.map(({ name }) => name)
  const { first, start, end } = cutIntoAtoms(targets, names)
  const lines = names.flatMap((name, c) =>
    Array.from(start.subarray(first[c], first[c + 1]), (from, i) => {
      return `${name}\t${from}\t${end[(first[c] ?? 0) + i] ?? 0}\n`
    }),
  )
  return {
    /** What is counted, none of it twice, as BED. */
    bed: lines.join(''),
    /** @returns the sum of depths of each file */
    async count(): Promise<number[]> {
      const asked = { build: 'unknown', contigs, samples } as const
      const { samples: counted } = await panelCoverage({ pool, workers }, asked, targets, unobserved)
      return counted.map(({ file, result }) => {
        if ('error' in result) throw new Error(`${file}: ${result.error.kind}`)
        return Math.round((result.total.mean[0] ?? 0) * (result.total.bases[0] ?? 0))
      })
    },
    close: () => pool.close(),
  }
}

/** A file's variants, imported into the cache and open. */
async function importedFile(path: string, cacheFolder: string) {
  const { identity, kind, compression, contigs } = await describeFile(path)
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
  const list = await openVariantList({ file: path, path, compression, limit: 1 })
  return {
    path,
    contigs,
    /** Nothing that was asked of it before is remembered. */
    open: async () => openVariants(await ensureStore(input, threads, unobserved), path, new Map(), null),
    /** Rows by their numbers, as the app reads them: where they lie is known to the store, what they say to the file. */
    async read({ rows }: OpenVariants, numbers: Int32Array, signal: AbortSignal) {
      return list.rowsAt(knownRows(list, rows, await rows.places(numbers, signal)), signal)
    },
    close: () => list.close(),
  }
}

export async function openImported(path: string, cacheFolder: string) {
  const file = await importedFile(path, cacheFolder)
  const signal = new AbortController().signal
  return {
    /** Opens the store anew, as the app does with a file it knows. @returns rows */
    async reopen(): Promise<number> {
      const variants = await file.open()
      variants.close()
      return variants.store.meta.rows
    },
    async ask(): Promise<Asking> {
      const variants = await file.open()
      // As `variants.page` does: the rows are read while they are counted.
      const page: Asking['page'] = async (query, offset, limit) => {
        const numbers = await variants.results.rows(query, offset, limit, signal)
        const [passing, rows] = await Promise.all([
          variants.results.passing(query, signal),
          file.read(variants, numbers, signal),
        ])
        return { rows: rows.length, passing }
      }
      return {
        rows: variants.store.meta.rows,
        page,
        order: async (query) => (await variants.results.all(query, signal)).length,
        close: () => variants.close(),
      }
    },
    close: () => file.close(),
  }
}

/** Several files' variants as one list. */
export async function openImportedTogether(paths: readonly string[], cacheFolder: string) {
  const files = await Promise.all(paths.map((path) => importedFile(path, cacheFolder)))
  const fileOf = ({ file }: JointPart) => {
    const found = files.find(({ path }) => path === file)
    if (found === undefined) throw new RangeError(`${file} is not in the list`)
    return found
  }
  const signal = new AbortController().signal
  return {
    async ask(): Promise<Asking> {
      const opened = await Promise.all(
        files.map(async ({ path, contigs, open }) => ({ path, contigs, variants: await open() })),
      )
      const joint = openJoint(
        opened.map(({ path, contigs, variants }) => ({ file: path, label: path, contigs, variants })),
        { contigs: files[0]?.contigs ?? [], build: 'GRCh38', roles: new Map() },
      )
      const page: Asking['page'] = async (query, offset, limit) => {
        const of = { file: ALL_FILES, offset, limit, query }
        const { rows, available } = await jointPage(
          joint,
          of,
          async (part, numbers, signal) => ({
            rows: await fileOf(part).read(part.variants, numbers, signal),
            samples: part.variants.store.meta.samples,
          }),
          signal,
        )
        return { rows: rows.length, passing: available }
      }
      return {
        rows: joint.total,
        page,
        order: async (query) => (await joint.results.all(query, signal)).length,
        close() {
          joint.close()
          for (const { variants } of opened) variants.close()
        },
      }
    },
    async close(): Promise<void> {
      for (const file of files) await file.close()
    },
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
      const { pairs } = await relatedness(columns, { people })
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
