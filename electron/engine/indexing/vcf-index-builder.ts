import { rm } from 'node:fs/promises'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { hasEofBlock } from '../files/bgzf/bgzf-reader.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { identifyFile } from '../files/identity.ts'
import { makeFolderOf } from '../files/make-folder.ts'
import { sniffSource } from '../files/sniff.ts'
import { type TextBlocks, textBlocks } from '../files/text/text-blocks.ts'
import { createContigTable } from '../files/vcf/contig-table.ts'
import { type VcfHeader, readVcfHeader } from '../files/vcf/header.ts'
import type { JobContext } from '../work/job.ts'
import type { BinningIndex } from './binning-index.ts'
import { BAI_BINNING, type Binning, MAX_DEPTH, csiDepth, maxPosition } from './bins.ts'
import { createIndexBuilder } from './index-builder.ts'
import { writeIndexFile } from './index-file.ts'
import { type IndexWhere, cachedIndexPath, placeIndex } from './index-place.ts'
import { joinVcfParts } from './parts/join-parts.ts'
import type { ScannedParts } from './parts/part-scan.ts'
import { encodeTabixHeader, vcfTabixHeader } from './tbi.ts'
import { bgzipCopyPath, writeBgzipCopy } from './vcf-bgzip-copy.ts'
import { OFFSET_EXTENSION, createOffsetIndexBuilder, writeOffsetIndex } from './vcf-offset-index.ts'
import { scanSortedRecords } from './vcf-record-scan.ts'

export type VcfIndexInput = {
  readonly path: string
  readonly cacheFolder: string
  /**
   * For a compressed VCF; `auto` is TBI, or CSI when a contig or a record reaches past what TBI can hold (2^29 bp).
   * A plain-text VCF gets an offset index whatever is asked for.
   */
  readonly format?: 'tbi' | 'csi' | 'auto'
  /** The file as its parts were scanned: what is left then is to join them. */
  readonly scanned?: ScannedParts | undefined
}

export type VcfIndexOutput = {
  readonly path: string
  readonly format: 'tbi' | 'csi' | 'offsets'
  readonly where: IndexWhere
  /** The file the index belongs to: the VCF, or its bgzip copy in the cache. */
  readonly data: string
  readonly records: number
  readonly notices: CasementError[]
}

/** Levels of the CSI that htslib writes for a VCF unless a contig needs more. @see htslib tbx.c, tbx_index */
const VCF_CSI_DEPTH = 6

type CompressedFormat = 'tbi' | 'csi'

type Built = { readonly index: BinningIndex; readonly records: number }
/** A record ends past what the binning can hold. */
type OutOfRange = { readonly outOfRange: number }

/**
 * Builds and writes the index of a sorted VCF. The file itself is never changed: bgzip gets a TBI or CSI as tabix
 * and bcftools make it, plain text our offset index, and gzip is first copied as bgzip into the cache, which a
 * notice says. Streams: one block, one line and the index are in memory. A failed or cancelled build leaves nothing.
 *
 * @throws Fault `vcf/unsorted` (naming the first record out of order), other `vcf/…`, `bgzf/…`, `gzip/…`,
 *   `index/not-indexable`, `index/out-of-reach`, `file/…`, `task/cancelled`
 */
export async function buildVcfIndexJob(input: VcfIndexInput, context: JobContext): Promise<VcfIndexOutput> {
  const { path, cacheFolder, format = 'auto' } = input
  const source = await openByteSource(path)
  try {
    const { kind, compression } = await sniffSource(source)
    if (kind !== 'vcf')
      throw new Fault({ kind: 'index/not-indexable', file: path, what: `a ${kind.toUpperCase()} file` })
    if (compression === 'none') return await indexPlain(source, cacheFolder, context)
    if (compression === 'bgzf') {
      if (!(await hasEofBlock(source)))
        throw new Fault({ kind: 'bgzf/no-eof-block', file: path, size: source.size })
      const { index, records } = await buildVcfIndex(source, format, context, input.scanned)
      const placed = await placeIndex(path, cacheFolder, `.${index.format}`, (target) =>
        writeIndexFile(target, index, context.signal),
      )
      return { ...placed, format: compressedFormat(index), data: path, records, notices: [] }
    }
    return await indexCopy(source, cacheFolder, format, context)
  } finally {
    await source.close()
  }
}

async function indexPlain(
  source: ByteSource,
  cacheFolder: string,
  context: JobContext,
): Promise<VcfIndexOutput> {
  const text = textBlocks(source, 'none')
  const builder = createOffsetIndexBuilder()
  let records = 0
  for await (const batch of scanSortedRecords(
    text,
    await readVcfHeader(text, context.signal),
    context.signal,
  )) {
    for (const record of batch) builder.push(record)
    records += batch.length
    report(batch.at(-1)?.line.place.block, source, context)
  }
  const index = builder.finish(source.size)
  // Nobody but us can read it: it stays out of the user's folders.
  const path = cachedIndexPath(await identifyFile(source.path), cacheFolder, OFFSET_EXTENSION)
  await makeFolderOf(path)
  await writeOffsetIndex(path, index, context.signal)
  return { path, where: 'cache', format: 'offsets', data: source.path, records, notices: [] }
}

/** Copies a gzip VCF as bgzip and indexes the copy; without an index the copy is of no use and is removed. */
async function indexCopy(
  source: ByteSource,
  cacheFolder: string,
  wanted: CompressedFormat | 'auto',
  context: JobContext,
): Promise<VcfIndexOutput> {
  const data = bgzipCopyPath(await identifyFile(source.path), cacheFolder)
  await writeBgzipCopy(source, data, context)
  try {
    const copy = await openByteSource(data)
    try {
      // Errors name the user's file, not the copy.
      const { index, records } = await buildVcfIndex({ ...copy, path: source.path }, wanted, context)
      const path = `${data}.${index.format}`
      await writeIndexFile(path, index, context.signal)
      const notices: CasementError[] = [{ kind: 'vcf/recompressed', file: source.path, copy: data }]
      return { path, format: compressedFormat(index), where: 'cache', data, records, notices }
    } finally {
      await copy.close()
    }
  } catch (thrown) {
    await rm(data, { force: true })
    throw thrown
  }
}

function compressedFormat({ format }: BinningIndex): CompressedFormat {
  return format === 'csi' ? 'csi' : 'tbi'
}

function report(block: number | undefined, source: ByteSource, context: JobContext): void {
  if (block === undefined) return
  context.progress({ phase: 'indexing', done: block, total: source.size, unit: 'bytes' })
}

/** What to build for these contigs. TBI that cannot hold a record is found out when one comes up. */
export function vcfIndexChoice(
  { contigs }: VcfHeader,
  wanted: CompressedFormat | 'auto',
  reach = 0,
): { readonly format: CompressedFormat; readonly binning: Binning } {
  const longest = contigs.reduce((most, { length }) => Math.max(most, length), reach)
  if (wanted === 'tbi' || (wanted === 'auto' && longest <= maxPosition(BAI_BINNING)))
    return { format: 'tbi', binning: BAI_BINNING }
  const depth = Math.min(MAX_DEPTH, Math.max(VCF_CSI_DEPTH, csiDepth(longest)))
  return { format: 'csi', binning: { minShift: 14, depth } }
}

/** The index of an open bgzip VCF. Errors as {@link buildVcfIndexJob}. */
async function buildVcfIndex(
  source: ByteSource,
  wanted: CompressedFormat | 'auto',
  context: JobContext,
  scanned?: ScannedParts,
): Promise<Built> {
  const text = textBlocks(source, 'bgzf')
  const header = await readVcfHeader(text, context.signal)
  const choice = vcfIndexChoice(header, wanted)
  const joined = scanned && joinVcfParts(scanned, choice)
  if (joined) return joined
  const built = await buildWith(source, text, header, choice.format, choice.binning, context)
  if (!('outOfRange' in built)) return built
  const reach = built.outOfRange
  if (wanted !== 'tbi') {
    const { binning } = vcfIndexChoice(header, 'csi', reach)
    const again = await buildWith(source, text, header, 'csi', binning, context)
    if (!('outOfRange' in again)) return again
  }
  const kind = (wanted === 'tbi' ? 'tbi' : 'csi').toUpperCase()
  const detail = `it has a record that reaches base ${reach}, past what a ${kind} index can hold`
  throw new Fault({ kind: 'index/out-of-reach', file: source.path, detail })
}

async function buildWith(
  source: ByteSource,
  text: TextBlocks,
  header: VcfHeader,
  format: CompressedFormat,
  binning: Binning,
  context: JobContext,
): Promise<Built | OutOfRange> {
  const builder = createIndexBuilder(format, binning)
  const contigs = createContigTable()
  let end = header.end
  let records = 0
  for await (const batch of scanSortedRecords(text, header, context.signal)) {
    for (const { line, contig, extent } of batch) {
      const refId = contigs.numberOf(contig)
      const pushed = builder.push(refId, extent.start, extent.end, true, line.place.block, line.place.within)
      if (pushed !== 'indexed') return { outOfRange: extent.end }
      end = line.after
    }
    records += batch.length
    report(batch.at(-1)?.line.place.block, source, context)
  }
  const auxiliary = encodeTabixHeader(vcfTabixHeader(contigs.names))
  return { index: builder.finish(contigs.names.length, end, auxiliary), records }
}
