import { z } from 'zod'

/**
 * What a sample's GT says at one alternate allele. `not-called` is its own state everywhere: it is never
 * reference. `partial` is `./1` and the like; `hemizygous` a haploid call of the alternate (`1`),
 * `hemizygous-ref` a haploid `0`; `het-other` carries only other alternates (`0/2` asked about allele 1);
 * `absent` means the file has no GT (e.g. Strelka somatic calls).
 */
export const genotypeStateSchema = z.enum([
  'hom-ref',
  'het',
  'hom-alt',
  'het-alt',
  'hemizygous',
  'hemizygous-ref',
  'partial',
  'not-called',
  'other-allele',
  'absent',
])
export type GenotypeState = z.infer<typeof genotypeStateSchema>

export const genotypeSchema = z.object({
  state: genotypeStateSchema,
  /** As written in the file, e.g. `0/1`, `./.`, `1|0`, `1`; empty when there is none. */
  text: z.string(),
  phased: z.boolean(),
})
export type Genotype = z.infer<typeof genotypeSchema>
