import type { CaseState } from '../case/case-state.ts'
import type { Sample } from '../case/sample.ts'
import type { Individual } from '../pedigree/individual.ts'
import { individualOf, parentOf, samplesOfPerson } from '../pedigree/individual-of.ts'
import type { GenotypedPerson } from './genotyped-person.ts'

type Stated = Pick<CaseState, 'samples' | 'pedigree'>

/**
 * What the case states of its samples, in their order: one for each. Parents are those of the pedigree; where it has none,
 * those whom a role makes the proband's. A parent with a sample is named by it (by the normal one of a tumour and normal),
 * another by a name that no sample has.
 */
export function genotypedPeople({ samples, pedigree }: Stated): GenotypedPerson[] {
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
  const parent = (sample: Sample, which: 'father' | 'mother'): string | null => {
    const person = individualOf(pedigree, sample.name)
    const stated = person?.[which] ?? null
    if (person && stated !== null) {
      const found = parentOf(individuals, person, which)
      return found ? asParent(found) : here.has(stated) ? `${stated} (${person.family})` : stated
    }
    if (sample.role !== 'proband') return null
    const inRole = samples.filter(({ role }) => role === which)
    return inRole.length === 1 ? (inRole[0]?.name ?? null) : null
  }

  // Tumour and normal of a case are one patient's, also where no pedigree says so.
  const ofPair = samples.filter(({ role, name }) => isOfPair(role) && !individualOf(pedigree, name))
  const patient = (ofPair.find(({ role }) => role === 'normal') ?? ofPair[0])?.name
  return samples.map((sample): GenotypedPerson => {
    const person = individualOf(pedigree, sample.name)
    return {
      sample: sample.name,
      sex: person?.sex ?? sample.sex,
      father: parent(sample, 'father'),
      mother: parent(sample, 'mother'),
      person: person ? nameOf(person) : (isOfPair(sample.role) && patient) || sample.name,
    }
  })
}

const isOfPair = (role: Sample['role']): boolean => role === 'tumour' || role === 'normal'
