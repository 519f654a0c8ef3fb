import { alleleType, isReferenceBlock, isUnseenAllele } from '../../../shared/variant/allele-type.ts'
import { genotypeAt } from '../../../shared/variant/genotype.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import type { AnnotatedTranscript, AnnotationReader } from '../files/vcf/annotation/annotation.ts'
import { bcsqPointers } from '../files/vcf/annotation/bcsq.ts'
import { chosenConsequence } from '../files/vcf/annotation/transcript-choice.ts'
import { infoValue } from '../files/vcf/info.ts'
import { gtOf, type VcfRecord } from '../files/vcf/record.ts'
import type { RowPlace } from './row-columns.ts'

/** The BCSQ texts of records that others point to, by POS on the same contig. */
export type PointedAt = ReadonlyMap<number, string>

/** The positions of the records whose BCSQ is needed to know this record's consequence. */
export function pointersOf(record: VcfRecord, readers: readonly AnnotationReader[]): number[] {
  return readers.flatMap((reader) => {
    if (reader.source !== 'BCSQ') return []
    return bcsqPointers(infoValue(record.info, reader.key) ?? '')
  })
}

/**
 * The annotated transcripts of one allele, one list for each annotation the record carries, preferred source first.
 * A `@pos` of BCSQ stands for the entries of the record at that position.
 */
export function transcriptsOf(
  record: VcfRecord,
  allele: number,
  readers: readonly AnnotationReader[],
  pointed: PointedAt,
): AnnotatedTranscript[][] {
  const { ref, alts, position, info } = record
  if (allele === 0) return []
  return readers.flatMap((reader) => {
    const value = infoValue(info, reader.key)
    if (value === undefined || value === null) return []
    const own = reader.read(value, { ref, alts, allele, position })
    if (reader.source !== 'BCSQ') return own.length > 0 ? [own] : []
    // What another record's entries say is about the haplotype both are on: their alleles are not compared.
    const others = bcsqPointers(value).flatMap((at) => {
      const text = pointed.get(at)
      return text === undefined ? [] : reader.read(text, { ref, alts: ['.'], allele: 1, position: at })
    })
    return own.length + others.length > 0 ? [[...own, ...others]] : []
  })
}

/** Which rows of which file: what a row says besides its record. */
export type RowContext = {
  readonly file: string
  readonly samples: readonly string[]
  readonly readers: readonly AnnotationReader[]
  readonly pointed: PointedAt
}

export function buildRow(row: number, record: VcfRecord, place: RowPlace, context: RowContext): VariantRow {
  const { file, samples, readers, pointed } = context
  const alt = place.allele === 0 ? '.' : (record.alts[place.allele - 1] ?? '.')
  const block = isReferenceBlock(record.alts)
  const [preferred = []] = transcriptsOf(record, place.allele, readers, pointed)
  return {
    row,
    file,
    contig: record.contig,
    position: record.position,
    start: place.start,
    end: place.end,
    id: record.id,
    ref: record.ref,
    alt,
    allele: place.allele,
    alleles: block ? record.alts.length : record.alts.findLastIndex((one) => !isUnseenAllele(one)) + 1,
    type: alleleType(record.ref, alt, block),
    qual: record.qual,
    filters: [...record.filters],
    genotypes: samples.map((_, i) => genotypeAt(gtOf(record, i), place.allele)),
    consequence: chosenConsequence(preferred),
  }
}
