import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import { BamRecord } from '../files/bam/record.ts'
import { RecordCursor } from '../files/bam/record-cursor.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { readContainer } from '../files/cram/container.ts'
import { type CramHeader, hasCramEnd, readCramHeader } from '../files/cram/header.ts'
import type { CramFields } from '../files/cram/series.ts'
import { type CraiEntry, readCrai } from '../indexing/crai.ts'
import { findIndex } from '../indexing/find-index.ts'
import type { AlignmentReader } from './alignment-reader.ts'
import { type CramReferenceInput, type CramReference, openCramReference } from './cram-reference.ts'
import { cramSlices, type KeptSlice } from './cram-slices.ts'
import { noRecordAt } from './record-at.ts'
import type { ReadOptions } from './region-reader.ts'

const KEEP_BYTES = 64 << 20

export type CramOptions = {
  readonly cacheFolder: string
  /** What the reads are stored relative to; null when none is installed. */
  readonly reference: CramReferenceInput | null
  /** Bytes of decoded records kept, so that the next region of the same place is answered at once. Default 64 MiB. */
  readonly keepBytes?: number
}

/**
 * Opens a CRAM file and its CRAI, found beside it or in the cache folder. Its records come as BAM has them. The
 * bases of the reference are checked slice by slice against the MD5 the CRAM gives; a CRAM that carries its
 * reference, or needs none, is read without.
 *
 * Reading throws Fault `region/contig-missing`, `cram/needs-reference`, `cram/wrong-reference`, `cram/damaged`,
 * `cram/unsupported`, `index/other-file`, `file/changed`, `task/cancelled`.
 *
 * @throws Fault `index/missing`, `index/…`, `cram/…`, `reference/bad-file`, `file/…`
 */
export async function openCram(path: string, options: CramOptions): Promise<AlignmentReader> {
  const source = await openByteSource(path)
  let reference: CramReference | null = null
  try {
    const header = await readCramHeader(source)
    const indexFile = await findIndex(path, 'cram', options.cacheFolder)
    if (!indexFile) throw new Fault({ kind: 'index/missing', file: path })
    const { keepBytes = KEEP_BYTES } = options
    const names = { file: path, index: indexFile.path }
    const entries = await readCrai(names)
    checkEntries(entries, names, source.size, header)
    const notices: CasementError[] = []
    if (indexFile.stale) notices.push({ kind: 'index/stale', ...names })
    if (!(await hasCramEnd(source, header.version)))
      notices.push({ kind: 'cram/no-end', file: path, size: source.size })
    if (options.reference) reference = await openCramReference(path, options.reference, options.cacheFolder)
    const slices = cramSlices({ source, header, reference, index: indexFile.path, keepBytes })
    const refIds = new Map(header.references.map(({ name }, refId) => [name, refId]))

    /** The slices that may have reads of a region, and which of their reads are. */
    async function* found(region: Region, fields: CramFields, signal?: AbortSignal): AsyncGenerator<Found> {
      const refId = refIds.get(region.contig)
      if (refId === undefined) {
        const known = header.references.slice(0, 8).map(({ name }) => name)
        throw new Fault({ kind: 'region/contig-missing', contig: region.contig, file: path, known })
      }
      const end = region.end >= (header.references[refId]?.length ?? 0) ? Infinity : region.end
      for (const entry of overlapping(entries, refId, region.start, end)) {
        const slice = await slices.read(entry, fields, signal)
        yield { slice, overlaps: overlapsOf(slice, refId, region.start, end) }
      }
    }
    const context = { file: path, referenceCount: header.references.length }

    async function* batches(region: Region, { signal }: ReadOptions = {}): AsyncGenerator<BamRecord[]> {
      for await (const { slice, overlaps } of found(region, 'all', signal)) {
        const { bytes, table, offset } = slice
        const records: BamRecord[] = []
        for (let i = 0; i < table.count; i++) {
          if (!overlaps(i)) continue
          // A copy: the bytes of a slice are written to again.
          const own = bytes.slice((table.at[i] ?? 0) + 4, table.at[i + 1])
          records.push(new BamRecord(own, context, offset, i))
        }
        if (records.length > 0) yield records
      }
    }
    return {
      path,
      header,
      indexFile,
      notices,
      batches,
      async *records(region, readOptions) {
        for await (const batch of batches(region, readOptions)) yield* batch
      },
      async walk(region, visit, { signal, fields = 'all' } = {}) {
        const cursor = new RecordCursor(context)
        for await (const { slice, overlaps } of found(region, fields, signal)) {
          const { bytes, table, offset } = slice
          cursor.enter(bytes)
          for (let i = 0; i < table.count; i++) {
            if (!overlaps(i)) continue
            cursor.moveTo((table.at[i] ?? 0) + 4, table.at[i + 1] ?? 0, offset, i)
            visit(cursor, table.ends[i] ?? 0)
          }
        }
      },
      async recordAt(block, within) {
        const entry = await sliceAt(source, header, entries, block)
        const slice = entry && (await slices.read(entry, 'all', undefined))
        if (slice === undefined || within >= slice.table.count) throw noRecordAt(path)
        const { bytes, table } = slice
        // A copy: the bytes of a slice are written to again.
        const own = bytes.slice((table.at[within] ?? 0) + 4, table.at[within + 1])
        return new BamRecord(own, context, block, within)
      },
      // A CRAI tells bytes, not reads; slices are small.
      estimate: () => 0,
      async close() {
        await reference?.close()
        await source.close()
      },
    }
  } catch (thrown) {
    await reference?.close()
    await source.close()
    throw thrown
  }
}

type Found = { readonly slice: KeptSlice; readonly overlaps: (record: number) => boolean }

function overlapsOf({ table }: KeptSlice, refId: number, start: number, end: number) {
  const { refIds, starts, ends } = table
  return (i: number): boolean => refIds[i] === refId && (starts[i] ?? 0) < end && (ends[i] ?? 0) > start
}

/** The slices that hold reads of a place, in file order. */
function overlapping(entries: readonly CraiEntry[], refId: number, start: number, end: number): CraiEntry[] {
  return entries
    .filter((e) => e.refId === refId && e.start - 1 < end && e.start - 1 + Math.max(1, e.span) > start)
    .toSorted((a, b) => a.container - b.container || a.slice - b.slice)
}

/** The slice that starts at a byte of the file; undefined when none does. */
async function sliceAt(
  source: ByteSource,
  { version }: CramHeader,
  entries: readonly CraiEntry[],
  offset: number,
): Promise<CraiEntry | undefined> {
  const before = entries.filter(({ container }) => container < offset).map(({ container }) => container)
  const container = before.reduce((last, start) => Math.max(last, start), -1)
  if (container < 0) return undefined
  const { dataStart } = await readContainer(source, version, container)
  return entries.find((e) => e.container === container && dataStart + e.slice === offset)
}

/** Refuses an index that cannot be this file's. @throws Fault `index/other-file` */
function checkEntries(
  entries: readonly CraiEntry[],
  names: { readonly file: string; readonly index: string },
  size: number,
  { references, firstContainer }: CramHeader,
): void {
  for (const { refId, container } of entries) {
    const detail =
      refId >= references.length
        ? `it has a contig number ${refId}, the file has ${references.length} contigs`
        : container >= size || container < firstContainer
          ? `it points to byte ${container}, where the file has no reads`
          : undefined
    if (detail !== undefined) throw new Fault({ kind: 'index/other-file', ...names, detail })
  }
}
