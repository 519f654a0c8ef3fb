import { expect, test } from 'vitest'
import { withFamily } from '../../../../renderer/family/edit-pedigree.ts'
import { whyRefused } from '../../../../shared/pedigree/sound-pedigree.ts'
import { family, person } from '../../../support/pedigrees.ts'

test('into another family goes everybody who is related or married, so that nobody loses a parent', () => {
  const { individuals } = family('kim: dad mum\nmum: gf gm\nhalf: dad m2')
  const aunt = person('aunt', { family: 'G' })
  const before = { individuals: [...individuals, aunt], consanguineous: [] }
  const [kim] = individuals
  if (kim === undefined) throw new Error('nobody')
  const after = withFamily(before, kim, 'G')
  expect(after.individuals).toEqual(before.individuals.map((one) => ({ ...one, family: 'G' })))
  expect(withFamily(before, aunt, 'F').individuals.map((one) => one.family)).toEqual(
    before.individuals.map(() => 'F'),
  )
  expect(whyRefused(after)).toBeNull()
})

test('a family that has somebody of the name already is refused', () => {
  const two = { individuals: [person('kim'), person('kim', { family: 'G' })], consanguineous: [] }
  expect(whyRefused(withFamily(two, person('kim'), 'G'))?.kind).toBe('pedigree/id-twice')
})
