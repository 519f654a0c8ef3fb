import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import type { Listed, VariantPage, VariantRecord, VariantRow } from '../../../shared/variant/variant-row.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import { type VariantKind, variantLines } from '../files/variant-lines.ts'
import { createContigTable } from '../files/vcf/contig-table.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import type { VcfRegionReader } from '../indexing/vcf-region-reader.ts'
import { type BeyondList, createBeyondRows, nothingFound } from './beyond-rows.ts'
import { keepBlocks } from './kept-text.ts'
import { type LoadState, loadRows } from './list-loader.ts'
import { createListedRows } from './listed-rows.ts'
import { createRowReader, type KnownRows } from './row-reader.ts'

/** The most variants a list holds, and the most reference blocks. */
const LIST_LIMIT = 100_000

type RegionRows = { rows: VariantRow[]; total: number; referenceBlocks: number; atLeast: boolean }

type ListProgress = {
  readonly variants: number
  readonly referenceBlocks: number
  readonly loading: boolean
}

/**
 * The first variants of a VCF or BCF, one for each alternate allele, in file order, and apart from them its first reference
 * blocks.
 */
export type VariantList = {
  readonly header: VcfHeader
  /** The path the list reads: the file, or its bgzip copy. */
  readonly path: string
  /** Resolves when reading ended, for whatever reason. */
  readonly loaded: Promise<void>
  /** As {@link loaded}, for a caller that may leave. @throws Fault `task/cancelled` */
  waitUntilLoaded(signal: AbortSignal): Promise<void>
  progress(): ListProgress
  /** The file has variants or reference blocks that are not held. */
  isTruncated(): boolean
  /** Contigs that came up so far, by the file's own names. */
  contigs(): readonly string[]
  /**
   * Rows `offset` to `offset + limit` of the variants or the blocks, as far as they have been read; the first call waits
   * for the first rows.
   *
   * @throws Fault why the file cannot be read when it ends in an error before the first row; `file/changed`
   */
  page(offset: number, limit: number, signal: AbortSignal, of?: Listed): Promise<VariantPage>
  /** @throws Fault `call/invalid` when there is no such row; `file/changed` */
  record(row: number, signal: AbortSignal): Promise<VariantRecord>
  /** Rows and a record of which an import knows where they are. Errors as {@link record}. */
  rowsAt(known: KnownRows, signal: AbortSignal): Promise<VariantRow[]>
  recordAt(row: number, known: KnownRows, signal: AbortSignal): Promise<VariantRecord>
  /** The list's number of a contig. */
  numberOf(contig: string): number
  /**
   * Rows overlapping a region in the file's own contig name, variants and then blocks, each in file order. Waits until
   * the list is read. Records beyond the list are found through `beyond`; without it they are missing and `atLeast` says
   * so. Blocks come all or not at all: a row of them that ends at a limit would look like the end of what was covered.
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
  readonly grown?: (progress: ListProgress) => void
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
  const rows = createListedRows(limit)
  const { variants, blocks, firstBlock, firstBeyond } = rows
  const beyondRows = createBeyondRows(firstBeyond, contigs)
  const reader = createRowReader(file, lines, header, contigs, variants, (row) =>
    row < firstBeyond ? rows.at(row) : beyondRows.at(row),
  )
  const state: LoadState = { loading: true, truncated: false, error: null, next: null }
  const closing = new AbortController()
  const first = Promise.withResolvers<void>()
  const isEmpty = (): boolean => variants.length + rows.blocksRead === 0
  const progress = (): ListProgress => ({
    variants: variants.length,
    referenceBlocks: rows.blocksRead,
    loading: state.loading,
  })
  const announce = (): void => {
    if (!isEmpty() || !state.loading) first.resolve()
    if (!closing.signal.aborted) grown(progress())
  }
  const loaded = loadRows(lines, header, { rows, contigs, state }, announce, closing.signal)
  const beyondList = (): BeyondList => ({
    variants: state.next,
    // Reading ended where the variants did: blocks behind that were never seen.
    'reference-blocks': rows.nextBlock ?? state.next,
  })
  const isTruncated = (): boolean => state.truncated || rows.nextBlock !== null

  return {
    header,
    path,
    loaded,
    waitUntilLoaded: (signal) => unlessAborted(loaded, signal, path),
    progress,
    isTruncated,
    contigs: () => contigs.names,

    async page(offset, count, signal, of = 'variants') {
      const { rows: listed, firstRow } = rows.of(of)
      if (offset + count > listed.length) await unlessAborted(first.promise, signal, path)
      if (isEmpty() && state.error !== null) throw new Fault(state.error)
      const size = Math.max(0, Math.min(offset + count, listed.length) - offset)
      const built = await reader.rows(
        Array.from({ length: size }, (_, i) => firstRow + offset + i),
        signal,
      )
      return {
        ...progress(),
        rows: built,
        samples: [...header.samples],
        firstRow,
        available: listed.length,
        truncated: state.truncated,
        limit,
        error: state.error,
      }
    },

    async record(row, signal) {
      // After a restart of the engine a row may be asked for again before it has been read again.
      if (row < firstBeyond && rows.at(row) === null && state.loading)
        await unlessAborted(loaded, signal, path)
      return reader.record(row, signal)
    },

    rowsAt: reader.rowsAt,
    recordAt: reader.recordAt,
    numberOf: contigs.numberOf,

    async inRegion(region, count, beyond, signal) {
      await unlessAborted(loaded, signal, path)
      const contig = contigs.find(region.contig)
      const { start, end } = region
      const held = contig === undefined ? [] : variants.overlapping(contig, start, end)
      const heldBlocks = contig === undefined ? [] : blocks.overlapping(contig, start, end)
      const found =
        beyond === null || !isTruncated()
          ? nothingFound(isTruncated())
          : await beyondRows.find(region, beyondList(), count, beyond, signal)
      const shown = [...held, ...found.variants.numbers].slice(0, count)
      const referenceBlocks = heldBlocks.length + found['reference-blocks'].total
      const shownBlocks =
        shown.length + referenceBlocks <= count
          ? [...heldBlocks.map((row) => firstBlock + row), ...found['reference-blocks'].numbers]
          : []
      return {
        rows: await reader.rows([...shown, ...shownBlocks], signal),
        total: held.length + found.variants.total,
        referenceBlocks,
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
