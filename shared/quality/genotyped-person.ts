import { z } from 'zod'
import { sampleSchema } from '../case/sample.ts'

/** What the case states of a sample that its genotypes are held against. */
const genotypedPersonSchema = z.object({
  /** Of the sample in the case. */
  sample: z.string(),
  sex: sampleSchema.shape.sex,
  /** Samples, or people without one: two that name the same parent share it. */
  father: z.string().nullable(),
  mother: z.string().nullable(),
  /** Equal for two samples of one person, as tumour and normal are. */
  person: z.string(),
})
export type GenotypedPerson = z.infer<typeof genotypedPersonSchema>

/** Somebody of the pedigree without a sample, who may link others: a grandchild and its grandmother. */
export type Relative = Pick<GenotypedPerson, 'person' | 'father' | 'mother'>
