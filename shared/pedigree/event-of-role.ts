import type { CaseEvent } from '../case/case-event.ts'
import type { CaseState } from '../case/case-state.ts'
import type { Role } from '../case/sample.ts'
import { Fault } from '../errors/fault.ts'
import { individualOf, isSamePerson } from './individual-of.ts'
import type { Individual, Pedigree } from './individual.ts'
import { rolesOf } from './pedigree.ts'
import { isOfPair, withOnePatient } from './patient.ts'
import { whyRefused } from './sound-pedigree.ts'

type Stated = Pick<CaseState, 'samples' | 'pedigree'>

/**
 * A sample gets a role. Where that makes somebody the proband's mother or father of whom the pedigree states none, they are
 * linked in it as well; tumour and normal become one person's. Roles and pedigree say one thing.
 *
 * @throws Fault `case/unknown-sample`
 */
export function eventOfRole({ samples, pedigree }: Stated, sample: string, role: Role): CaseEvent {
  if (!samples.some(({ name }) => name === sample))
    throw new Fault({ kind: 'case/unknown-sample', name: sample })
  const asSaid: CaseEvent = { kind: 'role-set', sample, role }
  if (pedigree === null) return asSaid
  const after = samples.map((one) => (one.name === sample ? { ...one, role } : one))
  const changed = isOfPair(role)
    ? withOnePatient(pedigree, after)
    : withParentsByRole(pedigree, after, sample)
  // What cannot be is not made: the role is what was said.
  if (changed === pedigree || whyRefused(changed) !== null) return asSaid
  return { kind: 'pedigree-set', pedigree: changed, roles: { [sample]: role } }
}

/** The pedigree with the proband's parents as roles have them, where it states none and the role that was given is of one of the two. */
function withParentsByRole(pedigree: Pedigree, samples: Stated['samples'], given: string): Pedigree {
  const only = (wanted: Role): Individual | undefined => {
    const [name, ...more] = samples.filter(({ role }) => role === wanted).map((one) => one.name)
    return name === undefined || more.length > 0 ? undefined : individualOf(pedigree, name)
  }
  const linked = (child: Individual, as: 'father' | 'mother'): Individual => {
    const parent = only(as)
    const canBe =
      parent &&
      parent.family === child.family &&
      child[as] === null &&
      isAbout(given, pedigree, parent, child)
    return canBe ? { ...child, [as]: parent.id } : child
  }
  const proband = only('proband')
  const after = proband && linked(linked(proband, 'mother'), 'father')
  if (!proband || !after || after === proband) return pedigree
  return {
    ...pedigree,
    individuals: pedigree.individuals.map((one) => (isSamePerson(one, proband) ? after : one)),
  }
}

/** The role that was given is of the child or of the parent: others were there before, and nobody linked them. */
const isAbout = (sample: string, pedigree: Pedigree | null, ...people: Individual[]): boolean => {
  const owner = individualOf(pedigree, sample)
  return owner !== undefined && people.some((person) => isSamePerson(person, owner))
}

/**
 * The pedigree becomes another. Roles follow where they are what the pedigree said so far; those that a person gave stay.
 *
 * @throws Fault `pedigree/…` for one that cannot be, `case/unknown-sample`
 */
export function eventOfPedigree({ samples, pedigree: before }: Stated, pedigree: Pedigree): CaseEvent {
  const refused = whyRefused(pedigree)
  if (refused) throw new Fault(refused)
  const names = samples.map(({ name }) => name)
  for (const { samples: own = [] } of pedigree.individuals)
    for (const name of own) if (!names.includes(name)) throw new Fault({ kind: 'case/unknown-sample', name })
  const rolesBefore = rolesOf(names, before?.individuals ?? [])
  const rolesAfter = rolesOf(names, pedigree.individuals)
  const roles: Record<string, Role> = {}
  for (const { name, role } of samples) {
    const follows = rolesAfter.get(name)
    if (role === rolesBefore.get(name) && follows !== undefined && follows !== role) roles[name] = follows
  }
  return { kind: 'pedigree-set', pedigree, roles }
}
