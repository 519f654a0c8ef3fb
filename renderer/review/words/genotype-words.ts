import type { Genotype, ShownState } from '../../../shared/variant/genotype.ts'

/** What a genotype says about the allele in question, in words. A missing call is never worded as reference. */
const WORDS: Readonly<Record<ShownState, string>> = {
  'hom-ref': 'homozygous reference',
  het: 'heterozygous',
  'hom-alt': 'homozygous alternate',
  'het-alt': 'heterozygous, with another alternate allele',
  hemizygous: 'hemizygous (one copy, alternate)',
  'hemizygous-ref': 'one copy, reference',
  partial: 'partly called: alternate seen, the other allele not called',
  'not-called': 'not called',
  'other-allele': 'carries another alternate allele, not this one',
  absent: 'the file gives no genotype',
  'not-in-file': 'not in this row’s file: nothing is known of this sample here',
}

export function genotypeWords(genotype: Genotype): string {
  const words = WORDS[genotype.state]
  const written = genotype.text === '' ? '' : ` (${genotype.text}${genotype.phased ? ', phased' : ''})`
  return `${words}${written}`
}

/** The few words that stand beside the glyph in the record. */
const SHORT: Readonly<Record<ShownState, string>> = {
  'hom-ref': 'hom ref',
  het: 'het',
  'hom-alt': 'hom alt',
  'het-alt': 'het, two alternates',
  hemizygous: 'hemizygous',
  'hemizygous-ref': 'one copy, ref',
  partial: 'partly called',
  'not-called': 'not called',
  'other-allele': 'other allele',
  absent: 'no genotype in file',
  'not-in-file': 'not in this file',
}

export const genotypeShort = (state: ShownState): string => SHORT[state]
