import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import type { VariantPage, VariantRecord, VariantRow } from '../../../shared/variant/variant-row.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import { type TextLine, createLinePicker } from '../files/text/text-lines.ts'
import { annotationReaders } from '../files/vcf/annotation/annotation.ts'
import { createContigTable } from '../files/vcf/contig-table.ts'
import { type VcfHeader, readVcfHeader } from '../files/vcf/header.ts'
import { infoValue } from '../files/vcf/info.ts'
import { scanVcfLine } from '../files/vcf/line.ts'
import { type VcfRecord, parseVcfRecord } from '../files/vcf/record.ts'
import type { VcfRegionReader } from '../indexing/vcf-region-reader.ts'
import { buildRecord } from './build-record.ts'
import { type PointedAt, type RowContext, buildRow, pointersOf } from './build-row.ts'
import { keepBlocks } from './kept-text.ts'
import { type LoadState, loadRows } from './list-loader.ts'
import { placesOfRecord } from './record-places.ts'
import { type RowPlace, createRowColumns } from './row-columns.ts'

/** The most rows a list holds. */
export const LIST_LIMIT = 100_000
/** Records beyond the list that are counted for one region before the count becomes a lower bound. */
const COUNT_LIMIT = 200_000

export type RegionRows = { rows: VariantRow[]; total: number; atLeast: boolean }

/** The first rows of a VCF, one for each alternate allele, in file order. */
export type VariantList = {
  readonly header: VcfHeader
  /** The path the list reads: the file, or its bgzip copy. */
  readonly path: string
  /** Resolves when reading ended, for whatever reason. */
  readonly loaded: Promise<void>
  /** As {@link loaded}, for a caller that may leave. @throws Fault `task/cancelled` */
  waitUntilLoaded(signal: AbortSignal): Promise<void>
  progress(): { available: number; loading: boolean }
  /** The file has records beyond the list. */
  isTruncated(): boolean
  /** Contigs that came up so far, by the file's own names. */
  contigs(): readonly string[]
  /**
   * Rows `offset` to `offset + limit`, as far as they have been read; the first call waits for the first rows.
   *
   * @throws Fault why the file cannot be read when it ends in an error before the first row; `file/changed`
   */
  page(offset: number, limit: number, signal: AbortSignal): Promise<VariantPage>
  /** @throws Fault `call/invalid` when there is no such row; `file/changed` */
  record(row: number, signal: AbortSignal): Promise<VariantRecord>
  /**
   * Rows overlapping a region in the file's own contig name, in file order. Waits until the list is read. Records
   * beyond the list are found through `beyond`; without it they are missing and `atLeast` says so.
   */
  inRegion(
    region: Region,
    limit: number,
    beyond: VcfRegionReader | null,
    signal: AbortSignal,
  ): Promise<RegionRows>
  /** Ends reading and closes the file. */
  close(): Promise<void>
}

export type VariantListOptions = {
  /** Id of the file in its case, which goes into the rows. */
  readonly file: string
  readonly path: string
  readonly compression: Compression
  readonly limit?: number
  /** More rows can be asked for, or reading ended. */
  readonly grown?: (available: number, loading: boolean) => void
}

/**
 * Opens a VCF and starts reading its rows. The file stays open, so that one replaced by another of the same name
 * goes on being read as it was.
 *
 * @throws Fault `vcf/no-header`, `vcf/bad-header`, and those of opening the file
 */
export async function openVariantList(options: VariantListOptions): Promise<VariantList> {
  const source = await openByteSource(options.path)
  try {
    return await listOf(source, options)
  } catch (thrown) {
    await source.close()
    throw thrown
  }
}

async function listOf(source: ByteSource, options: VariantListOptions): Promise<VariantList> {
  const { file, path, compression, limit = LIST_LIMIT, grown = () => {} } = options
  const plain = textBlocks(source, compression)
  const header = await readVcfHeader(plain)
  const text = compression === 'gzip' ? keepBlocks(plain) : plain
  const picker = createLinePicker(text)
  const readers = annotationReaders(header)
  const contigs = createContigTable()
  const rows = createRowColumns()
  /** Rows beyond the list that were found by region, numbered from `limit` on. */
  const extra = createRowColumns()
  const extraNumbers = new Map<string, number>()
  const state: LoadState = { loading: true, truncated: false, error: null, next: null }
  const closing = new AbortController()

  let firstRows = (): void => {}
  const first = new Promise<void>((resolve) => {
    firstRows = resolve
  })
  const loaded = loadRows(
    text,
    header,
    { rows, contigs, state },
    limit,
    () => {
      if (rows.length > 0 || !state.loading) firstRows()
      if (!closing.signal.aborted) grown(rows.length, state.loading)
    },
    closing.signal,
  )

  const placeOf = (row: number): RowPlace | null => (row < limit ? rows.at(row) : extra.at(row - limit))

  /** The line of a row, which must still be the record it was when it was listed. */
  const lineOf = async (place: RowPlace): Promise<TextLine> => {
    const line = await picker.at(place.place)
    const detail = `the record that was at line ${place.line} is no longer there`
    if (line === null) throw new Fault({ kind: 'file/changed', file: path, detail })
    try {
      const { contig, position } = scanVcfLine(line, header.columns, path)
      if (contig === contigs.names[place.contig] && position === place.position) return line
    } catch (cause) {
      throw new Fault({ kind: 'file/changed', file: path, detail }, { cause })
    }
    throw new Fault({ kind: 'file/changed', file: path, detail })
  }

  /** The BCSQ of the records others point to. */
  const pointedAt = async (record: VcfRecord): Promise<PointedAt> => {
    const pointed = new Map<number, string>()
    const contig = contigs.find(record.contig)
    const reader = readers.find((r) => r.source === 'BCSQ')
    if (contig === undefined || reader === undefined) return pointed
    for (const position of pointersOf(record, readers))
      for (const row of rows.overlapping(contig, position - 1, position)) {
        const place = rows.at(row)
        if (place?.position !== position) continue
        const value = infoValue(parseVcfRecord(await lineOf(place)).info, reader.key)
        if (typeof value === 'string') pointed.set(position, value)
      }
    return pointed
  }

  const contextOf = async (record: VcfRecord): Promise<RowContext> => ({
    file,
    samples: header.samples,
    readers,
    pointed: await pointedAt(record),
  })

  const buildRows = async (numbers: Iterable<number>, signal: AbortSignal): Promise<VariantRow[]> => {
    const built: VariantRow[] = []
    let last: { place: RowPlace; record: VcfRecord; context: RowContext } | null = null
    for (const number of numbers) {
      throwIfCancelled(signal, path)
      const place = placeOf(number)
      if (place === null) break
      const same: boolean =
        last !== null &&
        last.place.place.block === place.place.block &&
        last.place.place.within === place.place.within
      if (!same || last === null) {
        const record = parseVcfRecord(await lineOf(place))
        last = { place, record, context: await contextOf(record) }
      }
      built.push(buildRow(number, last.record, place, last.context))
    }
    return built
  }

  /** Numbers of the rows beyond the list that overlap the region, and how many there are. */
  const findBeyond = async (
    region: Region,
    room: number,
    beyond: VcfRegionReader,
    signal: AbortSignal,
  ): Promise<{ numbers: number[]; total: number; atLeast: boolean }> => {
    const numbers: number[] = []
    let total = 0
    const { next } = state
    if (next === null) return { numbers, total, atLeast: false }
    for await (const batch of beyond.lines(region, signal))
      for (const { line, columns } of batch) {
        const { block, within } = line.place
        if (block < next.block || (block === next.block && within < next.within)) continue
        for (const place of placesOfRecord(line, columns, contigs)) {
          if (place.start >= region.end || place.end <= region.start) continue
          total++
          if (total > COUNT_LIMIT) return { numbers, total: COUNT_LIMIT, atLeast: true }
          if (numbers.length >= room) continue
          const key = `${block}:${within}:${place.allele}`
          const known = extraNumbers.get(key)
          if (known === undefined) {
            extraNumbers.set(key, limit + extra.length)
            extra.push(place)
          }
          numbers.push(known ?? limit + extra.length - 1)
        }
      }
    return { numbers, total, atLeast: false }
  }

  return {
    header,
    path,
    loaded,
    waitUntilLoaded: (signal) => unlessAborted(loaded, signal, path),
    progress: () => ({ available: rows.length, loading: state.loading }),
    isTruncated: () => state.truncated,
    contigs: () => contigs.names,

    async page(offset, count, signal) {
      if (offset + count > rows.length) await unlessAborted(first, signal, path)
      if (rows.length === 0 && state.error !== null) throw new Fault(state.error)
      const last = Math.min(offset + count, rows.length)
      const numbers = Array.from({ length: Math.max(0, last - offset) }, (_, i) => offset + i)
      const built = await buildRows(numbers, signal)
      const { loading, truncated, error } = state
      return {
        rows: built,
        samples: [...header.samples],
        available: rows.length,
        loading,
        truncated,
        limit,
        error,
      }
    },

    async record(number, signal) {
      const place = placeOf(number)
      if (place === null)
        throw new Fault({
          kind: 'call/invalid',
          call: 'variants.record',
          detail: `there is no row ${number}`,
        })
      throwIfCancelled(signal, path)
      const line = await lineOf(place)
      const record = parseVcfRecord(line)
      const context = await contextOf(record)
      return buildRecord(buildRow(number, record, place, context), record, line, place.line, header, context)
    },

    async inRegion(region, count, beyond, signal) {
      await unlessAborted(loaded, signal, path)
      const contig = contigs.find(region.contig)
      const inList = contig === undefined ? [] : rows.overlapping(contig, region.start, region.end)
      const rest =
        beyond === null
          ? { numbers: [], total: 0, atLeast: state.truncated }
          : await findBeyond(region, Math.max(0, count - inList.length), beyond, signal)
      return {
        rows: await buildRows([...inList.slice(0, count), ...rest.numbers], signal),
        total: inList.length + rest.total,
        atLeast: rest.atLeast || state.error !== null,
      }
    },

    async close() {
      closing.abort()
      await loaded
      await source.close()
    },
  }
}

/** Waits for `promise`, but not for a caller that left. */
async function unlessAborted(promise: Promise<void>, signal: AbortSignal, title: string): Promise<void> {
  throwIfCancelled(signal, title)
  const left = Promise.withResolvers<void>()
  const leave = (): void => left.resolve()
  signal.addEventListener('abort', leave, { once: true })
  await Promise.race([promise, left.promise])
  signal.removeEventListener('abort', leave)
  throwIfCancelled(signal, title)
}
