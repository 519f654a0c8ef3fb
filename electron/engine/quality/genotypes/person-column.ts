import type { GenotypeColumn } from './genotype-columns.ts'

/** A sample's genotypes, and whose they are; the sample's own person's unless it is said. */
export type PersonColumn = GenotypeColumn & { readonly person?: string }

export const personOf = ({ sample, person }: Pick<PersonColumn, 'sample' | 'person'>): string =>
  person ?? sample
