import { type CaseFile, type Compression, hasVariants } from '../../../shared/case/case-file.ts'
import type { AbortSignalLike, Handlers } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { EngineContext } from '../context.ts'
import { assertUnchanged } from '../files/identity.ts'
import type { VariantKind } from '../files/variant-lines.ts'
import { copyOfIndex } from '../indexing/vcf-bgzip-copy.ts'
import { type VcfRegionReader, openVcfRegions } from '../indexing/vcf-region-reader.ts'
import { type VariantList, openVariantList } from './variant-list.ts'

type VariantCall = 'variants.page' | 'variants.record' | 'variants.inRegion'

/** What the list of a file is read from: the file, or the bgzip copy of a gzip one once it is indexed. */
type Data = { readonly path: string; readonly compression: Compression; readonly kind: VariantKind }

function dataOf({ identity, kind: of, compression, index }: CaseFile): Data {
  const kind = of === 'bcf' ? 'bcf' : 'vcf'
  if (kind === 'vcf' && compression === 'gzip' && index.state === 'ready' && index.format !== 'offsets')
    return { path: copyOfIndex(index.path), compression: 'bgzf', kind }
  return { path: identity.path, compression, kind }
}

/** Lists and readers of the open case's VCFs, opened when first asked for. */
export function variantCalls(context: Pick<EngineContext, 'session' | 'emit'>): Handlers<VariantCall> {
  const { session } = context
  const lists = new Map<string, Promise<VariantList>>()
  const regions = new Map<string, { key: string; reader: Promise<VcfRegionReader> }>()

  const variantFile = (id: string): CaseFile => {
    const file = session.file(id)
    if (!hasVariants(file))
      throw new Fault({ kind: 'call/invalid', call: 'variants', detail: `${id} is a ${file.kind}` })
    return file
  }

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

  return {
    'variants.page': async ({ file, of, offset, limit }, signal) =>
      (await listOf(file)).page(offset, limit, abortSignal(signal), of),
    'variants.record': async ({ file, row }, signal) => (await listOf(file)).record(row, abortSignal(signal)),
    'variants.inRegion': async ({ file: id, contig, start, end, limit }, signal) => {
      const list = await listOf(id)
      const abort = abortSignal(signal)
      await list.waitUntilLoaded(abort)
      const file = variantFile(id)
      const own = ownContig(file, list, contig)
      if (own === undefined) return { rows: [], total: 0, referenceBlocks: 0 }
      // A list that holds the whole file needs no index.
      const beyond = list.isTruncated() ? await regionsOf(file) : null
      return list.inRegion({ contig: own, start, end }, limit, beyond, abort)
    },
  }
}

/** The contract's signal, which knows no DOM, as Node's. */
function abortSignal(signal: AbortSignalLike): AbortSignal {
  if (signal instanceof AbortSignal) return signal
  const controller = new AbortController()
  if (signal.aborted) controller.abort()
  signal.addEventListener('abort', () => controller.abort(), { once: true })
  return controller.signal
}
