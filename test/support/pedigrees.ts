import fc from 'fast-check'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { soundIndividuals } from '../../shared/pedigree/sound-pedigree.ts'

export const person = (id: string, over: Partial<Individual> = {}): Individual => ({
  family: 'F',
  id,
  father: null,
  mother: null,
  sex: 'unknown',
  affected: 'unknown',
  ...over,
})

/** `kim: dad mum`, one child a line; who is named first as a father is male, as a mother female. */
export function family(text: string, consanguineous: Array<[string, string]> = []): Pedigree {
  const stated = text
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', father = '-', mother = '-'] = line.trim().split(/[:\s]+/)
      const none = (name: string): string | null => (name === '-' ? null : name)
      return person(id, { father: none(father), mother: none(mother) })
    })
  return { individuals: soundIndividuals(stated).individuals, consanguineous }
}

const NAMES = Array.from({ length: 20 }, (_, i) => `p${i}`)
const name = fc.constantFrom(...NAMES)

/** People who state parents at random, in no order: as a PED may have it, with links that cannot be. */
export const statedPeople: fc.Arbitrary<Individual[]> = fc.array(
  fc.record({
    family: fc.constantFrom('F', 'F', 'F', 'G'),
    id: name,
    father: fc.option(name, { freq: 2 }),
    mother: fc.option(name, { freq: 2 }),
    sex: fc.constantFrom('male', 'female', 'unknown'),
    affected: fc.constantFrom('affected', 'unaffected', 'unknown'),
  }),
  { maxLength: 24 },
)

/** A pedigree that can be, with loops, half siblings, several families and people who are related to nobody. */
export const soundPedigrees: fc.Arbitrary<Pedigree> = statedPeople.map((stated) => ({
  individuals: soundIndividuals(stated).individuals,
  consanguineous: [],
}))
