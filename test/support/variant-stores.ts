import { join } from 'node:path'
import { workerFile } from '../../electron/cli/worker-file.ts'
import { describeFile } from '../../electron/engine/files/describe.ts'
import { type ImportThreads, importVariants } from '../../electron/engine/variants/import/import-variants.ts'
import { planImport, storedColumns } from '../../electron/engine/variants/import/import-plan.ts'
import { createRowBatches } from '../../electron/engine/variants/import/row-batches.ts'
import { type OpenVariants, openVariants } from '../../electron/engine/variants/open-variants.ts'
import { openStore } from '../../electron/engine/variants/store/open-store.ts'
import { STORE_VERSION } from '../../electron/engine/variants/store/store-meta.ts'
import { requestAnswerer } from '../../electron/engine/variants/store/answer-requests.ts'
import { createStoreWriter } from '../../electron/engine/variants/store/store-writer.ts'
import { readVcfHeader } from '../../electron/engine/files/vcf/header.ts'
import { type JobContext, unobserved } from '../../electron/engine/work/job.ts'
import { jobs } from '../../electron/engine/work/jobs.ts'
import type { Role } from '../../shared/case/sample.ts'
import type { VariantColumn } from '../../shared/variant/variant-column.ts'
import { closeAfterwards } from './left-open.ts'
import { linesOf, type ScannedRow } from './scanned-rows.ts'
import { plainText } from './vcf-text.ts'

/** The job that was asked for last. */
let last: Promise<unknown> = Promise.resolve()

/** Jobs in this thread, one at a time as in a worker; what they found crosses as it does from another. */
export const poolHere: ImportThreads['pool'] = {
  run(job, input, context) {
    const run = async (): Promise<never> => {
      const work = (await jobs[job]()) as (input: unknown, context: JobContext) => Promise<never>
      return structuredClone(await work(structuredClone(input), context))
    }
    const result = last.then(run, run)
    last = result
    return result
  },
}

/** Writes the store in this thread. */
const writerHere: NonNullable<ImportThreads['startWriter']> = (_, progress) => {
  const stop = new AbortController()
  const answer = requestAnswerer({ signal: stop.signal, progress })
  return {
    ask: (request) =>
      request.kind === 'abort' ? Promise.resolve(undefined) : answer(structuredClone(request)),
    abort: () => stop.abort(),
    close: () => Promise.resolve(),
  }
}

/** Reads and writes in this thread. */
export const threadsHere = { pool: poolHere, workers: 2, workerFile: workerFile(), startWriter: writerHere }

export type ImportOptions = {
  readonly partSize?: number
  readonly samples?: readonly string[]
  readonly context?: JobContext
  readonly pool?: ImportThreads['pool']
  /** The folder of the bundled annotation. */
  readonly bundled?: string
}

/** Imports a file into a cache, reading in this thread. @returns the store's path */
export async function importHere(
  path: string,
  cacheFolder: string,
  { partSize, samples = [], context = unobserved, pool = poolHere, bundled }: ImportOptions = {},
): Promise<string> {
  const { identity, compression, kind } = await describeFile(path)
  if (kind !== 'vcf' && kind !== 'bcf') throw new Error(`${path} is no file of variants`)
  const size = partSize === undefined ? {} : { partSize }
  return importVariants(
    {
      identity,
      path,
      kind,
      compression,
      cacheFolder,
      samples,
      ...(bundled === undefined ? {} : { bundled }),
    },
    { ...threadsHere, pool, ...size },
    context,
  )
}

const NO_ROLES: ReadonlyMap<string, Role> = new Map()

/** Opens a store for the length of the test file. */
export async function openedStore(path: string, roles = NO_ROLES): Promise<OpenVariants> {
  const store = await openStore(path)
  if (!store) throw new Error(`no store can be opened at ${path}`)
  const variants = openVariants(store, 'f', roles, null)
  closeAfterwards(() => variants.close())
  return variants
}

let stores = 0

export type StoreOptions = {
  readonly roles?: ReadonlyMap<string, Role>
  /** Lines of a batch, and texts that a dictionary remembers: with few of both it has many texts twice. */
  readonly lines?: number
  readonly remembered?: number
}

/** A VCF in memory as an open store, without threads. */
export async function storeOf(
  text: string,
  folder: string,
  { roles = NO_ROLES, lines = Infinity, remembered }: StoreOptions = {},
): Promise<OpenVariants> {
  const path = join(folder, `store${stores++}.duckdb`)
  const header = await readVcfHeader(plainText(text))
  const plan = planImport(header)
  const columns = storedColumns(plan)
  const names = header.contigs.map(({ name }) => name)
  const writer = await createStoreWriter(path, columns, names, remembered)
  const all = (await linesOf(text)).slice(header.lines)
  const totals = { records: 0, withoutAllele: 0, malformed: 0 }
  for (let at = 0; at < all.length; at += lines) {
    const batches = createRowBatches(header, plan, 'a.vcf', header.lines + 1 + at)
    for (const line of all.slice(at, at + lines)) {
      const bytes = Buffer.from(line)
      batches.take(bytes, 0, bytes.length, 0, 0)
    }
    const { batches: found, counts } = batches.finish()
    for (const batch of found) writer.append(batch, 0)
    totals.records += counts.records
    totals.withoutAllele += counts.withoutAllele
    totals.malformed += counts.malformed
  }
  await writer.finish({
    version: STORE_VERSION,
    rows: writer.rows,
    ...totals,
    listed: [],
    stopped: null,
    contigs: [...writer.contigs.names],
    samples: plan.samples.map(({ name }) => name),
    samplesLeftOut: [],
    infoLeftOut: [...plan.leftOut],
    formatLeftOut: [...plan.formatLeftOut],
    columns: columns.flatMap(({ name, column }) => (column === null ? [] : [{ stored: name, column }])),
    made: '2026-01-01T00:00:00.000Z',
  })
  return openedStore(path, roles)
}

/** All rows of a store: the user's columns by name, and where each record lies. */
export async function rowsInStore(variants: OpenVariants): Promise<ScannedRow[]> {
  const { store, rows } = variants
  const { signal } = unobserved
  const columns = store.meta.columns.map(({ column }) => column)
  const all = Int32Array.from({ length: store.meta.rows }, (_, i) => i)
  const cells = await rows.cells(all, columns, signal)
  const places = await rows.places(all, signal)
  const ours = await store.database.rows('SELECT allele, alleles FROM variant v ORDER BY rowid', [])
  return cells.map((values, i) => {
    const { block = null, within = null, line = null } = places[i] ?? {}
    const [allele = null, alleles = null] = ours[i] ?? []
    return { ...rowOf(columns, values), block, within, line, allele, alleles }
  })
}

function rowOf(columns: readonly VariantColumn[], values: readonly ScannedRow[string][]): ScannedRow {
  return Object.fromEntries(columns.map(({ name }, i) => [name, values[i] ?? null]))
}
