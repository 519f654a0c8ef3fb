import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pedigreeLayout } from '../../../../renderer/family/pedigree-layout.ts'
import { parentOf } from '../../../../shared/pedigree/individual-of.ts'
import type { Pedigree } from '../../../../shared/pedigree/individual.ts'
import { family, soundPedigrees } from '../../../support/pedigrees.ts'

/** Names by generation, from left to right. */
function rows(pedigree: Pedigree, first?: string): string[] {
  const start = pedigree.individuals.find(({ id }) => id === first)
  const { people, height } = pedigreeLayout(pedigree, start)
  return Array.from({ length: height }, (_, y) =>
    people
      .filter((one) => one.y === y)
      .toSorted((a, b) => a.x - b.x)
      .map((one) => one.person.id)
      .join(' '),
  )
}
const xOf = (pedigree: Pedigree, id: string): number =>
  pedigreeLayout(pedigree).people.find((one) => one.person.id === id)?.x ?? NaN

describe('pedigreeLayout', () => {
  test('a trio: the child below the middle of its parents', () => {
    const trio = family('kim: dad mum')
    expect(rows(trio)).toEqual(['dad mum', 'kim'])
    expect(xOf(trio, 'kim')).toBeCloseTo((xOf(trio, 'dad') + xOf(trio, 'mum')) / 2)
  })

  test('a quartet, and three generations with both pairs of grandparents above their own', () => {
    expect(rows(family('kim: dad mum\nlee: dad mum'))).toEqual(['dad mum', 'kim lee'])
    const three = family('kim: dad mum\ndad: gf gm\nmum: hf hm\naunt: gf gm\nuncle: hf hm')
    expect(rows(three, 'kim')).toEqual(['gf gm hf hm', 'aunt dad mum uncle', 'kim'])
    const middle = (xOf(three, 'gf') + xOf(three, 'gm')) / 2
    expect(middle).toBeCloseTo((xOf(three, 'aunt') + xOf(three, 'dad')) / 2, 1)
  })

  test('a man with two partners stands between them, his children below each couple', () => {
    const half = family('a: dad m1\nb: dad m2')
    expect(rows(half)).toEqual(['m1 dad m2', 'a b'])
  })

  test('of two partners the one whose parents stand to the right stands to the right', () => {
    const half = family('kim: dad mum\nhalf: dad m2\ndad: gf gm\nmum: hf hm')
    expect(rows(half, 'kim')).toEqual(['gf gm hf hm', 'm2 dad mum', 'half kim'])
  })

  test('a marriage of cousins is one couple, related by their grandparents', () => {
    const loop = family('kim: c1 c2\nc1: b1 w1\nc2: w2 b2\nb1: gf gm\nb2: gf gm')
    const { unions, people } = pedigreeLayout(loop)
    expect(people.length).toBe(9)
    const related = unions.filter(({ consanguineous }) => consanguineous)
    expect(related.map(({ partners }) => partners.map((one) => one.person.id).toSorted())).toEqual([
      ['c1', 'c2'],
    ])
    expect(related[0]?.adjacent).toBe(true)
    expect(rows(loop)).toHaveLength(4)
  })

  test('who married in later has parents just above, not at the top', () => {
    const deep = family('kim: dad mum\ndad: gf gm\ngf: ggf ggm\nmum: hf hm')
    const y = new Map(pedigreeLayout(deep).people.map((one) => [one.person.id, one.y]))
    expect([y.get('ggf'), y.get('gf'), y.get('dad'), y.get('mum'), y.get('hf')]).toEqual([0, 1, 2, 2, 1])
  })

  test('a couple is stated to be related, without children', () => {
    const stated = { ...family('a\nb'), consanguineous: [['a', 'b']] as Array<[string, string]> }
    expect(pedigreeLayout(stated).unions).toMatchObject([{ consanguineous: true, children: [] }])
  })

  test('a daughter who has a child with her father is below him', () => {
    const { people, unions } = pedigreeLayout(family('kim: dad sis\nsis: dad mum'))
    const y = new Map(people.map((one) => [one.person.id, one.y]))
    expect([y.get('dad'), y.get('sis'), y.get('kim')]).toEqual([0, 1, 2])
    expect(unions.filter(({ consanguineous }) => consanguineous)).toHaveLength(1)
  })

  test('people who are related to nobody stand below the family', () => {
    expect(rows(family('kim: dad mum\nx\ny'))).toEqual(['dad mum', 'kim', 'x y'])
  })

  test('any family: each person once, a width apart in the row, below all of their parents', () => {
    fc.assert(
      fc.property(soundPedigrees, (pedigree) => {
        const { people, width, height } = pedigreeLayout(pedigree, pedigree.individuals[0])
        expect(people.map(({ person }) => person)).toEqual(pedigree.individuals)
        const place = new Map(people.map((one) => [one.person, one]))
        for (const one of people) {
          expect(one.x).toBeGreaterThanOrEqual(0)
          expect(one.x).toBeLessThan(width)
          expect(one.y).toBeLessThan(height)
          const beside = people.filter((other) => other !== one && other.y === one.y)
          expect(Math.min(...beside.map(({ x }) => Math.abs(x - one.x)), 9)).toBeGreaterThan(0.999)
          const parents = (['father', 'mother'] as const).flatMap(
            (which) => parentOf(pedigree.individuals, one.person, which) ?? [],
          )
          expect(Math.max(...parents.map((parent) => place.get(parent)?.y ?? 99), -1)).toBeLessThan(one.y)
        }
      }),
      { numRuns: 300 },
    )
  })
})
