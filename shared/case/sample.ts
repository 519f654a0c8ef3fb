import { z } from 'zod'

/** Roles in the order in which people read a family or a pair, and in which samples are shown everywhere. */
export const ROLES = [
  'single',
  'proband',
  'mother',
  'father',
  'sibling',
  'tumour',
  'normal',
  'other',
] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

export const sexSchema = z.enum(['male', 'female', 'unknown'])
export const affectedSchema = z.enum(['affected', 'unaffected', 'unknown'])

/**
 * By what a file came to be a sample's: the `@RG SM` of its reads, its column, its name, or a person's word. Of a PED it says
 * what of the sample has the individual's name.
 */
export const matchSchema = z.enum(['read-group', 'column', 'file-name', 'user'])
export type Match = z.infer<typeof matchSchema>

/** A person or specimen of the case with the files that hold its data; screens show samples, not paths. */
export const sampleSchema = z.object({
  /** That of the VCF column if there is one, else the `@RG SM`. */
  name: z.string(),
  role: roleSchema,
  sex: sexSchema,
  affected: affectedSchema,
  /** Ids of the alignment files (BAM) that carry the sample. */
  alignments: z.array(z.string()),
  /** Ids of the VCF files that have a column for it. */
  variants: z.array(z.string()),
  /** By ids of files, the sample's and PED; not in cases of the first versions. */
  matchedBy: z.record(z.string(), matchSchema).optional(),
})
export type Sample = z.infer<typeof sampleSchema>
