import type { CaseState } from '../case/case-state.ts'
import type { Sample } from '../case/sample.ts'
import type { Individual } from '../pedigree/individual.ts'
import { individualOf, parentOf, samplesOfPerson } from '../pedigree/individual-of.ts'
import { isAlone, isOfPair, patientOf } from '../pedigree/patient.ts'
import type { GenotypedPerson, Relative } from './genotyped-person.ts'

type Stated = Pick<CaseState, 'samples' | 'pedigree'>

/** Names of people, and of their parents, as {@link genotypedPeople} gives them. */
type Naming = {
  readonly nameOf: (person: Individual) => string
  readonly parent: (person: Individual, which: 'father' | 'mother') => string | null
}

function naming({ samples, pedigree }: Stated): Naming {
  const individuals = pedigree?.individuals ?? []
  const here = new Map(samples.map((sample) => [sample.name, sample]))
  const hasOwnName = ({ id, samples: own }: Individual): boolean =>
    individuals.filter((one) => one.id === id).length === 1 && (!here.has(id) || own?.includes(id) !== false)
  const nameOf = (person: Individual): string =>
    hasOwnName(person) ? person.id : `${person.id} (${person.family})`
  /** How a person is named as somebody's parent. */
  const asParent = (person: Individual): string => {
    const own = samplesOfPerson(person).filter((name) => individualOf(pedigree, name) === person)
    const found = own.flatMap((name) => here.get(name) ?? [])
    return (found.find(({ role }) => role !== 'tumour') ?? found[0])?.name ?? nameOf(person)
  }
  return {
    nameOf,
    parent(person, which) {
      const stated = person[which]
      if (stated === null) return null
      const found = parentOf(individuals, person, which)
      return found ? asParent(found) : here.has(stated) ? `${stated} (${person.family})` : stated
    },
  }
}

/**
 * What the case states of its samples, in their order: one for each. Parents are those of the pedigree; where it has none,
 * those whom a role makes the proband's. A parent with a sample is named by it (by the normal one of a tumour and normal),
 * another by a name that no sample has.
 */
export function genotypedPeople(state: Stated): GenotypedPerson[] {
  const { samples, pedigree } = state
  const { nameOf, parent } = naming(state)
  const patient = patientOf(state)
  const parentOfSample = (
    sample: Sample,
    person: Individual | undefined,
    which: 'father' | 'mother',
  ): string | null => {
    const stated = person ? parent(person, which) : null
    if (stated !== null || sample.role !== 'proband') return stated
    const inRole = samples.filter(({ role }) => role === which)
    return inRole.length === 1 ? (inRole[0]?.name ?? null) : null
  }
  return samples.map((sample): GenotypedPerson => {
    const own = individualOf(pedigree, sample.name)
    const isPatients = patient !== null && isOfPair(sample.role) && isAlone(own, state)
    const person = isPatients ? patient.person : own
    return {
      sample: sample.name,
      sex: person?.sex ?? sample.sex,
      father: parentOfSample(sample, person, 'father'),
      mother: parentOfSample(sample, person, 'mother'),
      person: person ? nameOf(person) : isPatients ? patient.sample : sample.name,
    }
  })
}

/** People of the pedigree who have no sample here, by the names that {@link genotypedPeople} gives them: links between others. */
export function peopleWithoutSample(state: Stated): Relative[] {
  const { samples, pedigree } = state
  const owners = new Set(samples.map(({ name }) => individualOf(pedigree, name)))
  const { nameOf, parent } = naming(state)
  return (pedigree?.individuals ?? []).flatMap((person) =>
    owners.has(person)
      ? []
      : [{ person: nameOf(person), father: parent(person, 'father'), mother: parent(person, 'mother') }],
  )
}
