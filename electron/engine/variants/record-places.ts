import type { TextLine } from '../files/text/text-lines.ts'
import { alleleExtent, referenceExtent } from '../files/vcf/extent.ts'
import type { ContigTable } from '../files/vcf/contig-table.ts'
import { type VcfColumns, decode } from '../files/vcf/line.ts'
import type { RowPlace } from './row-columns.ts'

/** The rows of one record: one for each alternate allele, or one when ALT is `.`. */
export function placesOfRecord(line: TextLine, columns: VcfColumns, contigs: ContigTable): RowPlace[] {
  const { bytes, number, place } = line
  const { contig, position, refStart, refEnd, altStart, altEnd, infoStart, infoEnd } = columns
  const refLength = refEnd - refStart
  const alt = decode(bytes, altStart, altEnd)
  // INFO, which may be megabytes, matters only to alleles that are no sequence.
  const info = alt === '.' || alt.includes('<') ? decode(bytes, infoStart, infoEnd) : ''
  const base = { place, line: number, contig: contigs.numberOf(contig), position }
  if (alt === '.' || alt === '')
    return [{ ...base, allele: 0, ...alleleExtent(contig, position, refLength, '.', 0, info) }]
  return alt.split(',').map((one, i) => ({
    ...base,
    allele: i + 1,
    ...(info === ''
      ? referenceExtent(position, refLength)
      : alleleExtent(contig, position, refLength, one, i + 1, info)),
  }))
}
