import { parentOf } from '../../shared/pedigree/individual-of.ts'
import type { Individual } from '../../shared/pedigree/individual.ts'
import { keyOf } from './unions.ts'

/** Whether two people have an ancestor in common in their pedigree, or one is the other's. */
export function areRelated(individuals: readonly Individual[], a: Individual, b: Individual): boolean {
  const ofA = withAncestors(individuals, a)
  return [...withAncestors(individuals, b)].some((key) => ofA.has(key))
}

function withAncestors(individuals: readonly Individual[], person: Individual): Set<string> {
  const found = new Set<string>()
  const open = [person]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(keyOf(next))) continue
    found.add(keyOf(next))
    for (const which of ['father', 'mother'] as const) {
      const parent = parentOf(individuals, next, which)
      if (parent) open.push(parent)
    }
  }
  return found
}
