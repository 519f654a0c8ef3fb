import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'

/** A file that states the family and is none of the case's files, or took the place of what was stated, with what is said of it. */
export const familySourceSchema = z.object({
  /** Base name. */
  name: z.string(),
  notices: z.array(casementErrorSchema),
})
export type FamilySource = z.infer<typeof familySourceSchema>
