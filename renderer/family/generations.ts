import type { Individual } from '../../shared/pedigree/individual.ts'
import { keyOf, type Union } from './unions.ts'

/**
 * The generation of each person, 0 at the top: below that of every parent, and that of their partners wherever that can be
 * (a child with its own parent cannot).
 */
export function generationsOf(people: readonly Individual[], unions: readonly Union[]): Map<string, number> {
  const together = settle(people, unions, true)
  const generations =
    together ?? settle(people, unions, false) ?? new Map(people.map((one) => [keyOf(one), 0]))
  if (together) lowerFounders(people, unions, generations)
  return generations
}

/** Null when it does not come to rest: partners of whom one descends from the other in some way. */
function settle(
  people: readonly Individual[],
  unions: readonly Union[],
  withPartners: boolean,
): Map<string, number> | null {
  const generations = new Map(people.map((person) => [keyOf(person), 0]))
  const of = (person: Individual): number => generations.get(keyOf(person)) ?? 0
  // Nobody is lower than there are people.
  for (let round = 0; round <= people.length + 1; round++) {
    let isSettled = true
    const lower = (person: Individual, to: number): void => {
      if (of(person) >= to) return
      generations.set(keyOf(person), to)
      isSettled = false
    }
    for (const { partners, children } of unions) {
      const lowest = Math.max(...partners.map(of))
      if (withPartners) for (const partner of partners) lower(partner, lowest)
      for (const child of children) lower(child, lowest + 1)
    }
    if (isSettled) return generations
  }
  return null
}

/** Those who married into a later generation have their parents just above them, not at the top. */
function lowerFounders(
  people: readonly Individual[],
  unions: readonly Union[],
  generations: Map<string, number>,
): void {
  const isChild = new Set(unions.flatMap(({ children }) => children.map(keyOf)))
  const of = (person: Individual): number => generations.get(keyOf(person)) ?? 0
  for (const group of partnerGroups(people, unions)) {
    if (group.some((person) => isChild.has(keyOf(person)))) continue
    const members = new Set(group.map(keyOf))
    const children = unions
      .filter(({ partners }) => partners.some((one) => members.has(keyOf(one))))
      .flatMap((union) => union.children)
    if (children.length === 0) continue
    const to = Math.min(...children.map(of)) - 1
    for (const person of group) if (of(person) < to) generations.set(keyOf(person), to)
  }
}

/** People joined by partners of partners. */
function partnerGroups(people: readonly Individual[], unions: readonly Union[]): Individual[][] {
  const groupOf = new Map<string, Individual[]>(people.map((person) => [keyOf(person), [person]]))
  for (const { partners } of unions) {
    const merged = [...new Set(partners.map((one) => groupOf.get(keyOf(one)) ?? []))].flat()
    for (const person of merged) groupOf.set(keyOf(person), merged)
  }
  return [...new Set(groupOf.values())]
}
