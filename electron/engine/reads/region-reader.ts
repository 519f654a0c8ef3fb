import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import { hasEofBlock, readBgzfBlocks } from '../files/bgzf/bgzf-reader.ts'
import { blockSizeAt, MAX_BLOCK_SIZE } from '../files/bgzf/bgzf-block.ts'
import { type BamHeader, readBamHeader } from '../files/bam/header.ts'
import { BamRecord } from '../files/bam/record.ts'
import { createRecordSplitter, type VisitRecord } from '../files/bam/record-splitter.ts'
import { recordContext } from '../files/bam/record-stream.ts'
import { type BlockCache, blockCache } from '../files/bgzf/block-cache.ts'
import { compareVirtualOffsets } from '../files/bgzf/virtual-offset.ts'
import { type ByteSource, openByteSource, type SyncSource } from '../files/byte-source.ts'
import { type BinningIndex, type Chunk, chunksFor } from '../indexing/binning-index.ts'
import { checkIndexBelongs } from '../indexing/check-index.ts'
import { findIndex, type FoundIndex } from '../indexing/find-index.ts'
import { readIndexFile } from '../indexing/index-file.ts'
import { estimateReads } from './estimate-reads.ts'
import { readRecordAt } from './record-at.ts'
import { type VisitRead, walkRegion } from './region-walk.ts'

export type ReadOptions = { readonly signal?: AbortSignal | undefined }

/** What a walk may ask. */
export type WalkOptions = ReadOptions & {
  /**
   * `places` when neither bases nor qualities nor tags are looked at: a CRAM then need not decode them, and records come
   * without. A BAM has them anyway. Default `all`.
   */
  readonly fields?: 'all' | 'places'
}

/** An open, indexed BAM file that answers regions. */
export type BamReader = {
  readonly path: string
  readonly header: BamHeader
  readonly index: BinningIndex
  readonly indexFile: FoundIndex
  /** What the user should know though reading works: `index/stale`, `bgzf/no-eof-block`. */
  readonly notices: readonly CasementError[]
  /** Number of a contig in the file. @throws Fault `region/contig-missing`. */
  refId(contig: string): number
  /**
   * The records overlapping `region` (whose contig is the file's own name for it) in file order: all of them,
   * secondary, duplicate and placed-unmapped ones included, as `samtools view FILE REGION`.
   *
   * @throws Fault `region/contig-missing`, `bgzf/…`, `bam/bad-record`, `index/other-file`,
   *   `file/changed`, `task/cancelled`.
   */
  records(region: Region, options?: ReadOptions): AsyncGenerator<BamRecord>
  /** {@link records}, as arrays: one per block that has any. */
  batches(region: Region, options?: ReadOptions): AsyncGenerator<BamRecord[]>
  /**
   * {@link records} without an object per record, from blocks that are kept: for all that counts, packs or copies. A
   * region that was just read is not read again. Errors as `records`, and what `visit` throws.
   */
  walk(region: Region, visit: VisitRead, options?: WalkOptions): Promise<void>
  /** The record at a place that {@link walk} told. @throws Fault `call/invalid` when there is none, else as `records` */
  recordAt(block: number, within: number): Promise<BamRecord>
  /**
   * About how many records overlap the whole of `region`, from the index alone: less than there are, at times
   * far less, hardly ever more. 0 when the index does not say. @throws Fault `region/contig-missing`
   */
  estimate(region: Region): number
  close(): Promise<void>
}

/**
 * Opens a BAM file and its index, found beside it or in the cache folder.
 *
 * @throws Fault `index/missing`, `index/other-file`, `index/truncated`, `index/bad-magic`, `bam/…`, `file/…`.
 */
export async function openBam(
  path: string,
  options: { readonly cacheFolder: string; readonly blocks?: BlockCache },
): Promise<BamReader> {
  const source = await openByteSource(path)
  try {
    const header = await readBamHeader(source)
    const indexFile = await findIndex(path, 'bam', options.cacheFolder)
    if (!indexFile) throw new Fault({ kind: 'index/missing', file: path })
    const index = await readIndexFile(path, indexFile.path)
    const names = { file: path, index: indexFile.path }
    checkIndexBelongs(index, names, source.size, header.references.length)
    const notices: CasementError[] = []
    if (indexFile.stale) notices.push({ kind: 'index/stale', ...names })
    if (!(await hasEofBlock(source)))
      notices.push({ kind: 'bgzf/no-eof-block', file: path, size: source.size })
    return createReader(source, header, index, indexFile, notices, options.blocks ?? blockCache)
  } catch (thrown) {
    await source.close()
    throw thrown
  }
}

/** BAM positions are 32-bit. */
const MAX_POSITION = 2 ** 31 - 1

function createReader(
  source: SyncSource,
  header: BamHeader,
  index: BinningIndex,
  indexFile: FoundIndex,
  notices: readonly CasementError[],
  blocks: BlockCache,
): BamReader {
  const { path } = source
  const numbers = new Map(header.references.map(({ name }, refId) => [name, refId]))
  const refId = (contig: string): number => {
    const found = numbers.get(contig)
    if (found !== undefined) return found
    const known = header.references.slice(0, 8).map(({ name }) => name)
    throw new Fault({ kind: 'region/contig-missing', contig, file: path, known })
  }

  const wantedOf = (region: Region): Wanted => {
    const id = refId(region.contig)
    const length = header.references[id]?.length ?? 0
    // To the contig's end means to its last read, also where the header understates the length, as in samtools.
    const end = region.end >= length ? MAX_POSITION : region.end
    return { refId: id, start: region.start, end }
  }

  async function* batches(region: Region, { signal }: ReadOptions = {}): AsyncGenerator<BamRecord[]> {
    const wanted = wantedOf(region)
    for (const chunk of chunksFor(index, wanted.refId, wanted.start, wanted.end)) {
      const goOn = yield* readChunk(source, header, indexFile.path, chunk, wanted, signal)
      if (!goOn) return
    }
  }

  return {
    path,
    header,
    index,
    indexFile,
    notices,
    refId,
    batches,
    async walk(region, visit, { signal } = {}) {
      const wanted = wantedOf(region)
      const chunks = chunksFor(index, wanted.refId, wanted.start, wanted.end)
      const context = recordContext(source, header)
      const walk = { source, context, indexPath: indexFile.path, chunks, ...wanted }
      await walkRegion(walk, visit, blocks, signal)
    },
    recordAt: (block, within) => readRecordAt(source, header, { block, within }),
    estimate(region) {
      const wanted = wantedOf(region)
      return estimateReads(index, wanted.refId, wanted.start, wanted.end)
    },
    async *records(region, options) {
      for await (const batch of batches(region, options)) yield* batch
    },
    close: () => source.close(),
  }
}

type Wanted = { readonly refId: number; readonly start: number; readonly end: number }

/** How many bytes are asked of the file at once: regions are small. */
const WINDOW = 1 << 18

/** Reads one chunk. @returns false when its last record starts past the region: no later chunk can matter. */
async function* readChunk(
  source: ByteSource,
  header: BamHeader,
  indexPath: string,
  { from, to }: Chunk,
  wanted: Wanted,
  signal: AbortSignal | undefined,
): AsyncGenerator<BamRecord[], boolean> {
  const context = recordContext(source, header)
  const splitter = createRecordSplitter(source.path)
  let batch: BamRecord[] = []
  let isFirst = true
  let isPast = false

  const visit: VisitRecord = (bytes, block, within) => {
    if (block > to.block || (block === to.block && within >= to.within)) return false
    const record = new BamRecord(bytes, context, block, within)
    if (isFirst && record.refId !== wanted.refId) throw otherFile('it leads to records of another contig')
    isFirst = false
    if (record.refId !== wanted.refId || record.start >= wanted.end) {
      isPast = true
      return false
    }
    if (record.end > wanted.start) batch.push(record)
    return true
  }
  const otherFile = (detail: string, cause?: unknown): Fault =>
    new Fault({ kind: 'index/other-file', file: source.path, index: indexPath, detail }, { cause })

  let skip = from.within
  const end = to.within > 0 ? to.block + 1 : to.block
  const blocks = readBgzfBlocks(source, { from: from.block, to: end, window: WINDOW, signal })
  try {
    for await (const block of blocks) {
      if (skip > block.data.length)
        throw otherFile(`it leads to byte ${skip} of a block of ${block.data.length}`)
      const goOn = splitter.feed(block, visit, skip)
      skip = 0
      if (batch.length > 0) {
        yield batch
        batch = []
      }
      if (!goOn) return !isPast
    }
  } catch (thrown) {
    // Where a chunk of the right index starts there is always a block, and a record in it.
    if (isFirst && thrown instanceof Fault) {
      if (thrown.error.kind === 'bam/bad-record')
        throw otherFile('it leads to where no record starts', thrown)
      const head = await source.read(from.block, MAX_BLOCK_SIZE)
      if (blockSizeAt(head, 0) === 'not-bgzf')
        throw otherFile(`no block starts at byte ${from.block}, where it leads`, thrown)
    }
    throw thrown
  }
  // What starts at the chunk's end may well go on in the next block.
  const isCut = splitter.unfinished() !== undefined && compareVirtualOffsets(splitter.position(), to) < 0
  if (isCut) throw otherFile('one of its chunks ends within a record')
  return true
}
