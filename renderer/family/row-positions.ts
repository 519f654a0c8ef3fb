import type { Individual } from '../../shared/pedigree/individual.ts'
import { keyOf, type Union } from './unions.ts'

/** Sweeps over the rows; families of this size have come to rest long before. */
const SWEEPS = 120
/** How much partners want to be beside each other, against being below parents or above children. */
const BESIDE = 4

/**
 * Where people stand in their rows, in widths of a person, the leftmost at 0: at least `gap` apart in the order given, children
 * below the middle of their parents as far as there is room.
 */
export function rowPositions(
  rows: readonly (readonly Individual[])[],
  unions: readonly Union[],
  gap: (left: Individual, right: Individual) => number,
): Map<string, number> {
  const x = new Map<string, number>()
  for (const row of rows) {
    let at = 0
    row.forEach((person, i) => {
      const before = row[i - 1]
      at += before ? gap(before, person) : 0
      x.set(keyOf(person), at)
    })
  }
  const of = (person: Individual): number => x.get(keyOf(person)) ?? 0
  const middle = (people: readonly Individual[]): number => {
    const all = people.map(of)
    return (Math.min(...all) + Math.max(...all)) / 2
  }
  const withPerson = new Map<string, Union[]>()
  const childIn = new Map<string, Union>()
  for (const union of unions) {
    for (const one of union.partners)
      withPerson.set(keyOf(one), [...(withPerson.get(keyOf(one)) ?? []), union])
    for (const one of union.children) childIn.set(keyOf(one), union)
  }
  const wish = (person: Individual): number => {
    const wishes: Array<readonly [number, weight: number]> = []
    const above = childIn.get(keyOf(person))
    if (above) wishes.push([of(person) + middle(above.partners) - middle(above.children), 1])
    for (const union of withPerson.get(keyOf(person)) ?? []) {
      if (union.children.length > 0)
        wishes.push([of(person) + middle(union.children) - middle(union.partners), 1])
      const partner = union.partners.find((one) => one !== person)
      if (partner) wishes.push([of(partner) + (of(partner) > of(person) ? -1 : 1), BESIDE])
    }
    const total = wishes.reduce((sum, [, weight]) => sum + weight, 0)
    return total === 0 ? of(person) : wishes.reduce((sum, [at, weight]) => sum + at * weight, 0) / total
  }
  const indices = rows.map((_, i) => i)
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const i of sweep % 2 === 0 ? indices : indices.toReversed()) {
      const row = rows[i] ?? []
      const apart = row.map((person, at) => {
        const before = row[at - 1]
        return before ? gap(before, person) : 0
      })
      spaced(row.map(wish), apart).forEach((at, place) => {
        const person = row[place]
        if (person) x.set(keyOf(person), at)
      })
    }
  const least = Math.min(...x.values(), Infinity)
  return new Map([...x].map(([key, at]) => [key, at - least]))
}

/**
 * The places nearest to those wished for (by squares) that keep the distances: isotonic regression by pooling adjacent
 * violators, over the wishes less the room that those before take.
 *
 * @param apart least distance of each from the one before; of the first, 0
 */
function spaced(wishes: readonly number[], apart: readonly number[]): number[] {
  const room: number[] = []
  let taken = 0
  for (const distance of apart) room.push((taken += distance))
  const pools: Array<{ sum: number; count: number }> = []
  wishes.forEach((wished, i) => {
    pools.push({ sum: wished - (room[i] ?? 0), count: 1 })
    for (;;) {
      const last = pools.at(-1)
      const before = pools.at(-2)
      if (!last || !before || before.sum / before.count <= last.sum / last.count) break
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count })
    }
  })
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((at, i) => at + (room[i] ?? 0))
}
