import { isReferenceBlock, isUnseenAllele } from '../../../shared/variant/allele-type.ts'
import type { Listed } from '../../../shared/variant/variant-row.ts'
import type { TextLine } from '../files/text/text-lines.ts'
import { alleleExtent, referenceExtent } from '../files/vcf/extent.ts'
import type { ContigTable } from '../files/vcf/contig-table.ts'
import { type VcfColumns, decode } from '../files/vcf/line.ts'
import type { RowPlace } from './row-columns.ts'

export type RecordPlaces = { readonly of: Listed; readonly places: readonly RowPlace[] }

/**
 * The rows of one record: one for each alternate allele that was seen, or the one of a reference block, which has none.
 * The `<NON_REF>` beside a gVCF's real alternates is no allele that anybody called.
 */
export function placesOfRecord(line: TextLine, columns: VcfColumns, contigs: ContigTable): RecordPlaces {
  const { bytes, number, place } = line
  const { contig, position, refStart, refEnd, altStart, altEnd, infoStart, infoEnd } = columns
  const refLength = refEnd - refStart
  const alt = decode(bytes, altStart, altEnd)
  const alts = alt === '.' || alt === '' ? [] : alt.split(',')
  // INFO, which may be megabytes, matters only to alleles that are no sequence.
  const info = alts.length === 0 || alt.includes('<') ? decode(bytes, infoStart, infoEnd) : ''
  const base = { place, line: number, contig: contigs.numberOf(contig), position }
  if (isReferenceBlock(alts)) {
    const allele = Math.min(1, alts.length)
    const extent = alleleExtent(contig, position, refLength, alts[0] ?? '.', allele, info)
    return { of: 'reference-blocks', places: [{ ...base, allele, ...extent }] }
  }
  const places = alts.flatMap((one, i) => {
    if (isUnseenAllele(one)) return []
    const extent =
      info === ''
        ? referenceExtent(position, refLength)
        : alleleExtent(contig, position, refLength, one, i + 1, info)
    return [{ ...base, allele: i + 1, ...extent }]
  })
  return { of: 'variants', places }
}
