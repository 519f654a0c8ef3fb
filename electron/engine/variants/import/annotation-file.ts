import type { Compression, FileIdentity } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { CLINVAR_FIELDS } from '../../annotation/clinvar-columns.ts'
import { FREQUENCY_FIELDS } from '../../annotation/frequency-columns.ts'
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

/** @throws Fault `annotation/no-field` for a VCF without anything to join, those of opening */
export async function whatTheyBring(files: readonly AnnotationFile[]): Promise<Brings> {
  const brings = { clinvar: false, frequency: false, regions: false }
  for (const { path, kind, compression } of files) {
    if (kind === 'bed') {
      brings.regions = true
      continue
    }
    const source = await openByteSource(path)
    try {
      const { info } = (await variantLines(source, kind, compression)).header
      if (CLINVAR_FIELDS.some((field) => info.has(field))) brings.clinvar = true
      else if ([...info.keys()].some((field) => FREQUENCY.has(field.toLowerCase()))) brings.frequency = true
      else
        throw new Fault({
          kind: 'annotation/no-field',
          file: path,
          wanted: [...CLINVAR_FIELDS, ...FREQUENCY_FIELDS],
        })
    } finally {
      await source.close()
    }
  }
  return brings
}
