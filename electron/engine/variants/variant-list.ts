import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import type { VariantPage, VariantRecord, VariantRow } from '../../../shared/variant/variant-row.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import { type VariantKind, variantLines } from '../files/variant-lines.ts'
import { createContigTable } from '../files/vcf/contig-table.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import type { VcfRegionReader } from '../indexing/vcf-region-reader.ts'
import { type FoundRows, createBeyondRows } from './beyond-rows.ts'
import { keepBlocks } from './kept-text.ts'
import { type LoadState, loadRows } from './list-loader.ts'
import { createRowColumns } from './row-columns.ts'
import { createRowReader } from './row-reader.ts'

/** The most rows a list holds. */
const LIST_LIMIT = 100_000

type RegionRows = { rows: VariantRow[]; total: number; atLeast: boolean }

/** The first rows of a VCF or BCF, one for each alternate allele, in file order. */
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
  /** Default VCF. */
  readonly kind?: VariantKind
  readonly compression: Compression
  readonly limit?: number
  /** More rows can be asked for, or reading ended. */
  readonly grown?: (available: number, loading: boolean) => void
}

/**
 * Opens a VCF or BCF and starts reading its rows. The file stays open, so that one replaced by another of the same name
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
  const { file, path, kind = 'vcf', compression, limit = LIST_LIMIT, grown = () => {} } = options
  const through = compression === 'gzip' ? keepBlocks : undefined
  const { header, lines } = await variantLines(source, kind, compression, through)
  const contigs = createContigTable()
  const rows = createRowColumns()
  const beyondRows = createBeyondRows(limit, contigs)
  const reader = createRowReader(file, lines, header, contigs, rows, (row) =>
    row < limit ? rows.at(row) : beyondRows.at(row),
  )
  const state: LoadState = { loading: true, truncated: false, error: null, next: null }
  const closing = new AbortController()
  const first = Promise.withResolvers<void>()
  const announce = (): void => {
    if (rows.length > 0 || !state.loading) first.resolve()
    if (!closing.signal.aborted) grown(rows.length, state.loading)
  }
  const loaded = loadRows(lines, header, { rows, contigs, state }, limit, announce, closing.signal)

  return {
    header,
    path,
    loaded,
    waitUntilLoaded: (signal) => unlessAborted(loaded, signal, path),
    progress: () => ({ available: rows.length, loading: state.loading }),
    isTruncated: () => state.truncated,
    contigs: () => contigs.names,

    async page(offset, count, signal) {
      if (offset + count > rows.length) await unlessAborted(first.promise, signal, path)
      if (rows.length === 0 && state.error !== null) throw new Fault(state.error)
      const size = Math.max(0, Math.min(offset + count, rows.length) - offset)
      const built = await reader.rows(
        Array.from({ length: size }, (_, i) => offset + i),
        signal,
      )
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

    async record(row, signal) {
      // After a restart of the engine a row may be asked for again before it has been read again.
      if (row < limit && row >= rows.length && state.loading) await unlessAborted(loaded, signal, path)
      return reader.record(row, signal)
    },

    async inRegion(region, count, beyond, signal) {
      await unlessAborted(loaded, signal, path)
      const contig = contigs.find(region.contig)
      const inList = contig === undefined ? [] : rows.overlapping(contig, region.start, region.end)
      const found: FoundRows =
        beyond === null || state.next === null
          ? { numbers: [], total: 0, atLeast: state.truncated }
          : await beyondRows.find(region, state.next, Math.max(0, count - inList.length), beyond, signal)
      return {
        rows: await reader.rows([...inList.slice(0, count), ...found.numbers], signal),
        total: inList.length + found.total,
        atLeast: found.atLeast || state.error !== null,
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
