import { z } from 'zod'

/**
 * What a sample's GT says about one alternate allele of its record. Exactly one state holds for every GT text:
 *
 * | state            | GT, asked about allele 1                     | meaning                                          |
 * | ---------------- | -------------------------------------------- | ------------------------------------------------ |
 * | `absent`         | no GT in FORMAT (Strelka somatic), no sample | the file says nothing about a genotype           |
 * | `not-called`     | `./.`, `.`, `.\|.`                           | looked at, not called; never to be read as ref   |
 * | `partial`        | `./1`, `0/.`, `./2`                          | part of the genotype is called, part is not      |
 * | `hemizygous`     | `1`                                          | haploid call of this allele                      |
 * | `hemizygous-ref` | `0`                                          | haploid call of the reference                    |
 * | `hom-ref`        | `0/0`                                        | every copy is reference                          |
 * | `het`            | `0/1`, `0/0/1`, `0/1/2`                      | this allele beside at least one reference copy   |
 * | `het-alt`        | `1/2`                                        | this allele beside other alternates only         |
 * | `hom-alt`        | `1/1`                                        | every copy is this allele                        |
 * | `other-allele`   | `0/2`, `2/2`, `2`                            | called, this allele not among them, another is   |
 *
 * A part of a GT that is no number counts as not called.
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

/** In a list of several files: the row's file has no column for the sample, and so says nothing of it at all. */
export const NOT_IN_FILE = 'not-in-file'
const shownStateSchema = z.enum([...genotypeStateSchema.options, NOT_IN_FILE])
export type ShownState = z.infer<typeof shownStateSchema>

export const genotypeSchema = z.object({
  state: shownStateSchema,
  /** As written in the file, e.g. `0/1`, `./.`, `1|0`, `1`; empty when there is none. */
  text: z.string(),
  phased: z.boolean(),
})
export type Genotype = z.infer<typeof genotypeSchema>

const ALLELE = /^[0-9]+$/

/**
 * The allele numbers of a GT, 0 being the reference and null a part that is not called. A phasing sign before the
 * first allele (VCF 4.4) is allowed.
 *
 * @see VCFv4.4 §1.6.2, GT
 */
export function genotypeAlleles(text: string): (number | null)[] {
  const parts = text.replace(/^[/|]/, '').split(/[/|]/)
  return parts.map((part) => (ALLELE.test(part) ? Number(part) : null))
}

/** `allele` is 1-based; 0 stands for a record without alternate, where no copy can be the alternate. */
function stateOf(alleles: readonly (number | null)[], allele: number): GenotypeState {
  const missing = alleles.filter((a) => a === null).length
  if (missing === alleles.length) return 'not-called'
  if (missing > 0) return 'partial'
  const references = alleles.filter((a) => a === 0).length
  const carried = allele === 0 ? 0 : alleles.filter((a) => a === allele).length
  const haploid = alleles.length === 1
  if (references === alleles.length) return haploid ? 'hemizygous-ref' : 'hom-ref'
  if (carried === 0) return 'other-allele'
  if (carried === alleles.length) return haploid ? 'hemizygous' : 'hom-alt'
  return references > 0 ? 'het' : 'het-alt'
}

/** Looked at and not called, wholly or in part: it must not pass for the reference. */
export const isUncalled = ({ state }: Genotype): boolean => state === 'not-called' || state === 'partial'

/**
 * A GT text seen from one alternate allele.
 *
 * @param text the GT as in the file, or null when FORMAT has no GT or the record no such sample
 * @param allele 1-based number of the alternate; 0 for a record without alternates
 */
export function genotypeAt(text: string | null, allele: number): Genotype & { state: GenotypeState } {
  if (text === null) return { state: 'absent', text: '', phased: false }
  const phased = text.includes('|') && !text.includes('/')
  return { state: stateOf(genotypeAlleles(text), allele), text, phased }
}
