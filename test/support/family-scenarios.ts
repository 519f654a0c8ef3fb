import type { GenotypedPerson } from '../../shared/quality/genotyped-person.ts'
import type { FamilyOptions } from './generated-family.ts'

/** Made-up families, each with one thing wrong, or none. */
export const SCENARIOS = {
  clean: {},
  /** Males are called with one copy of X and Y. */
  haploid: { seed: 2, isHaploidX: true },
  /** The labels of child and mother were exchanged. */
  swapped: { seed: 3, columns: { CHILD: 'MOTHER', SISTER: 'SISTER', MOTHER: 'CHILD', FATHER: 'FATHER' } },
  /** The sister is the child, sequenced again. */
  duplicated: { seed: 4, columns: { CHILD: 'CHILD', SISTER: 'CHILD', MOTHER: 'MOTHER', FATHER: 'FATHER' } },
  isodisomy: { seed: 5, maternal: { chromosome: '15', kind: 'isodisomy' } },
  heterodisomy: { seed: 6, maternal: { chromosome: '15', kind: 'heterodisomy' } },
  contaminated: { seed: 7, contaminated: { column: 'CHILD', fraction: 0.03 } },
  /** The father is somebody else. */
  stranger: { seed: 8, columns: { CHILD: 'CHILD', SISTER: 'SISTER', MOTHER: 'MOTHER', FATHER: 'STRANGER' } },
} as const satisfies Readonly<Record<string, FamilyOptions>>

export type Scenario = keyof typeof SCENARIOS

/** What is stated of the family, in every scenario the same. */
export const STATED: readonly GenotypedPerson[] = [
  { sample: 'CHILD', sex: 'male', father: 'FATHER', mother: 'MOTHER', person: 'CHILD' },
  { sample: 'SISTER', sex: 'female', father: 'FATHER', mother: 'MOTHER', person: 'SISTER' },
  { sample: 'MOTHER', sex: 'female', father: null, mother: null, person: 'MOTHER' },
  { sample: 'FATHER', sex: 'male', father: null, mother: null, person: 'FATHER' },
]
