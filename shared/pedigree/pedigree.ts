import { type Role, ROLES } from '../case/sample.ts'
import type { Individual } from './individual.ts'
import { individualOf, isSamePerson, samplesOfPerson } from './individual-of.ts'
import { tissueOf } from './tumour-normal-name.ts'

/**
 * The roles that can be read off the pedigree, never guessed from the order of files: the proband is who is stated to be, else
 * the first affected individual with both or one parent among the samples, else the only one who is affected; then come that
 * child's parents and siblings. A lone sample is `single`, unless it is named as a tumour; a pair named as tumour and normal gets
 * those roles; everybody else is `other` until the user says who they are.
 */
export function rolesOf(
  samples: readonly string[],
  pedigree: readonly Individual[],
  stated?: Individual,
): Map<string, Role> {
  const roles = new Map<string, Role>(samples.map((name) => [name, 'other']))
  const [only] = samples
  if (samples.length === 1 && only !== undefined)
    return roles.set(only, tissueOf(only) === 'tumour' ? 'tumour' : 'single')

  for (const name of samples) roles.set(name, tissueOf(name, samples) ?? 'other')

  const all = { individuals: [...pedigree], consanguineous: [] }
  const ofPerson = (id: string | null, family: string): readonly string[] => {
    if (id === null) return []
    const person = pedigree.find((one) => one.id === id && one.family === family)
    const names = person ? samplesOfPerson(person).filter((name) => individualOf(all, name) === person) : [id]
    return names.filter((name) => roles.has(name))
  }
  const isHere = (id: string | null, family: string): boolean => ofPerson(id, family).length > 0
  const give = (id: string | null, family: string, role: Role): void => {
    // The tumour and normal of a parent stay what they are.
    for (const name of ofPerson(id, family)) if (tissueOf(name, samples) === null) roles.set(name, role)
  }
  const children = pedigree.filter(
    ({ id, family, father, mother }) =>
      (father !== null || mother !== null) &&
      isHere(id, family) &&
      (isHere(father, family) || isHere(mother, family)),
  )
  const affected = pedigree.filter((one) => one.affected === 'affected' && isHere(one.id, one.family))
  const proband =
    (stated && pedigree.find((one) => isSamePerson(one, stated) && isHere(one.id, one.family))) ??
    children.find((person) => person.affected === 'affected') ??
    (children.length === 1 ? children[0] : undefined) ??
    (affected.length === 1 ? affected[0] : undefined)
  if (!proband) return roles

  const { family } = proband
  give(proband.id, family, 'proband')
  give(proband.father, family, 'father')
  give(proband.mother, family, 'mother')
  for (const person of pedigree) {
    const sharesParent =
      (person.father !== null && person.father === proband.father) ||
      (person.mother !== null && person.mother === proband.mother)
    if (person !== proband && person.family === family && sharesParent) give(person.id, family, 'sibling')
  }
  return roles
}

/** Compares by {@link ROLES}: proband, mother, father, siblings; tumour before normal. */
export function byRole(a: { role: Role }, b: { role: Role }): number {
  return ROLES.indexOf(a.role) - ROLES.indexOf(b.role)
}
