import { z } from 'zod'
import type { GenotypedPerson, Relative } from './genotyped-person.ts'

/** How two samples are related: as stated by a pedigree, or as their genotypes look. */
export const relationSchema = z.enum(['same-person', 'parent-child', 'full-siblings', 'related', 'unrelated'])
export type Relation = z.infer<typeof relationSchema>

/** Generations a pedigree is followed up; one that goes in a circle ends here. */
const MOST_GENERATIONS = 30

type Parents = { readonly father: string | null; readonly mother: string | null }

/**
 * Kinship coefficient of two people: the chance that an allele of each, drawn at random, is the same by descent. People
 * without stated parents are taken as unrelated to everybody.
 *
 * @see Lange, Mathematical and Statistical Methods for Genetic Analysis, 2nd ed., §5.2, for the recursion
 */
function kinship(a: string, b: string, parents: ReadonlyMap<string, Parents>): number {
  const generation = (name: string, depth = 0): number => {
    const of = parents.get(name)
    if (!of || depth > MOST_GENERATIONS) return 0
    const above = [of.father, of.mother].map((parent) =>
      parent === null ? 0 : generation(parent, depth + 1) + 1,
    )
    return Math.max(...above)
  }
  const ofParents = (name: string, ask: (parent: string) => number): number => {
    const { father = null, mother = null } = parents.get(name) ?? {}
    return ((father === null ? 0 : ask(father)) + (mother === null ? 0 : ask(mother))) / 2
  }
  const between = (x: string, y: string, depth: number): number => {
    if (depth > 2 * MOST_GENERATIONS) return 0
    if (x === y) {
      const { father = null, mother = null } = parents.get(x) ?? {}
      return (1 + (father !== null && mother !== null ? between(father, mother, depth + 1) : 0)) / 2
    }
    // The younger one's parents: the older one cannot be a descendant of theirs.
    const [young, old] = generation(x) >= generation(y) ? [x, y] : [y, x]
    return ofParents(young, (parent) => between(parent, old, depth + 1))
  }
  return between(a, b, 0)
}

/**
 * Twice the kinship that a pedigree states for two samples, and its name; null when it does not have both.
 *
 * @param others people of the pedigree without a sample, who link those with one
 */
export function expectedRelatedness(
  a: string,
  b: string,
  people: readonly GenotypedPerson[],
  others: readonly Relative[] = [],
): { relation: Relation; relatedness: number } | null {
  const personOf = new Map(people.map((one) => [one.sample, one.person]))
  const personA = personOf.get(a)
  const personB = personOf.get(b)
  if (personA === undefined || personB === undefined) return null
  if (personA === personB) return { relation: 'same-person', relatedness: 1 }
  const named = (name: string | null): string | null => (name === null ? null : (personOf.get(name) ?? name))
  const parents = new Map<string, Parents>()
  for (const { person, father, mother } of [...people, ...others]) {
    const before = parents.get(person)
    parents.set(person, {
      father: named(father) ?? before?.father ?? null,
      mother: named(mother) ?? before?.mother ?? null,
    })
  }
  const relatedness = 2 * kinship(personA, personB, parents)
  return { relation: relationOf(personA, personB, parents, relatedness), relatedness }
}

function relationOf(
  a: string,
  b: string,
  parents: ReadonlyMap<string, Parents>,
  relatedness: number,
): Relation {
  const ofA = parents.get(a)
  const ofB = parents.get(b)
  const isParent = (parent: string, of: Parents | undefined): boolean =>
    of?.father === parent || of?.mother === parent
  if (isParent(a, ofB) || isParent(b, ofA)) return 'parent-child'
  const shares = (key: keyof Parents): boolean => (ofA?.[key] ?? null) !== null && ofA?.[key] === ofB?.[key]
  if (shares('father') && shares('mother')) return 'full-siblings'
  return relatedness > 0 ? 'related' : 'unrelated'
}
