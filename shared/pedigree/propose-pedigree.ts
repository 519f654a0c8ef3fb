import type { Individual, Pedigree } from './individual.ts'
import { isSamePerson, samplesOfPerson } from './individual-of.ts'
import { tissueOf, withoutTissue } from './tumour-normal-name.ts'

/** What the person of `TUMOR` and `NORMAL` is called: their names say nothing of who it is. */
const PATIENT = 'patient'
/** The family of people of whom no family is stated. */
export const NO_FAMILY = '1'

/**
 * The pedigree of a case's samples: what was there (`before`), with the people that files state (`found`) in place of those of
 * the same name or of the same samples, and with somebody for each sample that is nobody's. A family of whom all who have
 * samples are stated anew goes as a whole. Nothing is invented: they have no parents. Samples whose names differ in `tumor` and
 * `normal` alone are of one person.
 */
export function proposePedigree(
  before: Pedigree | null,
  found: readonly Individual[],
  samples: readonly string[],
): Pedigree {
  const here = new Set(samples)
  const taken = new Set(found.flatMap(samplesOfPerson))
  const isFound = (person: Individual): boolean => found.some((one) => isSamePerson(one, person))
  const gone = familiesStatedAnew(before?.individuals ?? [], found, samples)
  const isLeft = (person: Individual): boolean => {
    if (isFound(person) || gone.has(person.family)) return false
    // Somebody who was only there for a sample goes with it; people without data are there for themselves.
    const own = person.samples ?? []
    return (
      own.length === 0 || own.some((name) => here.has(name) && !taken.has(name)) || isRelated(person, before)
    )
  }
  const kept = (before?.individuals ?? []).filter(isLeft).map((person): Individual =>
    person.samples === undefined && !taken.has(person.id)
      ? person
      : {
          ...person,
          samples: samplesOfPerson(person).filter((name) => here.has(name) && !taken.has(name)),
        },
  )
  const individuals = [...found, ...kept]
  const owned = new Set(individuals.flatMap(samplesOfPerson))
  for (const own of inPairs(samples.filter((name) => !owned.has(name))))
    individuals.push(newPerson(own, individuals, samples))
  const ids = new Set(individuals.map(({ id }) => id))
  const couples = before?.consanguineous ?? []
  return { individuals, consanguineous: couples.filter(([a, b]) => ids.has(a) && ids.has(b)) }
}

/** Families of whom all who have samples are others now: who is stated by another name took their samples. */
export function familiesStatedAnew(
  before: readonly Individual[],
  found: readonly Individual[],
  samples: readonly string[],
): ReadonlySet<string> {
  const taken = new Set(found.flatMap(samplesOfPerson))
  const here = new Set(samples)
  const hereOf = (person: Individual): string[] => samplesOfPerson(person).filter((name) => here.has(name))
  const isDisplaced = (person: Individual): boolean =>
    !found.some((one) => isSamePerson(one, person)) && hereOf(person).every((name) => taken.has(name))
  const withData = before.filter((person) => hereOf(person).length > 0)
  const anew = new Set(withData.filter(isDisplaced).map(({ family }) => family))
  for (const person of withData) if (!isDisplaced(person)) anew.delete(person.family)
  return anew
}

/** Has parents or children. */
const isRelated = (person: Individual, pedigree: Pedigree | null): boolean =>
  person.father !== null ||
  person.mother !== null ||
  (pedigree?.individuals ?? []).some(
    ({ family, father, mother }) =>
      family === person.family && (father === person.id || mother === person.id),
  )

/** Samples by person: tumours and normals of one name together, others by themselves. */
function inPairs(samples: readonly string[]): string[][] {
  const groups = new Map<string, string[]>()
  const tissue = (name: string) => tissueOf(name, samples)
  for (const name of samples) {
    const key = tissue(name) === null ? `=${name}` : `~${withoutTissue(name, samples).toLowerCase()}`
    groups.set(key, [...(groups.get(key) ?? []), name])
  }
  return [...groups.values()].flatMap((group) =>
    new Set(group.map(tissue)).size === 2 ? [group] : group.map((name) => [name]),
  )
}

/** @param all of the case: what a name says of tumour and normal is told by the others */
function newPerson(samples: string[], others: readonly Individual[], all: readonly string[]): Individual {
  const [name = ''] = samples
  const families = new Set(others.map(({ family }) => family))
  const [family = NO_FAMILY] = families.size === 1 ? families : []
  const wanted = samples.length === 1 ? name : withoutTissue(name, all) || PATIENT
  return {
    family,
    id: freeId(wanted, others),
    father: null,
    mother: null,
    sex: 'unknown',
    affected: 'unknown',
    samples,
  }
}

/** A name nobody has, that a PED can hold: the wanted one if it can be. */
export function freeId(wanted: string, others: readonly Pick<Individual, 'id'>[]): string {
  const taken = new Set(others.map(({ id }) => id))
  const base = wanted.replace(/\p{Cc}/gu, ' ').trim() || PATIENT
  const name = base === '0' ? 'person 0' : base
  if (!taken.has(name)) return name
  for (let n = 2; ; n++) if (!taken.has(`${name} (${n})`)) return `${name} (${n})`
}
