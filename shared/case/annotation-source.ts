import { z } from 'zod'
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
})
export type AnnotationSource = z.infer<typeof annotationSourceSchema>
