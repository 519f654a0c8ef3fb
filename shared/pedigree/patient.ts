import type { CaseState } from '../case/case-state.ts'
import type { Sample } from '../case/sample.ts'
import { individualOf, isSamePerson, samplesOfPerson } from './individual-of.ts'
import type { Individual, Pedigree } from './individual.ts'

type Stated = Pick<CaseState, 'samples' | 'pedigree'>

/** Of the two samples that are of one person, the patient. */
export const isOfPair = (role: Sample['role']): boolean => role === 'tumour' || role === 'normal'

/** Whom no relative and no second sample tells from the patient: nobody, or somebody of whom the pedigree states nothing. */
export function isAlone(person: Individual | undefined, { pedigree }: Pick<Stated, 'pedigree'>): boolean {
  if (person === undefined) return true
  const { id, family, father, mother } = person
  const isParent = pedigree?.individuals.some(
    (one) => one.family === family && (one.father === id || one.mother === id),
  )
  return father === null && mother === null && !isParent && samplesOfPerson(person).length === 1
}

/** The patient whose tumour and normal a case has: also where the pedigree has somebody of its own for each of the two. */
export function patientOf(state: Stated): { sample: string; person: Individual | undefined } | null {
  const ofPair = state.samples.filter(({ role }) => isOfPair(role))
  const known = ofPair.map(({ name, role }) => ({
    sample: name,
    role,
    person: individualOf(state.pedigree, name),
  }))
  const [first] = known
  if (first === undefined) return null
  const ofFamily = known.find(({ person }) => !isAlone(person, state))
  const inPedigree = known.filter(({ person }) => person !== undefined)
  const normalFirst = (some: typeof known) => some.find(({ role }) => role === 'normal') ?? some[0]
  return ofFamily ?? normalFirst(inPedigree) ?? normalFirst(known) ?? first
}

/**
 * The pedigree in which tumour and normal are of one person: whoever of them is only a sample, of whom nothing else is stated, is
 * the patient. As it was where it has no such two.
 */
export function withOnePatient(pedigree: Pedigree, samples: readonly Sample[]): Pedigree {
  const roles = new Set(samples.map(({ role }) => role))
  const patient = patientOf({ samples: [...samples], pedigree })?.person
  if (!patient || !roles.has('tumour') || !roles.has('normal')) return pedigree
  const ofPair = samples.filter(({ role }) => isOfPair(role)).map(({ name }) => individualOf(pedigree, name))
  const same = pedigree.individuals.filter(
    (one) => ofPair.includes(one) && !isSamePerson(one, patient) && isAlone(one, { pedigree }),
  )
  if (same.length === 0) return pedigree
  const own = [patient, ...same].flatMap((one) => samplesOfPerson(one))
  return {
    ...pedigree,
    individuals: pedigree.individuals.flatMap((one) =>
      one === patient ? [{ ...one, samples: own }] : same.includes(one) ? [] : [one],
    ),
  }
}
