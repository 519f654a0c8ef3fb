import { expect, test } from 'vitest'
import type { Role, Sample } from '../../../../shared/case/sample.ts'
import type { Individual, Pedigree } from '../../../../shared/pedigree/individual.ts'
import { genotypedPeople, peopleWithoutSample } from '../../../../shared/quality/genotyped-people.ts'
import { expectedRelatedness } from '../../../../shared/quality/kinship.ts'
import { person } from '../../../support/pedigrees.ts'

const sample = (name: string, role: Role = 'other', sex: Sample['sex'] = 'unknown'): Sample => ({
  name,
  role,
  sex,
  affected: 'unknown',
  alignments: [],
  variants: [],
})
const family = (...individuals: Individual[]): Pedigree => ({ individuals, consanguineous: [] })

test('a trio by its pedigree, whose individuals are named otherwise than their samples', () => {
  const pedigree = family(
    person('kim', { father: 'dad', mother: 'mum', sex: 'male', samples: ['S1'] }),
    person('mum', { sex: 'female', samples: ['S2'] }),
    person('dad', { sex: 'male' }),
  )
  expect(genotypedPeople({ samples: [sample('S1'), sample('S2'), sample('dad')], pedigree })).toEqual([
    { sample: 'S1', sex: 'male', father: 'dad', mother: 'S2', person: 'kim' },
    { sample: 'S2', sex: 'female', father: null, mother: null, person: 'mum' },
    { sample: 'dad', sex: 'male', father: null, mother: null, person: 'dad' },
  ])
})

test('half siblings share a mother who has no data', () => {
  const pedigree = family(
    person('a', { father: 'x', mother: 'mum' }),
    person('b', { father: 'y', mother: 'mum' }),
    person('mum'),
  )
  const people = genotypedPeople({ samples: [sample('a'), sample('b')], pedigree })
  expect(expectedRelatedness('a', 'b', people)).toEqual({ relation: 'related', relatedness: 0.25 })
})

test('without a pedigree parents are those of the roles, and tumour and normal are one person', () => {
  const trio = [sample('k', 'proband'), sample('m', 'mother', 'female'), sample('f', 'father')]
  expect(genotypedPeople({ samples: trio, pedigree: null })[0]).toMatchObject({ father: 'f', mother: 'm' })
  const pair = [sample('TUMOR', 'tumour'), sample('NORMAL', 'normal')]
  expect(genotypedPeople({ samples: pair, pedigree: null }).map((one) => one.person)).toEqual([
    'NORMAL',
    'NORMAL',
  ])
})

test('two people in the role of father make nobody the father', () => {
  const samples = [sample('k', 'proband'), sample('f1', 'father'), sample('f2', 'father')]
  expect(genotypedPeople({ samples, pedigree: null })[0]?.father).toBeNull()
})

test('one id in two families is nobody stated, and people of both stay apart', () => {
  const pedigree = family(
    person('kid', { family: 'A', father: 'p' }),
    person('p', { family: 'A' }),
    person('other', { family: 'B', father: 'p' }),
    person('p', { family: 'B' }),
  )
  const people = genotypedPeople({ samples: [sample('kid'), sample('other'), sample('p')], pedigree })
  expect(people.map(({ father }) => father)).toEqual(['p (A)', 'p (B)', null])
  expect(expectedRelatedness('kid', 'other', people)?.relation).toBe('unrelated')
  expect(expectedRelatedness('kid', 'p', people)?.relation).toBe('unrelated')
})

test('a parent without data is not taken for another person’s sample of that name', () => {
  const pedigree = family(
    person('kid', { father: 'S1' }),
    person('S1', { samples: [] }),
    person('aunt', { samples: ['S1'] }),
  )
  const people = genotypedPeople({ samples: [sample('kid'), sample('S1')], pedigree })
  expect(people.map(({ father, person: name }) => [father, name])).toEqual([
    ['S1 (F)', 'kid'],
    [null, 'aunt'],
  ])
})

test('a father with tumour and normal is named by the normal', () => {
  const pedigree = family(person('kid', { father: 'pa' }), person('pa', { samples: ['T', 'N'] }))
  const samples = [sample('kid'), sample('T', 'tumour'), sample('N', 'normal')]
  expect(genotypedPeople({ samples, pedigree }).map((one) => [one.father, one.person])).toEqual([
    ['N', 'kid'],
    [null, 'pa'],
    [null, 'pa'],
  ])
})

test('tumour and normal are one patient, also where the pedigree has somebody of its own for each', () => {
  const samples = [sample('T', 'tumour'), sample('N', 'normal'), sample('mum', 'mother')]
  const alone = family(person('T'), person('N', { sex: 'female' }), person('mum'))
  expect(genotypedPeople({ samples, pedigree: alone })).toMatchObject([
    { person: 'N', sex: 'female' },
    { person: 'N', sex: 'female' },
    { person: 'mum' },
  ])
  const ofFamily = family(person('T', { mother: 'mum' }), person('N'), person('mum'))
  expect(genotypedPeople({ samples, pedigree: ofFamily })).toMatchObject([
    { person: 'T', mother: 'mum' },
    { person: 'T', mother: 'mum' },
    { person: 'mum' },
  ])
  // Of two relatives the pedigree says that they are two.
  const two = family(person('T', { mother: 'mum' }), person('N', { mother: 'mum' }), person('mum'))
  expect(genotypedPeople({ samples, pedigree: two }).map((one) => one.person)).toEqual(['T', 'N', 'mum'])
})

test('a grandchild is her grandmother’s through a father without a sample', () => {
  const pedigree = family(
    person('kid', { father: 'dad', mother: 'mum' }),
    person('dad', { mother: 'gran' }),
    person('mum'),
    person('gran'),
  )
  const state = { samples: [sample('kid'), sample('mum'), sample('gran')], pedigree }
  const others = peopleWithoutSample(state)
  expect(others).toEqual([{ person: 'dad', father: null, mother: 'gran' }])
  expect(expectedRelatedness('kid', 'gran', genotypedPeople(state), others)).toEqual({
    relation: 'related',
    relatedness: 0.25,
  })
})
