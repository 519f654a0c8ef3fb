import { access, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import type { Compression, FileIdentity } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { buildOfContigs } from '../../../../shared/genome/build.ts'
import { CLINVAR_SUBSET_FILE } from '../../annotation/clinvar-subset.ts'
import type { VirtualOffset } from '../../files/bgzf/virtual-offset.ts'
import { blocksNear } from '../../files/bgzf/split-at-blocks.ts'
import { type ByteSource, openByteSource } from '../../files/byte-source.ts'
import { assertUnchanged } from '../../files/identity.ts'
import { ioFault, throwIfCancelled } from '../../files/io-fault.ts'
import { makeFolderOf } from '../../files/make-folder.ts'
import { sweepStale, temporaryName } from '../../files/temporary-name.ts'
import { TEXT_WINDOW } from '../../files/text/text-blocks.ts'
import { type VariantKind, variantLines } from '../../files/variant-lines.ts'
import type { VcfHeader } from '../../files/vcf/header.ts'
import { BUNDLED_BUILD, PLACE_FILES } from '../../genome/bundled.ts'
import type { JobContext } from '../../work/job.ts'
import type { WorkerPool } from '../../work/worker-pool.ts'
import { STORE_VERSION, type StoreMeta } from '../store/store-meta.ts'
import { sweepOldStores } from '../store/sweep-stores.ts'
import { placesPath } from '../store/place-file.ts'
import { removeStore, storePath } from '../store/store-path.ts'
import { startWriterThread, type WriterThread } from '../store/writer-client.ts'
import { type AnnotationFile, whatTheyBring } from './annotation-file.ts'
import {
  type ImportPlan,
  type PlaceSource,
  planImport,
  type ScanHeader,
  storedColumns,
} from './import-plan.ts'
import { MOST_LISTED, type ScanCounts } from './row-batches.ts'
import type { VariantPart, VariantPartRange } from './scan-variant-part.ts'

export type ImportInput = {
  readonly identity: FileIdentity
  /** What is read: the file itself, or the bgzip copy of a gzip one. */
  readonly path: string
  readonly kind: VariantKind
  readonly compression: Compression
  readonly cacheFolder: string
  /** The folder that holds the bundled annotation, `genome` of the resources; without it none of that is joined. */
  readonly bundled?: string
  /** What is joined to the variants. */
  readonly annotations?: readonly AnnotationFile[]
  /** Samples of the case: stored before others when the file has more than there is room for. */
  readonly samples?: readonly string[]
}

/** What parts are read by, and where the entry of their threads lies. */
export type ImportThreads = {
  readonly pool: Pick<WorkerPool, 'run'>
  readonly workers: number
  readonly workerFile: URL
  /** Bytes of a part, for tests. */
  readonly partSize?: number
  /** What the store is written by: a thread of its own when not given. */
  readonly startWriter?: typeof startWriterThread
}

/** Bytes of a part in the file: some 10,000 annotated records, a tenth of a second of work. */
const PART_SIZE = { bgzf: 1 << 20, none: 1 << 22 } as const
/** Of the first part, which the thread that stores them waits for. */
const FIRST_PART = 1 << 17
/**
 * Parts that are read ahead of the one that is stored, for each worker: as many rows as a row group of the store has, which
 * takes a while when it is full.
 */
const AHEAD = 8
/** Parts that wait for the thread that stores them: it need not wait for an answer. */
const WAITING = 3
/** More malformed lines than one in so many, and the file is refused. */
const ONE_IN = 100
/** Malformed lines that a refusal tells. */
const TOLD = 10

/** Where the store that an import makes lies. */
export function storeOf({
  identity,
  compression,
  cacheFolder,
  annotations = [],
}: Pick<ImportInput, 'identity' | 'compression' | 'cacheFolder' | 'annotations'>): string {
  return storePath(
    identity,
    compression,
    cacheFolder,
    annotations.map((file) => file.identity),
  )
}

type Totals = {
  lines: number
  records: number
  withoutAllele: number
  malformed: number
  listed: CasementError[]
}

/**
 * Reads all of a file's variants into a store in the cache, once: parts of the file are read by several threads and stored
 * in the order of the file by another. Nothing is there until everything is.
 *
 * @returns the store's path
 * @throws Fault `vcf/too-many-malformed`, `file/changed`, `file/disk-full`, `task/cancelled`, those of opening
 */
export async function importVariants(
  input: ImportInput,
  threads: ImportThreads,
  context: JobContext,
): Promise<string> {
  throwIfCancelled(context.signal, input.path)
  const path = storeOf(input)
  await makeFolderOf(path)
  const temporary = join(dirname(path), temporaryName())
  const start = threads.startWriter ?? startWriterThread
  const writer = start(threads.workerFile, (report) => context.progress(report))
  const abort = (): void => writer.abort()
  context.signal.addEventListener('abort', abort, { once: true })
  try {
    await readInto(writer, temporary, input, threads, context)
    throwIfCancelled(context.signal, input.path)
    // The store last: without it the places are nothing.
    for (const [from, to] of [
      [placesPath(temporary), placesPath(path)],
      [temporary, path],
    ] as const)
      await rename(from, to).catch((thrown: unknown) => {
        throw ioFault(path, thrown)
      })
  } catch (thrown) {
    await writer.ask({ kind: 'discard' }).catch(() => undefined)
    await removeStore(temporary)
    throw thrown
  } finally {
    context.signal.removeEventListener('abort', abort)
    await writer.close()
  }
  await sweepStale(dirname(path))
  await sweepOldStores(dirname(path))
  return path
}

async function readInto(
  writer: WriterThread,
  store: string,
  input: ImportInput,
  threads: ImportThreads,
  context: JobContext,
): Promise<void> {
  const source = await openByteSource(input.path)
  try {
    const version = source.version()
    const { header } = await variantLines(source, input.kind, input.compression)
    const annotations = input.annotations ?? []
    const brings = await whatTheyBring(annotations)
    const plan = planImport(header, input.samples, await bundledClinvar(header, input.bundled), brings, await bundledPlaces(header, input.bundled)) // prettier-ignore
    // Parts are read while the database is loaded and its tables are made.
    const created = writer.ask({ kind: 'create', path: store, plan, contigs: header.contigs.map(({ name }) => name) }) // prettier-ignore
    created.catch(() => undefined)
    const totals: Totals = { lines: header.lines, records: 0, withoutAllele: 0, malformed: 0, listed: [] }
    const rest = await appendParts(writer, created, source, header, plan, input, threads, totals, context)
    await created
    let stopped: CasementError | null = null
    if (rest !== null) {
      const read = await writer.ask({ kind: 'read-rest', rest: { ...rest, path: input.path, variantKind: input.kind, compression: input.compression, firstLine: totals.lines + 1 } }) // prettier-ignore
      if (read) add(totals, read.counts, 0)
      stopped = read?.stopped ?? null
    }
    throwIfCancelled(context.signal, input.path)
    if (source.version() !== version) {
      const detail = 'it was written to while it was imported'
      throw new Fault({ kind: 'file/changed', file: input.path, detail })
    }
    await assertUnchanged(input.identity)
    refuseIfMalformed(input.path, totals)
    if (annotations.length > 0) {
      for (const { identity } of annotations) await assertUnchanged(identity)
      const { contigs } = header
      const annotated = { file: input.path, contigs, build: buildOfContigs(contigs) }
      await writer.ask({ kind: 'annotate', files: annotations, annotated })
      throwIfCancelled(context.signal, input.path)
    }
    await writer.ask({ kind: 'finish', meta: metaOf(header, plan, totals, stopped) })
  } finally {
    await source.close()
  }
}

/** The path of the bundled subset of ClinVar when the file is of its build. */
async function bundledClinvar(header: VcfHeader, folder: string | undefined): Promise<string | null> {
  if (folder === undefined) return null
  const path = join(folder, CLINVAR_SUBSET_FILE)
  if (buildOfContigs(header.contigs) !== BUNDLED_BUILD) return null
  // The sources have none before they are built.
  return access(path).then(
    () => path,
    () => null,
  )
}

/** Where bands and genes are, when they are of the file's build. */
async function bundledPlaces(header: VcfHeader, folder: string | undefined): Promise<PlaceSource | null> {
  if (folder === undefined || buildOfContigs(header.contigs) !== BUNDLED_BUILD) return null
  const isThere = await Promise.all(PLACE_FILES.map((name) => access(join(folder, name)))).then(
    () => true,
    () => false,
  )
  return isThere ? { resources: dirname(folder), build: BUNDLED_BUILD } : null
}

type Rest = { readonly from: VirtualOffset; readonly isFirst: boolean }

/**
 * Has the parts of a file read and stored in its order.
 *
 * @param created the store is there
 * @returns where reading has to go on serially; null when everything has been read
 */
async function appendParts(
  writer: WriterThread,
  created: Promise<unknown>,
  source: ByteSource,
  header: VcfHeader,
  plan: ImportPlan,
  input: ImportInput,
  threads: ImportThreads,
  totals: Totals,
  context: JobContext,
): Promise<Rest | null> {
  const ranges = partsOf(source, header.end, input, threads.partSize)
  const scanHeader: ScanHeader = { info: header.info, samples: header.samples, columns: header.columns }
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  const each: JobContext = { signal, progress: () => {} }
  const scans: Promise<Scan | null>[] = []
  const start = (): void => {
    // A generator is asked in advance: it answers in the order in which it was asked.
    const range = ranges.next()
    const scan = range.then(async ({ value }) => {
      if (!value) return null
      const part = await threads.pool.run('scanVariantPart', { range: value, header: scanHeader, plan }, each)
      return { range: value, part }
    })
    // Waited for in its turn; until then its failure is nobody's.
    scan.catch(() => undefined)
    scans.push(scan)
  }
  try {
    for (let i = 0; i < threads.workers * AHEAD; i++) start()
    const storing: Promise<unknown>[] = []
    // Until there was a part, the whole file is the rest.
    let rest: Rest | null = { from: header.end, isFirst: true }
    for (;;) {
      const scan = await scans.shift()
      if (!scan) break
      const { range, part } = scan
      rest = part ? null : { from: range.from, isFirst: range.isFirst }
      if (!part) break
      start()
      await created
      const stored = writer.ask({ kind: 'append', batches: part.batches, firstLine: totals.lines })
      stored.catch(() => undefined)
      storing.push(stored)
      if (storing.length > WAITING) await storing.shift()
      add(totals, part.counts, totals.lines)
      context.progress({ phase: 'importing', done: range.to, total: source.size, unit: 'bytes' })
    }
    await Promise.all(storing)
    return rest
  } finally {
    stop.abort()
    await Promise.allSettled(scans)
  }
}

type Scan = { readonly range: VariantPartRange; readonly part: VariantPart | null }

/** The parts of a file that can be read in parts, in its order; none of another. */
export async function* partsOf(
  source: ByteSource,
  first: VirtualOffset,
  { kind, compression }: ImportInput,
  partSize: number | undefined,
): AsyncGenerator<VariantPartRange, void, void> {
  const { path, size } = source
  if (kind === 'bcf' || compression === 'gzip') return
  const each = partSize ?? PART_SIZE[compression]
  const borders =
    compression === 'bgzf'
      ? blocksNear(source, first.block, Math.min(FIRST_PART, each), each)
      : multiples(Math.ceil(each / TEXT_WINDOW) * TEXT_WINDOW, first.block, size)
  let from = first
  for await (const block of borders) {
    yield { path, size, compression, from, to: block, isFirst: from === first }
    from = { block, within: 0 }
  }
  yield { path, size, compression, from, to: size, isFirst: from === first }
}

function* multiples(step: number, after: number, before: number): Generator<number, void, void> {
  for (let at = (Math.floor(after / step) + 1) * step; at < before; at += step) yield at
}

/** @param before lines of the file that come before those that were counted */
function add(totals: Totals, counts: ScanCounts, before: number): void {
  totals.lines += counts.lines
  totals.records += counts.records
  totals.withoutAllele += counts.withoutAllele
  totals.malformed += counts.malformed
  for (const error of counts.listed)
    if (totals.listed.length < MOST_LISTED)
      totals.listed.push(
        'line' in error && error.line !== undefined ? { ...error, line: error.line + before } : error,
      )
}

function refuseIfMalformed(file: string, { records, withoutAllele, malformed, listed }: Totals): void {
  const lines = records + withoutAllele + malformed
  if (malformed * ONE_IN <= lines) return
  throw new Fault({
    kind: 'vcf/too-many-malformed',
    file,
    malformed,
    lines,
    first: listed.slice(0, TOLD).map(told),
  })
}

/** What is wrong with a line, in half a sentence. */
function told(error: CasementError): { line: number; detail: string } {
  if (error.kind === 'vcf/bad-line') return { line: error.line, detail: `(${error.field} ${error.detail})` }
  if (error.kind === 'vcf/too-few-columns')
    return { line: error.line, detail: `(${error.found} columns where ${error.expected} are needed)` }
  return { line: 'line' in error ? (error.line ?? 0) : 0, detail: `(${error.kind})` }
}

function metaOf(
  header: VcfHeader,
  plan: ImportPlan,
  { records, withoutAllele, malformed, listed }: Totals,
  stopped: CasementError | null,
): Omit<StoreMeta, 'contigs' | 'rows'> {
  const samples = plan.samples.map(({ name }) => name)
  return {
    version: STORE_VERSION,
    records,
    withoutAllele,
    malformed,
    listed,
    stopped,
    samples,
    samplesLeftOut: header.samples.filter((name) => !samples.includes(name)),
    infoLeftOut: [...plan.leftOut],
    formatLeftOut: [...plan.formatLeftOut],
    columns: storedColumns(plan).flatMap(({ name, column }) =>
      column === null ? [] : [{ stored: name, column }],
    ),
    made: new Date().toISOString(),
  }
}
