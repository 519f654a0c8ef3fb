import type { CramRecord } from '@gmod/cram'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import { BamRecord } from '../files/bam/record.ts'
import { rawRecord } from '../files/bam/record-encoder.ts'
import { RecordCursor } from '../files/bam/record-cursor.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { type CramSliceHeader, readContainer, readSlice } from '../files/cram/container.ts'
import { damagedCram } from '../files/cram/cram-bytes.ts'
import { type CramHeader, hasCramEnd, readCramHeader } from '../files/cram/header.ts'
import {
  type CramBases,
  type DecodedSlice,
  decodeSlice,
  openCramDecoder,
} from '../files/cram/slice-records.ts'
import { bamBytes, cigarsOf, templateLengths } from '../files/cram/to-bam-record.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import { type CraiEntry, readCrai } from '../indexing/crai.ts'
import { findIndex } from '../indexing/find-index.ts'
import type { AlignmentReader } from './alignment-reader.ts'
import { type CramReferenceInput, type CramReference, openCramReference } from './cram-reference.ts'
import { noRecordAt } from './record-at.ts'
import type { ReadOptions } from './region-reader.ts'

/** Bytes of decoded records kept, so that the next region of the same place is answered at once. */
const KEEP_BYTES = 64 << 20

export type CramOptions = {
  readonly cacheFolder: string
  /** What the reads are stored relative to; null when none is installed. */
  readonly reference: CramReferenceInput | null
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
    const names = { file: path, index: indexFile.path }
    const entries = await readCrai(names)
    checkEntries(entries, names, source.size, header)
    const notices: CasementError[] = []
    if (indexFile.stale) notices.push({ kind: 'index/stale', ...names })
    if (!(await hasCramEnd(source, header.version)))
      notices.push({ kind: 'cram/no-end', file: path, size: source.size })
    if (options.reference) reference = await openCramReference(path, options.reference, options.cacheFolder)
    const slices = sliceReader(source, header, reference, indexFile.path)
    const refIds = new Map(header.references.map(({ name }, refId) => [name, refId]))

    async function* batches(region: Region, { signal }: ReadOptions = {}): AsyncGenerator<BamRecord[]> {
      const refId = refIds.get(region.contig)
      if (refId === undefined) {
        const known = header.references.slice(0, 8).map(({ name }) => name)
        throw new Fault({ kind: 'region/contig-missing', contig: region.contig, file: path, known })
      }
      const end = region.end >= (header.references[refId]?.length ?? 0) ? Infinity : region.end
      for (const entry of overlapping(entries, refId, region.start, end)) {
        throwIfCancelled(signal, path)
        const found = (await slices(entry)).filter(
          (record) => record.refId === refId && record.start < end && record.end > region.start,
        )
        if (found.length > 0) yield found
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
      async walk(region, visit, readOptions) {
        const cursor = new RecordCursor({ file: path, referenceCount: header.references.length })
        for await (const batch of batches(region, readOptions))
          for (const { bytes, offset, end } of batch) {
            // As in a BAM, where a record's length comes before it.
            cursor.enter(rawRecord(bytes))
            cursor.moveTo(4, 4 + bytes.length, offset.block, offset.within)
            visit(cursor, end)
          }
      },
      async recordAt(block, within) {
        const entry = await sliceAt(source, header, entries, block)
        const record = entry && (await slices(entry))[within]
        if (record === undefined) throw noRecordAt(path)
        return record
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
): Promise<SlicePlace | undefined> {
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

/** Where a slice is: its container, and from where the container's blocks start. */
type SlicePlace = Pick<CraiEntry, 'container' | 'slice'>

/** Reads slices, keeping the last ones. */
function sliceReader(
  source: ByteSource,
  header: CramHeader,
  reference: CramReference | null,
  index: string,
): (entry: SlicePlace) => Promise<readonly BamRecord[]> {
  const file = source.path
  const decoder = openCramDecoder(source)
  const kept = new Map<string, { readonly records: readonly BamRecord[]; readonly bytes: number }>()
  let keptBytes = 0

  const read = async ({ container: offset, slice: landmark }: SlicePlace): Promise<BamRecord[]> => {
    const container = await readContainer(source, header.version, offset).catch((thrown: unknown) => {
      if (!(thrown instanceof Fault) || thrown.error.kind !== 'cram/damaged') throw thrown
      // A sound index may lead to a damaged container; either way this is where it leads.
      const detail = `no sound container starts at byte ${offset}, where it leads (${thrown.error.detail})`
      throw new Fault({ kind: 'index/other-file', file, index, detail }, { cause: thrown })
    })
    if (!container.landmarks.includes(landmark)) {
      const detail = `the container at byte ${offset} has no slice where it leads`
      throw new Fault({ kind: 'index/other-file', file, index, detail })
    }
    const slice = await readSlice(source, header.version, container, landmark)
    const decoded = await decodeSlice(decoder, file, container, landmark, slice)
    try {
      await resolveBases(decoded, slice, header, reference, file)
      return toRecords(decoded, header, file, container.dataStart + landmark)
    } catch (thrown) {
      if (thrown instanceof Fault) throw thrown
      const detail = thrown instanceof Error ? thrown.message : String(thrown)
      throw damagedCram(file, offset, detail, thrown)
    }
  }

  return async (entry) => {
    const key = `${entry.container}:${entry.slice}`
    const known = kept.get(key)
    if (known) {
      kept.delete(key)
      kept.set(key, known)
      return known.records
    }
    const records = await read(entry)
    const bytes = records.reduce((sum, record) => sum + record.bytes.length + 200, 0)
    kept.set(key, { records, bytes })
    keptBytes += bytes
    for (const [oldest, { bytes: freed }] of kept) {
      if (keptBytes <= KEEP_BYTES || kept.size === 1) break
      kept.delete(oldest)
      keptBytes -= freed
    }
    return records
  }
}

/** @param offset of the slice: with its number in the slice a record is found again */
function toRecords(decoded: DecodedSlice, header: CramHeader, file: string, offset: number): BamRecord[] {
  const { records } = decoded
  const cigars = cigarsOf(records)
  const lengths = templateLengths(records, cigars)
  const context = { file, referenceCount: header.references.length }
  return records.map((record, i) => {
    const bytes = bamBytes(record, {
      cigar: cigars[i] ?? new Uint32Array(0),
      templateLength: lengths[i] ?? 0,
      tags: decoded.tagsOf(record),
      readGroup: header.readGroups[record.readGroupId]?.id,
    })
    return new BamRecord(bytes, context, offset, i)
  })
}

/**
 * Gives the records of a slice the bases they are stored relative to: those in the slice, or of the reference.
 *
 * @throws Fault `cram/needs-reference`, `cram/wrong-reference`
 */
async function resolveBases(
  decoded: DecodedSlice,
  slice: CramSliceHeader,
  header: CramHeader,
  reference: CramReference | null,
  file: string,
): Promise<void> {
  const byContig = new Map<number, CramRecord[]>()
  for (const record of decoded.records) {
    if (record.sequenceId < 0 || record.lengthOnRef === undefined) continue
    const known = byContig.get(record.sequenceId)
    if (known) known.push(record)
    else byContig.set(record.sequenceId, [record])
  }
  for (const [refId, records] of byContig) {
    const bases =
      decoded.embedded ??
      (await basesFor(records, refId, decoded.needsReference, slice, header, reference, file))
    for (const record of records) decoded.resolve(record, bases)
  }
}

async function basesFor(
  records: readonly CramRecord[],
  refId: number,
  needed: boolean,
  slice: CramSliceHeader,
  { references, digests }: CramHeader,
  reference: CramReference | null,
  file: string,
): Promise<CramBases> {
  const contig = references[refId]
  if (!contig) throw damagedCram(file, 0, `a read is on contig number ${refId} of ${references.length}`)
  let start = Infinity
  let end = 0
  for (const record of records) {
    start = Math.min(start, record.alignmentStart)
    end = Math.max(end, record.alignmentStart + Math.max(1, record.lengthOnRef ?? 1) - 1)
  }
  // Reads past the contig's end have no reference there.
  const last = Math.min(end, contig.length)
  // All bases are with the reads.
  if (!needed) return { start, end, seq: 'N'.repeat(Math.max(0, end - start + 1)) }
  if (reference === null) throw new Fault({ kind: 'cram/needs-reference', file, contig: contig.name })
  const digest = slice.refId === refId ? slice.md5 : null
  if (digest !== null)
    await reference.check(contig.name, slice.start - 1, slice.start - 1 + slice.span, digest)
  else {
    // A slice of several contigs has no MD5: that of the whole contig, which the header gives.
    const whole = digests[refId]
    if (whole !== undefined) await reference.check(contig.name, 0, contig.length, whole)
  }
  const seq = await reference.bases(contig.name, start - 1, Math.max(start - 1, last))
  return { start, end, seq: seq.padEnd(end - start + 1, 'N') }
}
