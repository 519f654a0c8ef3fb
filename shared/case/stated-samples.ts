import { ownersOfSamples } from '../pedigree/individual-of.ts'
import type { Pedigree } from '../pedigree/individual.ts'
import type { Sample } from './sample.ts'

type Stated = { readonly samples: Sample[]; readonly pedigree: Pedigree | null }

/** The state with sex and health of samples as the pedigree has them of the people whose they are: they are stated there only. */
export function withStatements<T extends Stated>(state: T, before: Stated): T {
  const { pedigree, samples } = state
  if (pedigree === null || (pedigree === before.pedigree && samples === before.samples)) return state
  const owners = ownersOfSamples(pedigree)
  return {
    ...state,
    samples: samples.map((sample) => {
      const owner = owners.get(sample.name)
      return owner ? { ...sample, sex: owner.sex, affected: owner.affected } : sample
    }),
  }
}
