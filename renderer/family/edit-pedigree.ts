import { isSamePerson, parentOf, samplesOfPerson } from '../../shared/pedigree/individual-of.ts'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { freeId } from '../../shared/pedigree/propose-pedigree.ts'
import { familyGroups, unionsOf } from './unions.ts'

export type ParentRole = 'father' | 'mother'

const withEach = (pedigree: Pedigree, change: (person: Individual) => Individual): Pedigree => ({
  ...pedigree,
  individuals: pedigree.individuals.map(change),
})

/** A pedigree with something of one person changed. */
export const withPerson = (pedigree: Pedigree, person: Individual, change: Partial<Individual>): Pedigree =>
  withEach(pedigree, (one) => (isSamePerson(one, person) ? { ...one, ...change } : one))

/** Under another name; children, couples and samples go with it. */
export function renamed(pedigree: Pedigree, person: Individual, id: string): Pedigree {
  const named = (parent: string | null, family: string): string | null =>
    parent === person.id && family === person.family ? id : parent
  const samples = [...samplesOfPerson(person)]
  return {
    individuals: pedigree.individuals.map((one) => ({
      ...one,
      ...(isSamePerson(one, person) ? { id, samples } : {}),
      father: named(one.father, one.family),
      mother: named(one.mother, one.family),
    })),
    consanguineous: pedigree.consanguineous.map(([a, b]) => [
      a === person.id ? id : a,
      b === person.id ? id : b,
    ]),
  }
}

/** In another family, with all who are related to them or married into theirs: parents are looked for in the family. */
export function withFamily(pedigree: Pedigree, person: Individual, family: string): Pedigree {
  const groups = familyGroups(pedigree.individuals, unionsOf(pedigree))
  const group = groups.find((people) => people.some((one) => isSamePerson(one, person))) ?? [person]
  return withEach(pedigree, (one) => (group.includes(one) ? { ...one, family } : one))
}

/** A mother is female and a father male, where their sex was not known. */
export function withParent(
  pedigree: Pedigree,
  child: Individual,
  which: ParentRole,
  parent: Individual | null,
): Pedigree {
  const linked = withPerson(pedigree, child, { [which]: parent?.id ?? null })
  const sex = which === 'father' ? 'male' : 'female'
  return parent?.sex === 'unknown' ? withPerson(linked, parent, { sex }) : linked
}

/** Children lose a parent who is removed. */
export function withoutPerson(pedigree: Pedigree, person: Individual): Pedigree {
  const others = pedigree.individuals.filter((one) => !isSamePerson(one, person))
  const without = (parent: string | null, family: string): string | null =>
    parent === person.id && family === person.family ? null : parent
  return {
    individuals: others.map((one) => ({
      ...one,
      father: without(one.father, one.family),
      mother: without(one.mother, one.family),
    })),
    consanguineous: pedigree.consanguineous.filter((couple) => !couple.includes(person.id)),
  }
}

const nobodyYet = (pedigree: Pedigree, family: string, id: string): Individual => ({
  family,
  id: freeId(id, pedigree.individuals),
  father: null,
  mother: null,
  sex: 'unknown',
  affected: 'unknown',
  // Said to be without data: a sample that comes later is not theirs by its name alone.
  samples: [],
})

/** Somebody who is related to nobody yet. */
export function withSomebody(pedigree: Pedigree): Pedigree {
  const family = pedigree.individuals[0]?.family ?? '1'
  return { ...pedigree, individuals: [...pedigree.individuals, nobodyYet(pedigree, family, 'person')] }
}

/** Those parents of somebody that the pedigree does not have, without data. */
export function withParents(pedigree: Pedigree, child: Individual): Pedigree {
  let after = pedigree
  for (const which of ['father', 'mother'] as const) {
    if (child[which] !== null) continue
    const parent: Individual = {
      ...nobodyYet(after, child.family, `${which} of ${child.id}`),
      sex: which === 'father' ? 'male' : 'female',
    }
    after = withPerson({ ...after, individuals: [...after.individuals, parent] }, child, {
      [which]: parent.id,
    })
  }
  return after
}

/** A sister or brother: of the same parents, who are added where there are none. */
export function withSibling(pedigree: Pedigree, person: Individual): Pedigree {
  const both = person.father === null && person.mother === null ? withParents(pedigree, person) : pedigree
  const now = both.individuals.find((one) => isSamePerson(one, person)) ?? person
  const sibling: Individual = {
    ...nobodyYet(both, person.family, `sibling of ${person.id}`),
    father: now.father,
    mother: now.mother,
  }
  return { ...both, individuals: [...both.individuals, sibling] }
}

/** A sample is somebody's, or nobody's; it is nobody else's then. */
export function withSampleOf(pedigree: Pedigree, sample: string, owner: Individual | null): Pedigree {
  return withEach(pedigree, (one) => {
    const others = samplesOfPerson(one).filter((name) => name !== sample)
    if (owner && isSamePerson(one, owner)) return { ...one, samples: [...others, sample] }
    return samplesOfPerson(one).includes(sample) ? { ...one, samples: others } : one
  })
}

const isCouple = ([a, b]: readonly [string, string], one: Individual, other: Individual): boolean =>
  (a === one.id && b === other.id) || (a === other.id && b === one.id)

/** A couple is stated to be related by blood, or no longer. */
export function withConsanguinity(
  pedigree: Pedigree,
  [one, other]: readonly [Individual, Individual],
  isStated: boolean,
): Pedigree {
  const others = pedigree.consanguineous.filter((couple) => !isCouple(couple, one, other))
  return { ...pedigree, consanguineous: isStated ? [...others, [one.id, other.id]] : others }
}

export const isStatedRelated = ({ consanguineous }: Pedigree, one: Individual, other: Individual): boolean =>
  consanguineous.some((couple) => isCouple(couple, one, other))

/** Who could be somebody's father or mother: of the family, of no other sex, and no descendant of theirs. */
export function possibleParents(pedigree: Pedigree, child: Individual, which: ParentRole): Individual[] {
  const wrong = which === 'father' ? 'female' : 'male'
  const isParentOtherwise = (one: Individual): boolean =>
    pedigree.individuals.some(
      (other) => other.family === one.family && other[which === 'father' ? 'mother' : 'father'] === one.id,
    )
  return pedigree.individuals.filter(
    (one) =>
      one.family === child.family &&
      one.sex !== wrong &&
      !isParentOtherwise(one) &&
      !isOrDescendsFrom(pedigree, one, child),
  )
}

function isOrDescendsFrom(pedigree: Pedigree, person: Individual, ancestor: Individual): boolean {
  const seen = new Set<Individual>()
  const open = [person]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isSamePerson(next, ancestor)) return true
    if (seen.has(next)) continue
    seen.add(next)
    for (const which of ['father', 'mother'] as const) {
      const above = parentOf(pedigree.individuals, next, which)
      if (above) open.push(above)
    }
  }
  return false
}
