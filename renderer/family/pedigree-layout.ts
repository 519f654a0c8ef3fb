import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { areRelated } from './consanguinity.ts'
import { generationsOf } from './generations.ts'
import { rowOrder } from './row-order.ts'
import { rowPositions } from './row-positions.ts'
import { familyGroups, keyOf, type Union, unionsOf } from './unions.ts'

/** A person in the drawing: `x` in widths of a person, `y` in generations, both from 0 at the left and the top. */
export type DrawnPerson = { readonly person: Individual; readonly x: number; readonly y: number }
export type DrawnUnion = {
  readonly partners: readonly DrawnPerson[]
  readonly children: readonly DrawnPerson[]
  /** Related by blood: by their common ancestors, or as stated. */
  readonly consanguineous: boolean
  /** Nobody stands between the two. */
  readonly adjacent: boolean
}
export type PedigreeLayout = {
  readonly people: readonly DrawnPerson[]
  readonly unions: readonly DrawnUnion[]
  /** In widths of a person, and generations. */
  readonly width: number
  readonly height: number
}

/** Between people who are neither a couple nor siblings. */
const APART = 1.25
/** People who are related to nobody, in a row. */
const SINGLES_IN_ROW = 8

/**
 * Where everybody of a pedigree stands: each once, nobody closer than a width to the next of the row, children below all of
 * their parents. Families stand beside each other; those who are related to nobody in rows below.
 *
 * @param first whose father's line stands on the left: the proband
 */
export function pedigreeLayout(pedigree: Pedigree, first?: Individual): PedigreeLayout {
  const unions = unionsOf(pedigree)
  const groups = familyGroups(pedigree.individuals, unions)
  const places = new Map<string, { x: number; y: number }>()
  let left = 0
  let height = 0
  for (const group of groups.filter(({ length }) => length > 1)) {
    const members = new Set(group.map(keyOf))
    const own = unions.filter(({ partners }) => partners.some((one) => members.has(keyOf(one))))
    const generations = generationsOf(group, own)
    const start = first && members.has(keyOf(first)) ? first : undefined
    const rows = rowOrder(group, own, generations, start)
    const x = rowPositions(rows, own, (a, b) => (areBeside(own, a, b) ? 1 : APART))
    for (const person of group) {
      const key = keyOf(person)
      places.set(key, { x: left + (x.get(key) ?? 0), y: generations.get(key) ?? 0 })
    }
    left += Math.max(...x.values()) + 1 + APART
    height = Math.max(height, rows.length)
  }
  groups
    .filter(({ length }) => length === 1)
    .flat()
    .forEach((person, i) => {
      const row = Math.floor(i / SINGLES_IN_ROW)
      places.set(keyOf(person), { x: i % SINGLES_IN_ROW, y: height + row })
    })

  const drawn = new Map(
    pedigree.individuals.map((person) => [
      keyOf(person),
      { person, ...(places.get(keyOf(person)) ?? { x: 0, y: 0 }) },
    ]),
  )
  const people = [...drawn.values()]
  const find = (person: Individual): DrawnPerson[] => {
    const found = drawn.get(keyOf(person))
    return found ? [found] : []
  }
  return {
    people,
    unions: unions.map(({ partners, children }): DrawnUnion => {
      const [a, b] = partners
      const both = partners.flatMap(find)
      return {
        partners: both.toSorted((one, other) => one.x - other.x),
        children: children.flatMap(find),
        consanguineous: a !== undefined && b !== undefined && isConsanguineous(pedigree, a, b),
        adjacent: areAdjacent(both, people),
      }
    }),
    width: Math.max(0, ...people.map(({ x }) => x)) + 1,
    height: Math.max(0, ...people.map(({ y }) => y)) + 1,
  }
}

/** Stated to be related by blood, or with common ancestors in the pedigree. */
export function isConsanguineous(pedigree: Pedigree, a: Individual, b: Individual): boolean {
  const isStated = pedigree.consanguineous.some(
    ([one, other]) => (one === a.id && other === b.id) || (one === b.id && other === a.id),
  )
  return isStated || areRelated(pedigree.individuals, a, b)
}

/** Partners, or children of one couple. */
const areBeside = (unions: readonly Union[], a: Individual, b: Individual): boolean =>
  unions.some(
    ({ partners, children }) =>
      (partners.includes(a) && partners.includes(b)) || (children.includes(a) && children.includes(b)),
  )

function areAdjacent([a, b]: readonly DrawnPerson[], people: readonly DrawnPerson[]): boolean {
  if (!a || !b || a.y !== b.y) return false
  const [from, to] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
  return !people.some(({ x, y }) => y === a.y && x > from && x < to)
}
