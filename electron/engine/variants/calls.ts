import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CallInput, Handlers } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { ALL_VARIANTS, isAllVariants } from '../../../shared/variant/variant-query.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import type { VariantPage, VariantRecord, VariantRow } from '../../../shared/variant/variant-row.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { EngineContext } from '../context.ts'
import { assertUnchanged } from '../files/identity.ts'
import { type VcfRegionReader, openVcfRegions } from '../indexing/vcf-region-reader.ts'
import { abortSignal } from './abort-signal.ts'
import { jointPage, type RowReading } from './joint/joint-page.ts'
import { knownRows } from './known-rows.ts'
import { findMate } from './mates/find-mate.ts'
import { type MatePlaces, listedMates, storedMates } from './mates/mate-places.ts'
import { isVariantNumber } from './listed-rows.ts'
import type { OpenVariants } from './open-variants.ts'
import type { Stores } from './stores.ts'
import { dataOf, variantFileOf } from './variant-data.ts'
import { type VariantList, openVariantList } from './variant-list.ts'

type VariantCall = 'variants.page' | 'variants.record' | 'variants.mateOf' | 'variants.inRegion'

/** Lists and readers of the open case's VCFs, opened when first asked for. */
export function variantCalls(
  context: Pick<EngineContext, 'session' | 'emit'>,
  stores: Stores,
): Handlers<VariantCall> {
  const { session } = context
  const lists = new Map<string, Promise<VariantList>>()
  const regions = new Map<string, { key: string; reader: Promise<VcfRegionReader> }>()

  const variantFile = (id: string): CaseFile => variantFileOf(session, id)

  const open = async (file: CaseFile): Promise<VariantList> => {
    await assertUnchanged(file.identity)
    return openVariantList({
      file: file.id,
      ...dataOf(file),
      grown: (progress) => context.emit('variants.grown', { file: file.id, ...progress }),
    })
  }

  const listOf = (id: string): Promise<VariantList> => {
    const file = variantFile(id)
    const known = lists.get(id)
    if (known !== undefined) return known
    const opening = open(file)
    lists.set(id, opening)
    // A file that could not be opened may be there the next time.
    opening.catch(() => lists.delete(id))
    return opening
  }

  const closeRegions = (id: string): void => {
    const found = regions.get(id)
    regions.delete(id)
    found?.reader.then(
      (reader) => reader.close(),
      () => undefined,
    )
  }

  /** The reader over the file's index as it now is; null without one. */
  const regionsOf = (file: CaseFile): Promise<VcfRegionReader> | null => {
    if (file.index.state !== 'ready') return null
    const key = JSON.stringify(file.index)
    const known = regions.get(file.id)
    if (known?.key === key) return known.reader
    closeRegions(file.id)
    const { index } = file
    const reader = assertUnchanged(file.identity).then(() => openVcfRegions(dataOf(file), index))
    regions.set(file.id, { key, reader })
    reader.catch(() => regions.delete(file.id))
    return reader
  }

  /** A gzip file has got its bgzip copy: read that from now on, once it has been read as far as the list was. */
  const moveToCopy = async (file: CaseFile): Promise<void> => {
    const before = lists.get(file.id)
    if (before === undefined || (await before).path === dataOf(file).path) return
    const list = await open(file)
    await list.loaded
    if (lists.get(file.id) !== before) return list.close()
    lists.set(file.id, Promise.resolve(list))
    await (await before).close()
  }

  const closeAll = (): void => {
    for (const opening of lists.values())
      opening.then(
        (list) => list.close(),
        () => undefined,
      )
    lists.clear()
    for (const id of regions.keys()) closeRegions(id)
  }

  session.onChange((event) => {
    if (event.kind === 'case-opened' || event.kind === 'case-closed') closeAll()
    if (event.kind !== 'index-changed') return
    closeRegions(event.file)
    const file = session.state()?.files.find((f) => f.id === event.file)
    // When the copy cannot be read the list stays with the file itself; the region reader will say what is wrong.
    if (file?.kind === 'vcf' && file.compression === 'gzip') moveToCopy(file).catch(() => undefined)
  })

  /** The file's own name of a contig given in the case's names; undefined when the file has no such contig. */
  const ownContig = (file: CaseFile, list: VariantList, contig: string): string | undefined => {
    const state = session.require()
    const named = state.files.flatMap((f) => f.contigs).find((c) => c.name === contig && c.length > 0)
    const own = new Map(list.contigs().map((name) => [name, { name, length: 0 }]))
    for (const declared of list.header.contigs) own.set(declared.name, declared)
    return contigAlias([named ?? { name: contig, length: 0 }], [...own.values()], state.build).toFile(contig)
  }

  /** Rows of an imported file by their numbers. What is in the file is read there: the store gathers a row from all over itself. */
  const storedRows = async (
    id: string,
    { rows }: OpenVariants,
    list: VariantList,
    numbers: Int32Array,
    signal: AbortSignal,
  ): Promise<VariantRow[]> => {
    // In gzip there is no way to a place but through all before it.
    if (dataOf(variantFile(id)).compression === 'gzip') return rows.rows(numbers, signal)
    return list.rowsAt(knownRows(list, rows, await rows.places(numbers, signal)), signal)
  }

  /** The rows of an imported file: filtered, sorted, with the columns that are wanted. */
  const storedPage = async (
    variants: OpenVariants,
    list: VariantList,
    { file: id, offset, limit, query = ALL_VARIANTS, columns = [] }: CallInput<'variants.page'>,
    signal: AbortSignal,
  ): Promise<VariantPage> => {
    const { store, scope, results, rows } = variants
    const wanted = columns.map((name) => scope.column(name))
    const numbers = await results.rows(query, offset, limit, signal)
    const [passing, found, cells] = await Promise.all([
      results.passing(query, signal),
      storedRows(id, variants, list, numbers, signal),
      wanted.length === 0 ? Array.from(numbers, () => []) : rows.cells(numbers, wanted, signal),
    ])
    const { referenceBlocks } = list.progress()
    return {
      rows: found,
      cells,
      samples: [...store.meta.samples],
      firstRow: 0,
      available: passing,
      variants: store.meta.rows,
      referenceBlocks,
      loading: false,
      truncated: false,
      limit: store.meta.rows,
      error: store.meta.stopped,
    }
  }

  /** Rows of one of several files, and the samples whose genotypes they have. */
  const readTogether: RowReading = async ({ file: id, variants }, numbers, signal) => {
    const list = await listOf(id)
    const rows = await storedRows(id, variants, list, numbers, signal)
    const isGzip = dataOf(variantFile(id)).compression === 'gzip'
    return { rows, samples: isGzip ? variants.store.meta.samples : list.header.samples }
  }

  const recordOf = async (id: string, row: number, abort: AbortSignal): Promise<VariantRecord> => {
    const list = await listOf(id)
    const variants = isVariantNumber(row) ? await stores.of(variantFile(id)) : null
    if (!variants) return list.record(row, abort)
    const places = await variants.rows.places(Int32Array.of(row), abort)
    return list.recordAt(row, knownRows(list, variants.rows, places), abort)
  }

  /** Where the mates of a file's breakends are looked for: in its store, or in the list and what its index adds. */
  const matesIn = async (id: string, abort: AbortSignal): Promise<MatePlaces> => {
    const file = variantFile(id)
    const variants = await stores.of(file)
    if (variants) return storedMates(variants, abort)
    const list = await listOf(id)
    return listedMates(list, () => regionsOf(file), abort)
  }

  return {
    'variants.page': async (input, signal) => {
      const { file: id, of = 'variants', offset, limit } = input
      const abort = abortSignal(signal)
      if (id === ALL_FILES) return jointPage(await stores.all(), input, readTogether, abort)
      const list = await listOf(id)
      const variants = of === 'variants' ? await stores.of(variantFile(id)) : null
      if (variants) return storedPage(variants, list, input, abort)
      if (of === 'variants' && input.query !== undefined && !isAllVariants(input.query))
        throw new Fault({ kind: 'variants/not-imported', file: variantFile(id).name })
      return list.page(offset, limit, abort, of)
    },
    'variants.record': ({ file, row }, signal) => recordOf(file, row, abortSignal(signal)),
    'variants.mateOf': async ({ file, row }, signal) => {
      const abort = abortSignal(signal)
      const [record, places] = await Promise.all([recordOf(file, row, abort), matesIn(file, abort)])
      return findMate(record, places)
    },
    'variants.inRegion': async ({ file: id, contig, start, end, limit }, signal) => {
      const list = await listOf(id)
      const abort = abortSignal(signal)
      const file = variantFile(id)
      const variants = await stores.of(file)
      if (!variants || list.progress().referenceBlocks > 0) await list.waitUntilLoaded(abort)
      const own = ownContig(file, list, contig)
      if (own === undefined) return { rows: [], total: 0, referenceBlocks: 0 }
      const region = { contig: own, start, end }
      // A list that holds the whole file needs no index.
      const beyond = list.isTruncated() && !variants ? await regionsOf(file) : null
      if (!variants) return list.inRegion(region, limit, beyond, abort)
      const found = await variants.rows.inRegion(region, limit, abort)
      if (list.progress().referenceBlocks === 0) return { ...found, referenceBlocks: 0 }
      // Blocks are not stored: the list has them, or the index beyond it.
      const blocks = await list.inRegion(
        region,
        limit,
        list.isTruncated() ? await regionsOf(file) : null,
        abort,
      )
      const shown = blocks.rows.filter(({ type }) => type === 'reference-block')
      return { ...blocks, rows: [...found.rows, ...shown].slice(0, limit), total: found.total }
    },
  }
}
