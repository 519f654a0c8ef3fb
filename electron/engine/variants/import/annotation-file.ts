import type { Compression, FileIdentity } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { CLINVAR_FIELDS } from '../../annotation/clinvar-columns.ts'
import { FREQUENCY_FIELDS } from '../../annotation/frequency-columns.ts'
import { releaseOf } from '../../annotation/vcf-annotation.ts'
import { openByteSource } from '../../files/byte-source.ts'
import { variantLines } from '../../files/variant-lines.ts'

/** A file of the user's whose content is joined to the variants as they are imported. */
export type AnnotationFile = {
  readonly identity: FileIdentity
  readonly path: string
  /** As it is shown. */
  readonly name: string
  readonly kind: 'vcf' | 'bcf' | 'bed'
  readonly compression: Compression
}

/** What annotation files bring: the columns that they may fill. */
export type Brings = { readonly clinvar: boolean; readonly frequency: boolean; readonly regions: boolean }

const FREQUENCY = new Set(['af', 'af_joint', 'af_grpmax', 'af_grpmax_joint', 'af_popmax', 'popmax_af', 'ac'])

/** @throws Fault as {@link whatItBrings} */
export async function whatTheyBring(files: readonly AnnotationFile[]): Promise<Brings> {
  const all = { clinvar: false, frequency: false, regions: false }
  for (const file of files) {
    const { clinvar, frequency, regions } = await whatItBrings(file)
    all.clinvar ||= clinvar
    all.frequency ||= frequency
    all.regions ||= regions
  }
  return all
}

/**
 * What one file brings, and of which release it says that it is.
 *
 * @throws Fault `annotation/no-field` for a VCF without anything to join, those of opening
 */
export async function whatItBrings({
  path,
  kind,
  compression,
}: AnnotationFile): Promise<Brings & { readonly release: string | null }> {
  const none = { clinvar: false, frequency: false, regions: false, release: null }
  if (kind === 'bed') return { ...none, regions: true }
  const source = await openByteSource(path)
  try {
    const { header } = await variantLines(source, kind, compression)
    const release = releaseOf(header)
    if (CLINVAR_FIELDS.some((field) => header.info.has(field))) return { ...none, release, clinvar: true }
    if ([...header.info.keys()].some((field) => FREQUENCY.has(field.toLowerCase())))
      return { ...none, release, frequency: true }
    throw new Fault({
      kind: 'annotation/no-field',
      file: path,
      wanted: [...CLINVAR_FIELDS, ...FREQUENCY_FIELDS],
    })
  } finally {
    await source.close()
  }
}
