import { createContigTable } from '../../files/vcf/contig-table.ts'
import type { BinningIndex } from '../binning-index.ts'
import { type Binning, sameBinning } from '../bins.ts'
import { createIndexBuilder } from '../index-builder.ts'
import type { IndexPart } from '../index-part.ts'
import { encodeTabixHeader, vcfTabixHeader } from '../tbi.ts'
import { type ScannedParts, partsMeet } from './part-scan.ts'

type Choice = { readonly format: 'bai' | 'csi' | 'tbi'; readonly binning: Binning }

/** True when the parts were scanned for what is wanted now and lie end to end. */
function areSound({ format, binning, parts }: ScannedParts, wanted: Choice): boolean {
  return format === wanted.format && sameBinning(binning, wanted.binning) && partsMeet(parts)
}

/** The index of a BAM file from its parts; undefined when they do not fit: it has to be built serially then. */
export function joinBamParts(
  scanned: ScannedParts,
  choice: Choice,
  referenceCount: number,
): BinningIndex | undefined {
  if (!areSound(scanned, choice)) return undefined
  const builder = createIndexBuilder(choice.format, choice.binning)
  for (const part of scanned.parts) if (builder.append(part) !== 'indexed') return undefined
  const last = scanned.parts.at(-1)
  return last && builder.finish(referenceCount, last.end)
}

/** The index of a bgzip VCF from its parts; undefined when they do not fit. */
export function joinVcfParts(
  scanned: ScannedParts,
  choice: Choice,
): { readonly index: BinningIndex; readonly records: number } | undefined {
  if (!areSound(scanned, choice)) return undefined
  const builder = createIndexBuilder(choice.format, choice.binning)
  const contigs = createContigTable()
  let records = 0
  let end = scanned.parts[0]?.from
  let last: { readonly refId: number; readonly start: number } | undefined
  for (const part of scanned.parts) {
    const index = renumbered(
      part,
      part.contigs.map((name) => contigs.numberOf(name)),
    )
    const first = index.segments[0]
    // POS 0 and 1 are indexed as the same place: whether they come in order only the lines can tell.
    const isBlurred = last && first && first.refId === last.refId && first.firstStart <= 0 && last.start <= 0
    if (isBlurred === true || builder.append(index) !== 'indexed') return undefined
    const segment = index.segments.at(-1)
    if (segment) {
      last = { refId: segment.refId, start: index.lastStart }
      ;({ end } = part)
    }
    records += part.records
  }
  if (end === undefined) return undefined
  const auxiliary = encodeTabixHeader(vcfTabixHeader(contigs.names))
  return { index: builder.finish(contigs.names.length, end, auxiliary), records }
}

/** The part with the contig numbers of the whole file. */
function renumbered(part: IndexPart, numbers: readonly number[]): IndexPart {
  const segments = part.segments.map((segment) => ({ ...segment, refId: numbers[segment.refId] ?? -1 }))
  return { ...part, segments }
}
