import { z } from 'zod'
import { affectedSchema, sexSchema } from '../case/sample.ts'

/** A person of the family, with data of their own or without: one line of a PED, and what a drawing shows besides. */
export const individualSchema = z.object({
  family: z.string(),
  id: z.string(),
  /** Ids of the parents in the same family; null: not stated. They need not be individuals of the pedigree. */
  father: z.string().nullable(),
  mother: z.string().nullable(),
  sex: sexSchema,
  affected: affectedSchema,
  deceased: z.boolean().optional(),
  /** Names of the case's samples that are of this person (tumour and normal are of one); absent: the one named as `id`, if any. */
  samples: z.array(z.string()).optional(),
})
export type Individual = z.infer<typeof individualSchema>

export const pedigreeSchema = z.object({
  individuals: z.array(individualSchema),
  /** Couples stated to be related by blood, by their ids, besides those whose common ancestors are in the pedigree. */
  consanguineous: z.array(z.tuple([z.string(), z.string()])),
})
export type Pedigree = z.infer<typeof pedigreeSchema>

/** Who found the samples, their roles and the family right, and when (UTC, ISO 8601). */
export const confirmationSchema = z.object({ by: z.string(), at: z.string() })
