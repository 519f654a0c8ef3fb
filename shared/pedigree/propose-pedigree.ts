import type { Individual, Pedigree } from './individual.ts'
import { isSamePerson, samplesOfPerson } from './individual-of.ts'
import { tissueOf, withoutTissue } from './tumour-normal-name.ts'

/** What the person of `TUMOR` and `NORMAL` is called: their names say nothing of who it is. */
const PATIENT = 'patient'
/** The family of people of whom no family is stated. */
const NO_FAMILY = '1'

/**
 * The pedigree of a case's samples: what was there (`before`), with the people of PED files that were found in place of those
 * of the same name, and with somebody for each sample that is nobody's. Nothing is invented: they have no parents. Samples
 * whose names differ in `tumor` and `normal` alone are of one person.
 */
export function proposePedigree(
  before: Pedigree | null,
  found: readonly Individual[],
  samples: readonly string[],
): Pedigree {
  const here = new Set(samples)
  const taken = new Set(found.flatMap(samplesOfPerson))
  const isLeft = (person: Individual): boolean => {
    if (found.some((one) => isSamePerson(one, person))) return false
    // Somebody who was only there for a sample goes with it; people without data are there for themselves.
    const own = person.samples ?? []
    return (
      own.length === 0 || own.some((name) => here.has(name) && !taken.has(name)) || isRelated(person, before)
    )
  }
  const kept = (before?.individuals ?? [])
    .filter(isLeft)
    .map((person): Individual =>
      person.samples === undefined
        ? person
        : { ...person, samples: person.samples.filter((name) => here.has(name) && !taken.has(name)) },
    )
  const individuals = [...found, ...kept]
  const owned = new Set(individuals.flatMap(samplesOfPerson))
  for (const own of inPairs(samples.filter((name) => !owned.has(name))))
    individuals.push(newPerson(own, individuals))
  const ids = new Set(individuals.map(({ id }) => id))
  const couples = before?.consanguineous ?? []
  return { individuals, consanguineous: couples.filter(([a, b]) => ids.has(a) && ids.has(b)) }
}

/** Has parents or children. */
const isRelated = (person: Individual, pedigree: Pedigree | null): boolean =>
  person.father !== null ||
  person.mother !== null ||
  (pedigree?.individuals ?? []).some(
    ({ family, father, mother }) =>
      family === person.family && (father === person.id || mother === person.id),
  )

/** Samples by person: tumour and normal of one name together, others by themselves. */
function inPairs(samples: readonly string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const name of samples) {
    const key = tissueOf(name) === null ? `=${name}` : `~${withoutTissue(name).toLowerCase()}`
    groups.set(key, [...(groups.get(key) ?? []), name])
  }
  return [...groups.values()].flatMap((group) => {
    const isPair = new Set(group.map(tissueOf)).size === 2 && group.length === 2
    return isPair ? [group] : group.map((name) => [name])
  })
}

function newPerson(samples: string[], others: readonly Individual[]): Individual {
  const [name = ''] = samples
  const families = new Set(others.map(({ family }) => family))
  const [family = NO_FAMILY] = families.size === 1 ? families : []
  const wanted = samples.length === 1 ? name : withoutTissue(name) || PATIENT
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
  // oxlint-disable-next-line no-control-regex -- a name of a file may have any character
  const base = wanted.replace(/[\u0000-\u001f]/g, ' ').trim() || PATIENT
  const name = base === '0' ? 'person 0' : base
  if (!taken.has(name)) return name
  for (let n = 2; ; n++) if (!taken.has(`${name} (${n})`)) return `${name} (${n})`
}
