import { Fault } from '../../../shared/errors/fault.ts'
import { readLines, type TextLine } from '../files/text/text-lines.ts'
import type { TextBlocks } from '../files/text/text-blocks.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import { decode, scanVcfLine } from '../files/vcf/line.ts'
import { type Extent, indexedExtent } from '../files/vcf/extent.ts'

/** A record as an index sees it. */
export type ScannedRecord = {
  readonly line: TextLine
  readonly contig: string
  /** 0-based half-open, as htslib reckons it. */
  readonly extent: Extent
}

const HASH = 35

/**
 * The records of a VCF in file order, batch by batch, refusing the first one that is out of order: before its
 * predecessor on the contig, or on a contig that came up before another.
 *
 * @throws Fault `vcf/unsorted`, `vcf/too-few-columns`, `vcf/bad-line`; those of reading
 */
export async function* scanSortedRecords(
  text: TextBlocks,
  header: VcfHeader,
  signal: AbortSignal,
): AsyncGenerator<ScannedRecord[]> {
  const file = text.path
  const ended = new Set<string>()
  let contig = ''
  let position = -1
  let started = false
  const range = { from: header.end, firstNumber: header.lines + 1, signal }
  for await (const batch of readLines(text, range)) {
    const records: ScannedRecord[] = []
    for (const line of batch) {
      if (line.bytes.length === 0 || line.bytes[0] === HASH) continue
      const columns = scanVcfLine(line, header.columns, file, contig)
      const sameContig = started && columns.contig === contig
      if (sameContig ? columns.position < position : ended.has(columns.contig))
        throw new Fault({
          kind: 'vcf/unsorted',
          file,
          line: line.number,
          contig: columns.contig,
          position: columns.position,
          previousContig: contig,
          previousPosition: position,
        })
      if (!sameContig && started) ended.add(contig)
      ;({ contig, position } = columns)
      started = true
      const info = decode(line.bytes, columns.infoStart, columns.infoEnd)
      const extent = indexedExtent(position, columns.refEnd - columns.refStart, info)
      records.push({ line, contig, extent })
    }
    yield records
  }
}
