import { isSamePerson, parentOf } from '../../shared/pedigree/individual-of.ts'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'

/** Parents with their children: of one parent where the other is not stated; a couple without children has none. */
export type Union = { readonly partners: readonly Individual[]; readonly children: readonly Individual[] }

/** One person of one family, as a key. */
export const keyOf = ({ family, id }: Individual): string => `${family}\t${id}`

/** Everybody who has children or is stated to be of a couple, in the order in which children first name them. */
export function unionsOf({ individuals, consanguineous }: Pedigree): Union[] {
  const unions = new Map<string, { partners: Individual[]; children: Individual[] }>()
  const unionOf = (partners: Individual[]) => {
    const key = partners.map(keyOf).sort().join('\n')
    const union = unions.get(key) ?? { partners, children: [] }
    unions.set(key, union)
    return union
  }
  for (const child of individuals) {
    const parents = [parentOf(individuals, child, 'father'), parentOf(individuals, child, 'mother')]
    const partners = parents.filter((parent) => parent !== undefined)
    if (partners.length > 0) unionOf(partners).children.push(child)
  }
  for (const [a, b] of consanguineous) {
    const first = individuals.find(({ id }) => id === a)
    const second = individuals.find(({ id, family }) => id === b && family === first?.family)
    if (first && second && !isSamePerson(first, second)) unionOf([first, second])
  }
  return [...unions.values()]
}

/** The people that are related or married in some way, group by group, in the order of the pedigree. */
export function familyGroups(individuals: readonly Individual[], unions: readonly Union[]): Individual[][] {
  const groupOf = new Map<string, Individual[]>(individuals.map((person) => [keyOf(person), [person]]))
  for (const { partners, children } of unions) {
    const groups = new Set([...partners, ...children].map((person) => groupOf.get(keyOf(person)) ?? []))
    const merged = [...groups].flat()
    for (const person of merged) groupOf.set(keyOf(person), merged)
  }
  return [...new Set(groupOf.values())]
}
