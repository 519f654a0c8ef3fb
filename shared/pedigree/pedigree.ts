import { type Role, ROLES } from '../case/sample.ts'
import type { Individual } from './individual.ts'

/** `SAMPLE NAMES` that Strelka and friends give their columns; compared without case. */
const TUMOUR_NAMES = new Set(['tumor', 'tumour'])
const NORMAL_NAMES = new Set(['normal'])

/**
 * The roles that can be read off the pedigree, never guessed from the order of files: the proband is the first
 * affected individual with both or one parent among the samples, then that child's parents and siblings. A lone
 * sample is `single`; a pair named as tumour and normal gets those roles; everybody else is `other` until the
 * user says who they are.
 */
export function rolesOf(samples: readonly string[], pedigree: readonly Individual[]): Map<string, Role> {
  const roles = new Map<string, Role>(samples.map((name) => [name, 'other']))
  const [only] = samples
  if (samples.length === 1 && only !== undefined) return roles.set(only, 'single')

  for (const name of samples) {
    if (TUMOUR_NAMES.has(name.toLowerCase())) roles.set(name, 'tumour')
    if (NORMAL_NAMES.has(name.toLowerCase())) roles.set(name, 'normal')
  }

  const present = pedigree.filter((person) => roles.has(person.id))
  const hasParentHere = (person: Individual): boolean =>
    (person.father !== null && roles.has(person.father)) ||
    (person.mother !== null && roles.has(person.mother))
  const children = present.filter(hasParentHere)
  const proband =
    children.find((person) => person.affected === 'affected') ??
    (children.length === 1 ? children[0] : undefined)
  if (!proband) return roles

  roles.set(proband.id, 'proband')
  if (proband.father !== null && roles.has(proband.father)) roles.set(proband.father, 'father')
  if (proband.mother !== null && roles.has(proband.mother)) roles.set(proband.mother, 'mother')
  for (const person of present) {
    const sharesParent =
      (person.father !== null && person.father === proband.father) ||
      (person.mother !== null && person.mother === proband.mother)
    if (person.id !== proband.id && sharesParent) roles.set(person.id, 'sibling')
  }
  return roles
}

/** Compares by {@link ROLES}: proband, mother, father, siblings; tumour before normal. */
export function byRole(a: { role: Role }, b: { role: Role }): number {
  return ROLES.indexOf(a.role) - ROLES.indexOf(b.role)
}
