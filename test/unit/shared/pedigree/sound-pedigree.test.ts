import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePedLine } from '../../../../electron/engine/files/text/ped.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import type { Individual } from '../../../../shared/pedigree/individual.ts'
import { pedText } from '../../../../shared/pedigree/ped-text.ts'
import { soundIndividuals, whyRefused } from '../../../../shared/pedigree/sound-pedigree.ts'
import { person, soundPedigrees, statedPeople } from '../../../support/pedigrees.ts'

const kinds = (stated: Individual[]): string[] =>
  soundIndividuals(stated, '/data/a.ped').problems.map(({ kind }) => kind.replace('pedigree/', ''))

describe('what a PED may say', () => {
  test('a parent without a line gets one, and it is said', () => {
    const { individuals, problems } = soundIndividuals([person('kim', { father: 'dad' })], '/data/a.ped')
    expect(individuals).toEqual([person('kim', { father: 'dad' }), person('dad', { sex: 'male' })])
    expect(problems.map(sentence)).toEqual([
      'a.ped names dad as father of kim, without a line for them: they are drawn without data.',
    ])
  })

  test.each([
    ['a man as mother', [person('kim', { mother: 'x' }), person('x', { sex: 'male' })], ['parent-sex']],
    ['one’s own father', [person('kim', { father: 'kim' })], ['own-ancestor']],
    [
      'one’s own grandchild as father',
      [person('a', { father: 'b' }), person('b', { father: 'c' }), person('c', { father: 'a' })],
      ['own-ancestor'],
    ],
    [
      'one person as father and mother',
      [person('kim', { father: 'x', mother: 'x' }), person('x')],
      ['father-and-mother'],
    ],
    ['one id in two families', [person('p'), person('p', { family: 'G' })], ['id-in-families']],
    ['0 as a name', [person('0')], ['bad-id']],
    ['one person twice', [person('p'), person('p', { sex: 'male' })], ['id-twice']],
  ])('%s is left out and said', (_, stated, expected) => {
    expect(kinds(stated)).toEqual(expected)
    for (const problem of soundIndividuals(stated, '/data/a.ped').problems)
      expect(sentence(problem)).toMatch(/a\.ped.*\.$/)
  })

  test('whatever is stated ends, and what remains can be', () => {
    fc.assert(
      fc.property(statedPeople, (stated) => {
        const { individuals } = soundIndividuals(stated)
        expect(whyRefused({ individuals, consanguineous: [] })).toBeNull()
        const again = soundIndividuals(individuals)
        expect(again.individuals).toEqual(individuals)
        expect(again.problems.filter(({ kind }) => kind !== 'pedigree/id-in-families')).toEqual([])
      }),
    )
  })

  test('a circle of ten thousand ends', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => person(`p${i}`, { father: `p${(i + 1) % 10_000}` }))
    expect(soundIndividuals(many).problems.map(({ kind }) => kind)).toEqual(['pedigree/own-ancestor'])
  })
})

describe('whyRefused', () => {
  test('a sample of two people, and a couple of nobody', () => {
    const both = [person('a', { samples: ['S'] }), person('b', { samples: ['S'] })]
    expect(whyRefused({ individuals: both, consanguineous: [] })).toEqual({
      kind: 'pedigree/sample-twice',
      sample: 'S',
      ids: ['a', 'b'],
    })
    expect(whyRefused({ individuals: [person('a')], consanguineous: [['a', 'x']] })?.kind).toBe(
      'pedigree/unknown-person',
    )
  })
})

test('what is exported is read back as it was, whatever people are called', () => {
  const names = fc
    .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
    .filter(
      (name) => whyRefused({ individuals: [person(name, { family: name })], consanguineous: [] }) === null,
    )
  fc.assert(
    fc.property(
      soundPedigrees,
      fc.uniqueArray(names, { minLength: 22, maxLength: 22 }),
      (pedigree, called) => {
        const name = (id: string): string => called[Number(id.slice(1))] ?? id
        const individuals = pedigree.individuals.map((one) => ({
          ...one,
          family: one.family === 'F' ? (called[20] ?? 'F') : (called[21] ?? 'G'),
          id: name(one.id),
          father: one.father === null ? null : name(one.father),
          mother: one.mother === null ? null : name(one.mother),
        }))
        const lines = pedText({ individuals, consanguineous: [] }).split('\n')
        const back = lines.flatMap((line, i) => parsePedLine(line, 'a.ped', i + 1)?.individual ?? [])
        expect(back).toEqual(individuals)
      },
    ),
  )
})

test('a family called FAM is no header', () => {
  const individuals = [person('kim', { family: 'FAM' })]
  const [, line = ''] = pedText({ individuals, consanguineous: [] }).split('\n')
  expect(parsePedLine(line, 'a.ped', 2)?.individual).toEqual(individuals[0])
})
