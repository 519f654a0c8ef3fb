import type { Individual, Pedigree } from './individual.ts'

const SEX = { male: '1', female: '2', unknown: '0' } as const
const PHENOTYPE = { unaffected: '1', affected: '2', unknown: '-9' } as const

/**
 * A pedigree as a PED: `FID IID PAT MAT SEX PHENO` by tabs, a line for each individual in their order. A PED has no place for
 * who is deceased, for couples stated to be related, and for the names of samples.
 */
export function pedText({ individuals }: Pedigree): string {
  const line = ({ family, id, father, mother, sex, affected }: Individual): string =>
    [family, id, father ?? '0', mother ?? '0', SEX[sex], PHENOTYPE[affected]].join('\t')
  return ['#FID\tIID\tPAT\tMAT\tSEX\tPHENO', ...individuals.map(line), ''].join('\n')
}
