import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { bcfDictionaries } from '../files/bcf/dictionaries.ts'
import { readBcfHeader } from '../files/bcf/header.ts'
import { bcfPlace } from '../files/bcf/record-line.ts'
import { badBcfRecord, readBcfRecords } from '../files/bcf/records.ts'
import { hasEofBlock } from '../files/bgzf/bgzf-reader.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { sniffSource } from '../files/sniff.ts'
import { type TextBlocks, textBlocks } from '../files/text/text-blocks.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import type { JobContext } from '../work/job.ts'
import { type Binning, csiDepth } from './bins.ts'
import { createIndexBuilder } from './index-builder.ts'
import { writeIndexFile } from './index-file.ts'
import { type IndexWhere, placeIndex } from './index-place.ts'
import { type BcfIndex, scanBcf } from './scan-bcf.ts'

export type BcfIndexOutput = {
  readonly path: string
  readonly format: 'csi'
  readonly where: IndexWhere
  readonly records: number
  readonly notices: CasementError[]
}

/** What a contig without a length in the header can hold: positions are 32-bit. */
const LONGEST = 2 ** 31 - 1

/**
 * Builds and writes the CSI of a sorted BCF, as `bcftools index` makes it. Streams: a window of blocks and the index
 * are in memory. A failed or cancelled build leaves nothing.
 *
 * @throws Fault `bcf/unsorted`, `bcf/bad-record`, `bgzf/…`, `vcf/…` for the header, `index/not-indexable` (not
 *   compressed with bgzip), `index/out-of-reach`, `file/…`, `task/cancelled`
 */
export async function buildBcfIndexJob(
  { path, cacheFolder }: { readonly path: string; readonly cacheFolder: string },
  context: JobContext,
): Promise<BcfIndexOutput> {
  const source = await openByteSource(path)
  try {
    const { kind, compression } = await sniffSource(source)
    if (kind !== 'bcf' || compression !== 'bgzf') throw notIndexable(path, kind)
    if (!(await hasEofBlock(source)))
      throw new Fault({ kind: 'bgzf/no-eof-block', file: path, size: source.size })
    const { index, records } = await indexOf(source, context)
    const placed = await placeIndex(path, cacheFolder, '.csi', (target) =>
      writeIndexFile(target, index, context.signal),
    )
    return { ...placed, format: 'csi', records, notices: [] }
  } finally {
    await source.close()
  }
}

/** Without bgzip there are no blocks an index could point to. */
export function notIndexable(file: string, kind: string): Fault {
  const what = kind === 'bcf' ? 'a BCF that is not compressed with bgzip' : `a ${kind.toUpperCase()} file`
  return new Fault({ kind: 'index/not-indexable', file, what })
}

async function indexOf(source: ByteSource, context: JobContext): Promise<BcfIndex> {
  const { signal } = context
  const text = textBlocks(source, 'bgzf')
  const header = await readBcfHeader(text, signal)
  const { contigs } = bcfDictionaries(header)
  const binning = { minShift: 14, depth: csiDepth(longestContig(header)) }
  const scanned = await scanBcf(source, header.end, contigs.length, binning, context)
  return scanned ?? indexRecords(text, header, contigs, binning, context)
}

/** Record by record: says what is wrong with a file that {@link scanBcf} gave up. Exported for its tests. */
export async function indexRecords(
  text: TextBlocks,
  header: VcfHeader,
  contigs: readonly (string | undefined)[],
  binning: Binning,
  context: JobContext,
): Promise<BcfIndex> {
  const file = text.path
  const { signal } = context
  const builder = createIndexBuilder('csi', binning)
  let end = header.end
  let records = 0
  let previous = { refId: -1, start: -1 }
  for await (const batch of readBcfRecords(text, header.end, signal)) {
    for (const { bytes, place, after } of batch) {
      const { refId, start, length } = bcfPlace(new DataView(bytes.buffer, bytes.byteOffset, bytes.length))
      if (contigs[refId] === undefined || start < -1)
        throw badBcfRecord(file, place.block, `the header has no place ${refId}:${start + 1}`)
      const from = Math.max(0, start)
      const reach = Math.max(from + 1, start + length)
      const pushed = builder.push(refId, from, reach, true, place.block, place.within)
      if (pushed === 'out-of-range') {
        const detail = `it has a record that reaches base ${reach}, past the longest contig of its header`
        throw new Fault({ kind: 'index/out-of-reach', file, detail })
      }
      if (pushed === 'out-of-order')
        throw new Fault({
          kind: 'bcf/unsorted',
          file,
          contig: contigs[refId] ?? '?',
          position: start + 1,
          previousContig: contigs[previous.refId] ?? '?',
          previousPosition: previous.start + 1,
        })
      previous = { refId, start }
      end = after
    }
    records += batch.length
    context.progress({ phase: 'indexing', done: end.block, total: text.size, unit: 'bytes' })
  }
  return { index: builder.finish(contigs.length, end), records }
}

/** bcftools takes the longest contig of the header, and the largest position there is when none has a length. */
function longestContig({ contigs }: VcfHeader): number {
  return contigs.reduce((most, { length }) => Math.max(most, length), 0) || LONGEST
}
