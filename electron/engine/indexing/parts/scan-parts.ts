import { setMaxListeners } from 'node:events'
import { errorOf, Fault } from '../../../../shared/errors/fault.ts'
import { hasEofBlock } from '../../files/bgzf/bgzf-reader.ts'
import { splitAtBlocks } from '../../files/bgzf/split-at-blocks.ts'
import type { VirtualOffset } from '../../files/bgzf/virtual-offset.ts'
import { readBamHeader } from '../../files/bam/header.ts'
import { type ByteSource, openByteSource, type SyncSource } from '../../files/byte-source.ts'
import { throwIfCancelled } from '../../files/io-fault.ts'
import { sniffSource } from '../../files/sniff.ts'
import { textBlocks } from '../../files/text/text-blocks.ts'
import { readVcfHeader } from '../../files/vcf/header.ts'
import type { JobContext } from '../../work/job.ts'
import type { WorkerPool } from '../../work/worker-pool.ts'
import { type BamIndexInput, type BamIndexOutput, bamIndexChoice } from '../build-bam-index.ts'
import { type VcfIndexInput, type VcfIndexOutput, vcfIndexChoice } from '../vcf-index-builder.ts'
import type { PartRange, PartScan, ScannedParts } from './part-scan.ts'

/** Where the parts of a file are scanned. `workers` is how many at a time. */
export type Scanning = {
  readonly pool: Pick<WorkerPool, 'run'>
  readonly workers: number
  /** Compressed bytes of a part, for tests; else by the file's size. */
  readonly partSize?: number
}

/** Below this a file is indexed before its parts were handed out (compressed bytes). */
const WORTH_SPLITTING = 1 << 20
const SMALLEST_PART = 1 << 20
/** Parts are small enough that what each answers stays small, and that workers end together. */
const LARGEST_PART = 1 << 26
const PARTS_EACH = 8

/**
 * Indexes a BAM file, its parts scanned by the pool's workers at the same time. A file of which any part is out of
 * the ordinary is built serially, so that result and errors are those of the job `buildBamIndex` always.
 */
export async function indexBamInParts(
  scanning: Scanning,
  input: BamIndexInput,
  context: JobContext,
): Promise<BamIndexOutput> {
  const scanned = await soundParts(input.path, context, async (source) => {
    const header = await readBamHeader(source, context.signal)
    const choice = bamIndexChoice(header, input.format ?? 'auto')
    if (!choice) return undefined
    const referenceCount = header.references.length
    const ranges = await rangesOf(source, header.firstRecord, scanning)
    const parts = await scanAll(ranges, scanning, context, (range, each) =>
      scanning.pool.run('scanBamPart', { ...range, ...choice, referenceCount }, each),
    )
    return parts && { ...choice, parts }
  })
  return scanning.pool.run('buildBamIndex', { ...input, scanned }, context)
}

/** Indexes a VCF; its parts are scanned at the same time when it is bgzip. As {@link indexBamInParts}. */
export async function indexVcfInParts(
  scanning: Scanning,
  input: VcfIndexInput,
  context: JobContext,
): Promise<VcfIndexOutput> {
  const scanned = await soundParts(input.path, context, async (source) => {
    const { kind, compression } = await sniffSource(source)
    if (kind !== 'vcf' || compression !== 'bgzf') return undefined
    const header = await readVcfHeader(textBlocks(source, 'bgzf'), context.signal)
    const choice = vcfIndexChoice(header, input.format ?? 'auto')
    const ranges = await rangesOf(source, header.end, scanning)
    const parts = await scanAll(ranges, scanning, context, (range, each) =>
      scanning.pool.run('scanVcfPart', { ...range, ...choice, columns: header.columns }, each),
    )
    return parts && { ...choice, parts }
  })
  return scanning.pool.run('buildVcfIndex', { ...input, scanned }, context)
}

/** What `scan` finds in a file that is complete; undefined when it is not, or fails: the serial builder says why. */
async function soundParts(
  path: string,
  context: JobContext,
  scan: (source: ByteSource) => Promise<ScannedParts | undefined>,
): Promise<ScannedParts | undefined> {
  let source: SyncSource | undefined
  let version = ''
  let isWritten = false
  try {
    source = await openByteSource(path)
    version = source.version()
    const parts = (await hasEofBlock(source)) ? await scan(source) : undefined
    if (parts) return parts
  } catch (thrown) {
    throwIfCancelled(context.signal, path)
    // A defect of ours is no reason to read on.
    if (errorOf(thrown).kind === 'internal') throw thrown
  } finally {
    isWritten = source !== undefined && source.version() !== version
    await source?.close()
  }
  // Read again from its start, it would look as if it had always been so.
  if (isWritten)
    throw new Fault({ kind: 'file/changed', file: path, detail: 'it was written to while it was indexed' })
  return undefined
}

type Range = Omit<PartRange, 'format' | 'binning'>

async function rangesOf(
  source: ByteSource,
  first: VirtualOffset,
  { workers, partSize }: Scanning,
): Promise<Range[]> {
  const { path, size } = source
  const length = size - first.block
  if (partSize === undefined && length < WORTH_SPLITTING) return []
  const wanted = Math.ceil(length / (workers * PARTS_EACH))
  const each = partSize ?? Math.min(LARGEST_PART, Math.max(SMALLEST_PART, wanted))
  const borders = await splitAtBlocks(source, first.block, each)
  return [first.block, ...borders].map((block, i) => {
    const from = i === 0 ? first : { block, within: 0 }
    return { path, size, from, to: borders[i] ?? size, isFirst: i === 0 }
  })
}

/** Scans the parts, a few at a time; undefined as soon as one of them is irregular, and for no parts. */
async function scanAll(
  ranges: readonly Range[],
  { workers }: Scanning,
  context: JobContext,
  scan: (range: Range, context: JobContext) => Promise<PartScan | null>,
): Promise<PartScan[] | undefined> {
  const found: (PartScan | null)[] = []
  const done = ranges.map(({ from }) => from.block)
  const start = done[0] ?? 0
  const stop = new AbortController()
  const signal = AbortSignal.any([context.signal, stop.signal])
  setMaxListeners(0, signal)
  let next = 0

  const lane = async (): Promise<void> => {
    for (let i = next++; i < ranges.length && !signal.aborted; i = next++) {
      const range = ranges[i]
      if (!range) return
      const progress: JobContext['progress'] = (report) => {
        done[i] = report.done
        const sum = done.reduce((all, each, k) => all + each - (ranges[k]?.from.block ?? 0), start)
        context.progress({ ...report, done: sum })
      }
      found[i] = await scan(range, { signal, progress })
      if (!found[i]) stop.abort()
    }
  }

  const lanes = Array.from({ length: workers }, lane)
  const results = await Promise.allSettled(lanes)
  throwIfCancelled(context.signal, ranges[0]?.path ?? '')
  if (stop.signal.aborted) return undefined
  for (const result of results) if (result.status === 'rejected') throw result.reason
  const parts = found.filter((part) => part !== null)
  return parts.length > 0 && parts.length === ranges.length ? parts : undefined
}
