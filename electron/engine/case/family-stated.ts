import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { FamilySource } from '../../../shared/case/family-source.ts'
import type { Sample } from '../../../shared/case/sample.ts'
import { isSamePerson } from '../../../shared/pedigree/individual-of.ts'
import type { Individual, Pedigree } from '../../../shared/pedigree/individual.ts'
import { soundIndividuals } from '../../../shared/pedigree/sound-pedigree.ts'

type Family = { readonly samples: readonly Sample[]; readonly pedigree: Pedigree }

/**
 * What new files state of an open case's family, as one event, so that undo takes back all of it and nothing else.
 *
 * @param known the pedigree before the files came
 * @param before what they make of the case without their statement
 * @param after what they make of it with that
 * @param sources the files, at least one; they are told of whom something else was stated
 */
export function familyStated(
  known: Pedigree,
  before: Family,
  after: Family,
  sources: readonly FamilySource[],
): CaseEvent {
  const file = sources.map(({ name }) => name).join(' and ')
  // What was kept and what came may contradict each other, each sound by itself.
  const { individuals, problems } = soundIndividuals(after.pedigree.individuals, file)
  const pedigree = { ...after.pedigree, individuals }
  const ids = known.individuals.filter((person) => isAnother(person, individuals)).map(({ id }) => id)
  const anew: FamilySource['notices'] = ids.length > 0 ? [{ kind: 'pedigree/stated-anew', file, ids }] : []
  const notices = [...anew, ...problems.filter(({ kind }) => kind !== 'pedigree/id-in-families')]
  const [first, ...others] = sources
  const roles = new Map(before.samples.map(({ name, role }) => [name, role]))
  return {
    kind: 'pedigree-set',
    pedigree,
    roles: Object.fromEntries(
      after.samples.flatMap(({ name, role }) => (roles.get(name) === role ? [] : [[name, role]])),
    ),
    sources: first ? [{ ...first, notices: [...notices, ...first.notices] }, ...others] : [],
  }
}

/** Whether something that was said of a person is so no longer; who was there for a sample alone had nothing said of them. */
function isAnother(person: Individual, now: readonly Individual[]): boolean {
  const after = now.find((one) => isSamePerson(one, person))
  const was = [person.father, person.mother, orNull(person.sex), orNull(person.affected), person.deceased]
  const is = after && [after.father, after.mother, after.sex, after.affected, after.deceased]
  return was.some((each, i) => each !== null && each !== undefined && each !== false && each !== is?.[i])
}

const orNull = (text: string): string | null => (text === 'unknown' ? null : text)
