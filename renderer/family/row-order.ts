import type { Individual } from '../../shared/pedigree/individual.ts'
import { keyOf, type Union } from './unions.ts'

/**
 * The order of people in each generation, from left to right: partners beside each other, sisters and brothers together, the
 * family of somebody who married in to the right of them. Everybody once.
 *
 * @param first whose father's line stands on the left
 */
export function rowOrder(
  people: readonly Individual[],
  unions: readonly Union[],
  generations: ReadonlyMap<string, number>,
  first: Individual | undefined,
): Individual[][] {
  const rows: Individual[][] = []
  const placed = new Set<string>()
  const unionsWith = (person: Individual): Union[] =>
    unions.filter(({ partners }) => partners.some((one) => keyOf(one) === keyOf(person)))
  const unionAbove = (person: Individual): Union | undefined =>
    unions.find(({ children }) => children.some((one) => keyOf(one) === keyOf(person)))
  const hasParents = (person: Individual): number => (unionAbove(person) ? 1 : 0)
  const push = (person: Individual): void => {
    const generation = generations.get(keyOf(person)) ?? 0
    while (rows.length <= generation) rows.push([])
    rows[generation]?.push(person)
    placed.add(keyOf(person))
  }
  const isOpen = (person: Individual): boolean => !placed.has(keyOf(person))
  /** Partners that have no place yet, each once: those whose own family comes to the right last. */
  const openPartners = (person: Individual): Individual[] => {
    const open = unionsWith(person).flatMap(({ partners }) =>
      partners.filter((one) => one !== person && isOpen(one)),
    )
    return [...new Set(open)].toSorted((a, b) => hasParents(a) - hasParents(b))
  }
  /** Partners of partners, outwards to one side. */
  const chainFrom = (person: Individual, seen: Set<string>): Individual[] => {
    seen.add(keyOf(person))
    const more = openPartners(person).filter((one) => !seen.has(keyOf(one)))
    return [person, ...more.flatMap((one) => (seen.has(keyOf(one)) ? [] : chainFrom(one, seen)))]
  }
  /** Whose own family comes to the right goes last. */
  const marriesLast = (children: readonly Individual[]): Individual[] => {
    const hasInLaws = (child: Individual): number =>
      openPartners(child).some((partner) => unionAbove(partner) !== undefined) ? 1 : 0
    return children.toSorted((a, b) => hasInLaws(a) - hasInLaws(b))
  }

  const placeBlock = (person: Individual): void => {
    if (!isOpen(person)) return
    const seen = new Set([keyOf(person)])
    const [left, ...right] = openPartners(person).map((partner) =>
      seen.has(keyOf(partner)) ? [] : chainFrom(partner, seen),
    )
    // With two or more partners a person stands between them.
    const block =
      left === undefined
        ? [person]
        : right.flat().length > 0
          ? [...left.toReversed(), person, ...right.flat()]
          : [person, ...left]
    block.forEach(push)
    for (const member of block)
      for (const { children } of unionsWith(member)) marriesLast(children).forEach(placeBlock)
    for (const member of block) placeFamilyOf(member)
  }
  /** Sisters, brothers and parents of somebody who has a place already. */
  const placeFamilyOf = (person: Individual): void => {
    const above = unionAbove(person)
    if (!above) return
    above.partners.forEach(placeBlock)
    marriesLast(above.children).forEach(placeBlock)
  }
  const top = (person: Individual): Individual => {
    let at = person
    for (let step = 0; step < people.length; step++) {
      const above = unionAbove(at)?.partners[0]
      if (above === undefined) break
      at = above
    }
    return at
  }
  for (const person of first === undefined ? people : [first, ...people])
    if (isOpen(person)) placeBlock(top(person))
  return rows
}
