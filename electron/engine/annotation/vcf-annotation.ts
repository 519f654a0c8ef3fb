import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { openByteSource } from '../files/byte-source.ts'
import { type VariantKind, variantLines } from '../files/variant-lines.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import { type JobContext, unobserved } from '../work/job.ts'
import type { ContigAlleles } from './allele-matcher.ts'
import { CLINVAR_FIELDS, type ClinvarColumns, clinvarColumns } from './clinvar-columns.ts'
import { FREQUENCY_FIELDS, type FrequencyColumns, frequencyColumns } from './frequency-columns.ts'
import { type JoinCounts, joinVariants } from './join-variants.ts'
import type { AnnotatedCase } from './source-build.ts'

export type VcfAnnotationInput = {
  readonly path: string
  readonly kind: VariantKind
  readonly compression: Compression
  readonly annotated: AnnotatedCase
  readonly alleles: readonly ContigAlleles[]
}

export type VcfAnnotation = {
  /** `2024-12-15`, from `##fileDate`; null when the header does not say. */
  readonly date: string | null
  /** `##source` as written: `ClinVar`. */
  readonly name: string | null
  /** Columns contig by contig as the alleles were given. */
  readonly columns: ClinvarColumns | FrequencyColumns
  readonly counts: JoinCounts
}

/** What the header of a VCF says it is: `ClinVar 2024-12-15`; null when it does not. */
export function releaseOf(header: VcfHeader): string | null {
  const said = [metaValue(header, 'source'), fileDate(header) ?? metaValue(header, 'fileDate')]
  return said.filter((each) => each !== null).join(' ') || null
}

/** The value of the first `##key=` line. */
function metaValue(header: VcfHeader, key: string): string | null {
  return new RegExp(`^##${key}=(.+)$`, 'm').exec(header.text)?.[1]?.trim() ?? null
}

/** `2024-12-15` for `2024-12-15` and `20241215`; null for other ways to write a date. */
function fileDate(header: VcfHeader): string | null {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)\b/.exec(metaValue(header, 'fileDate') ?? '') ?? []
  return year === undefined ? null : `${year}-${month}-${day}`
}

/**
 * Annotates alleles from a VCF or BCF the user brings: ClinVar's, or one with allele frequencies (gnomAD's, a
 * laboratory's own). What it is, its header says. The file is read once, so that it needs no index. Alleles match
 * when their minimal forms are equal, never by position. A job for a worker.
 *
 * @throws Fault `annotation/no-field`, and those of {@link joinVariants} and of opening
 */
export async function annotateFromVcf(
  { path, kind, compression, annotated, alleles }: VcfAnnotationInput,
  context: JobContext = unobserved,
): Promise<VcfAnnotation> {
  const source = await openByteSource(path)
  try {
    const variants = await variantLines(source, kind, compression)
    const { header } = variants
    const taker = clinvarColumns(header, alleles) ?? frequencyColumns(header, alleles)
    if (taker === null)
      throw new Fault({
        kind: 'annotation/no-field',
        file: path,
        wanted: [...CLINVAR_FIELDS, ...FREQUENCY_FIELDS],
      })
    const counts = await joinVariants(variants, alleles, annotated, taker.take, context)
    return {
      date: fileDate(header),
      name: metaValue(header, 'source'),
      columns: taker.finish(),
      counts,
    }
  } finally {
    await source.close()
  }
}
