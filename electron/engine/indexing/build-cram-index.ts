import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { type CramContainer, readSlice } from '../files/cram/container.ts'
import { type CramHeader, readContainers, readCramHeader } from '../files/cram/header.ts'
import { decodePlaces, readCompression } from '../files/cram/slice-decoder.ts'
import { readSliceHead } from '../files/cram/slice-head.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import { sniffSource } from '../files/sniff.ts'
import type { JobContext } from '../work/job.ts'
import { type CraiEntry, writeCrai } from './crai.ts'
import { type IndexWhere, placeIndex } from './index-place.ts'

export type CramIndexOutput = {
  readonly path: string
  readonly format: 'crai'
  readonly where: IndexWhere
  readonly notices: CasementError[]
}

/**
 * Builds and writes the CRAI of a sorted CRAM, as `samtools index` makes it, from the heads of its containers and
 * slices: their data are not read, but for slices with reads of several contigs, which are decoded, one at a time and
 * without a reference. A failed or cancelled
 * build leaves nothing.
 *
 * @throws Fault `cram/unsorted`, `cram/no-end`, `cram/damaged`, `cram/unsupported`, `index/not-indexable`,
 *   `file/…`, `task/cancelled`
 */
export async function buildCramIndexJob(
  { path, cacheFolder }: { readonly path: string; readonly cacheFolder: string },
  context: JobContext,
): Promise<CramIndexOutput> {
  const source = await openByteSource(path)
  try {
    const { kind } = await sniffSource(source)
    if (kind !== 'cram')
      throw new Fault({ kind: 'index/not-indexable', file: path, what: `a ${kind.toUpperCase()} file` })
    const entries = await entriesOf(source, context)
    const placed = await placeIndex(path, cacheFolder, '.crai', (target) =>
      writeCrai(target, entries, context.signal),
    )
    return { ...placed, format: 'crai', notices: [] }
  } finally {
    await source.close()
  }
}

async function entriesOf(source: ByteSource, context: JobContext): Promise<CraiEntry[]> {
  const header = await readCramHeader(source)
  const entries: CraiEntry[] = []
  const containers = readContainers(source, header)
  for (let next = await containers.next(); ; next = await containers.next()) {
    if (next.done === true) {
      const hasEnd = next.value || (header.version.major === 2 && header.version.minor === 0)
      if (!hasEnd) throw new Fault({ kind: 'cram/no-end', file: source.path, size: source.size })
      return entries
    }
    const container = next.value
    for (const landmark of container.landmarks) {
      throwIfCancelled(context.signal, source.path)
      const slice = await readSliceHead(source, header.version, container, landmark)
      const found =
        slice.refId === -2
          ? await entriesOfSeveral(source, header, container, landmark)
          : [{ refId: slice.refId, start: slice.start, span: slice.span }]
      for (const { refId, start, span } of found) {
        const entry = { refId, start, span, container: container.offset, slice: landmark, size: slice.size }
        checkOrder(entries.at(-1), entry, header, source.path)
        entries.push(entry)
      }
    }
    const done = container.dataStart + container.length
    context.progress({ phase: 'indexing', done, total: source.size, unit: 'bytes' })
  }
}

/** A contig after another, starts in order; reads without a place last. @throws Fault `cram/unsorted` */
function checkOrder(
  before: CraiEntry | undefined,
  entry: CraiEntry,
  { references }: CramHeader,
  file: string,
): void {
  if (before === undefined || entry.refId === -1) return
  const sameContig = before.refId === entry.refId
  if (before.refId !== -1 && (sameContig ? before.start <= entry.start : before.refId < entry.refId)) return
  throw new Fault({
    kind: 'cram/unsorted',
    file,
    contig: references[entry.refId]?.name ?? '?',
    position: entry.start,
    previousContig: references[before.refId]?.name ?? '*',
    previousPosition: before.start,
  })
}

/** One entry for each contig that the slice has reads of, in its order. */
async function entriesOfSeveral(
  source: ByteSource,
  { version }: CramHeader,
  container: CramContainer,
  landmark: number,
): Promise<Pick<CraiEntry, 'refId' | 'start' | 'span'>[]> {
  // Checked as a whole before it is decoded.
  const slice = await readSlice(source, version, container, landmark)
  const compression = await readCompression(source, version, container)
  const table = await decodePlaces({ file: source.path, container, compression, slice })
  const found: { refId: number; start: number; end: number }[] = []
  for (let i = 0; i < table.count; i++) {
    const refId = table.refIds[i] ?? -1
    const end = table.ends[i] ?? 0
    const last = found.at(-1)
    if (last?.refId === refId) last.end = Math.max(last.end, end)
    else found.push({ refId, start: table.starts[i] ?? 0, end })
  }
  return found.map(({ refId, start, end }) => ({ refId, start: start + 1, span: end - start }))
}
