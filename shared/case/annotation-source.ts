import { z } from 'zod'
import { dataSourceSchema } from '../genome/gene.ts'
import { compressionSchema, fileIdentitySchema } from './case-file.ts'

/** A file of the user's whose content is joined to the variants as they are imported. */
export const annotationSourceSchema = z.object({
  identity: fileIdentitySchema,
  /** Base name, as it is shown beside every value that is from it. */
  name: z.string(),
  kind: z.enum(['vcf', 'bcf', 'bed']),
  compression: compressionSchema,
  /** ClinVar's classifications, allele frequencies, or regions. */
  brings: z.enum(['clinvar', 'frequency', 'regions']),
  /** `##source` and `##fileDate` of a VCF as it has them, `ClinVar 2024-12-15`; null: it says neither. Not in cases of the first versions. */
  release: z.string().nullable().optional(),
})
export type AnnotationSource = z.infer<typeof annotationSourceSchema>

/** Data that came with the app, by its release. */
export const bundledDataSchema = dataSourceSchema.pick({ name: true, release: true, date: true })
export type BundledData = z.infer<typeof bundledDataSchema>
