import type { Individual, Pedigree } from './individual.ts'

/** Names of the samples that are of a person: those stated, else the one that has the person's id. */
export const samplesOfPerson = ({ samples, id }: Individual): readonly string[] => samples ?? [id]

/** Whose sample it is; undefined of a sample that is nobody's, or that two people could have (one id in two families). */
export function individualOf(pedigree: Pedigree | null, sample: string): Individual | undefined {
  const owners = pedigree?.individuals.filter((person) => samplesOfPerson(person).includes(sample)) ?? []
  return owners.length === 1 ? owners[0] : undefined
}

/** As {@link individualOf}, of all samples at once: a cohort has thousands. */
export function ownersOfSamples(pedigree: Pedigree | null): Map<string, Individual> {
  const owners = new Map<string, Individual | null>()
  for (const person of pedigree?.individuals ?? [])
    for (const name of new Set(samplesOfPerson(person))) owners.set(name, owners.has(name) ? null : person)
  return new Map([...owners].flatMap(([name, person]) => (person === null ? [] : [[name, person]])))
}

/** A parent of a person, where the pedigree has them: parents are looked for in the person's family. */
export function parentOf(
  individuals: readonly Individual[],
  person: Individual,
  which: 'father' | 'mother',
): Individual | undefined {
  const id = person[which]
  return id === null ? undefined : individuals.find((one) => one.id === id && one.family === person.family)
}

export const isSamePerson = (a: Individual, b: Individual): boolean => a.id === b.id && a.family === b.family
