import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { hasEofBlock, readBgzfBlocks } from '../files/bgzf/bgzf-reader.ts'
import { type BamHeader, readBamHeader } from '../files/bam/header.ts'
import { BamRecord } from '../files/bam/record.ts'
import { createRecordSplitter } from '../files/bam/record-splitter.ts'
import { endsWithinRecord, recordContext, withOrdinal } from '../files/bam/record-stream.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import type { JobContext } from '../work/job.ts'
import type { BinningIndex } from './binning-index.ts'
import { BAI_BINNING, type Binning, csiDepth, maxPosition } from './bins.ts'
import { createIndexBuilder } from './index-builder.ts'
import { writeIndexFile } from './index-file.ts'
import { type IndexWhere, placeIndex } from './index-place.ts'
import { joinBamParts } from './parts/join-parts.ts'
import type { ScannedParts } from './parts/part-scan.ts'
import type { IndexPushResult } from './record-walk.ts'

export type BamIndexInput = {
  readonly path: string
  readonly cacheFolder: string
  /** `auto`: BAI, or CSI when a contig is longer than BAI can hold (2^29 bp). */
  readonly format?: 'bai' | 'csi' | 'auto'
  /** The file as its parts were scanned: what is left then is to join them. */
  readonly scanned?: ScannedParts | undefined
}

export type BamIndexOutput = {
  readonly path: string
  readonly format: 'bai' | 'csi'
  readonly where: IndexWhere
  readonly notices: CasementError[]
}

/**
 * Builds and writes the index of a coordinate-sorted BAM file. Streams: one block, one record and the index are in
 * memory. Sorted data are accepted whatever `@HD SO` says.
 *
 * @throws Fault `bam/unsorted` (naming the first record out of order), `bgzf/no-eof-block` (the file was cut at
 *   a block border, or never finished), other `bgzf/…`, `bam/…`, `index/out-of-reach`, `file/…`, `task/cancelled`.
 */
export async function buildBamIndexJob(input: BamIndexInput, ctx: JobContext): Promise<BamIndexOutput> {
  const { path, cacheFolder } = input
  const source = await openByteSource(path)
  try {
    const header = await readBamHeader(source, ctx.signal)
    const wanted = input.format ?? 'auto'
    const choice = bamIndexChoice(header, wanted)
    if (choice === undefined) {
      const detail = `it has a contig of ${longestContig(header)} bp, longer than a BAI index can hold (536,870,912 bp); use CSI`
      throw new Fault({ kind: 'index/out-of-reach', file: path, detail })
    }
    const joined = input.scanned && joinBamParts(input.scanned, choice, header.references.length)
    const { index, notices } = joined
      ? { index: joined, notices: [] }
      : await build(source, header, choice, wanted === 'auto', ctx)
    const format = index.format === 'csi' ? 'csi' : 'bai'
    ctx.progress({ phase: 'writing', done: source.size, total: source.size, unit: 'bytes' })
    const placed = await placeIndex(path, cacheFolder, `.${format}`, (target) =>
      writeIndexFile(target, index, ctx.signal),
    )
    return { ...placed, format, notices }
  } finally {
    await source.close()
  }
}

function longestContig({ references }: BamHeader): number {
  return references.reduce((most, { length }) => Math.max(most, length), 0)
}

export type BamIndexChoice = { readonly format: 'bai' | 'csi'; readonly binning: Binning }

/** What to build for these contigs; undefined when BAI is asked for and cannot hold them. */
export function bamIndexChoice(
  header: BamHeader,
  wanted: 'bai' | 'csi' | 'auto',
): BamIndexChoice | undefined {
  const longest = longestContig(header)
  const tooLong = longest > maxPosition(BAI_BINNING)
  if (wanted === 'csi' || (wanted === 'auto' && tooLong))
    return { format: 'csi', binning: { minShift: 14, depth: csiDepth(longest) } }
  return tooLong ? undefined : { format: 'bai', binning: BAI_BINNING }
}

/** Reads as far as BAM positions go, whatever length the header gives the contigs. */
const WIDEST: Binning = { minShift: 14, depth: csiDepth(2 ** 31) }

/** Builds the format chosen; when reads lie past what the header's lengths need, a CSI that holds them. */
async function build(
  source: ByteSource,
  header: BamHeader,
  { format, binning }: BamIndexChoice,
  mayChange: boolean,
  ctx: JobContext,
): Promise<{ index: BinningIndex; notices: CasementError[] }> {
  try {
    return { index: await buildBamIndex(source, header, format, binning, ctx), notices: [] }
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.error.kind !== 'index/out-of-reach') throw thrown
    if (format === 'bai' && !mayChange) throw thrown
    const index = await buildBamIndex(source, header, 'csi', WIDEST, ctx)
    const note = `Reads lie beyond the contig lengths its header gives: ${thrown.error.detail}. It got a CSI index that holds them.`
    return { index, notices: [{ kind: 'bam/header-note', file: source.path, note }] }
  }
}

/** The index of an open BAM file. Errors as {@link buildBamIndexJob}. */
async function buildBamIndex(
  source: ByteSource,
  header: BamHeader,
  format: 'bai' | 'csi',
  binning: Binning,
  ctx: JobContext,
): Promise<BinningIndex> {
  const { references, firstRecord } = header
  const builder = createIndexBuilder(format, binning)
  const context = recordContext(source, header)
  const splitter = createRecordSplitter(source.path)
  let ordinal = 0
  let previous: BamRecord | undefined

  const visit = (bytes: Uint8Array, block: number, within: number): boolean => {
    const record = new BamRecord(bytes, context, block, within)
    const { refId, start, end } = record
    const result = builder.push(refId, start, end, !record.isUnmapped, block, within)
    if (result !== 'indexed') throw refusal(result, source.path, header, record, previous, ordinal + 1)
    ordinal++
    previous = record
    return true
  }

  let skip = firstRecord.within
  try {
    for await (const block of readBgzfBlocks(source, { from: firstRecord.block, signal: ctx.signal })) {
      splitter.feed(block, visit, skip)
      skip = 0
      ctx.progress({ phase: 'indexing', done: block.offset, total: source.size, unit: 'bytes' })
    }
  } catch (thrown) {
    throw withOrdinal(thrown, ordinal + 1)
  }
  const unfinished = splitter.unfinished()
  // Without an EOF block the likelier story is a copy that broke off.
  if (!(await hasEofBlock(source)))
    throw new Fault({ kind: 'bgzf/no-eof-block', file: source.path, size: source.size })
  if (unfinished !== undefined) throw endsWithinRecord(source.path, unfinished, ordinal + 1)
  return builder.finish(references.length, splitter.position())
}

function refusal(
  result: Exclude<IndexPushResult, 'indexed'>,
  file: string,
  { references }: BamHeader,
  record: BamRecord,
  previous: BamRecord | undefined,
  ordinal: number,
): Fault {
  const contig = (of: BamRecord | undefined): string => references[of?.refId ?? -1]?.name ?? '*'
  if (result === 'out-of-range') {
    const detail = `read ${record.name} reaches ${contig(record)}:${record.end}, beyond what an index for these lengths can hold`
    return new Fault({ kind: 'index/out-of-reach', file, detail })
  }
  return new Fault({
    kind: 'bam/unsorted',
    file,
    ordinal,
    readName: record.name,
    contig: contig(record),
    position: record.start + 1,
    previousContig: contig(previous),
    previousPosition: (previous?.start ?? -1) + 1,
  })
}
