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

/** A person or specimen of the case with the files that hold its data; screens show samples, not paths. */
export const sampleSchema = z.object({
  /** As in `@RG SM` and the VCF column. */
  name: z.string(),
  role: roleSchema,
  sex: sexSchema,
  affected: affectedSchema,
  /** Ids of the alignment files (BAM) that carry the sample. */
  alignments: z.array(z.string()),
  /** Ids of the VCF files that have a column for it. */
  variants: z.array(z.string()),
})
export type Sample = z.infer<typeof sampleSchema>
