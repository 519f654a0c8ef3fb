import { describe, expect, it } from 'vitest'
import type { Role } from '../../../../../shared/case/sample.ts'
import {
  familySummary,
  fittingSamples,
  inReadingOrder,
  sampleColumns,
} from '../../../../../renderer/review/words/sample-columns.ts'
import { fakeSample } from '../../../../support/fake-case.ts'

const people = (...roles: Role[]) => roles.map((role, i) => fakeSample(`S${i}`, role))

describe('genotype columns that fit', () => {
  it('are all of them while there is room', () => {
    expect(fittingSamples(0, 392)).toBe(0)
    expect(fittingSamples(3, 392)).toBe(3)
    expect(fittingSamples(10, 720)).toBe(10)
  })

  it('leave room for how many more there are', () => {
    expect(fittingSamples(500, 720)).toBe(16)
    expect(fittingSamples(500, 392)).toBe(3)
  })

  it('never cut a trio', () => expect(fittingSamples(3, 240)).toBe(3))
})

describe('sample columns', () => {
  it('puts proband, mother, father in order and keeps each sample’s place in the row', () => {
    const columns = sampleColumns(people('father', 'proband', 'mother'), ['S0', 'S1', 'S2'])
    expect(columns.map((c) => [c.letter, c.name, c.place])).toEqual([
      ['P', 'S1', 1],
      ['M', 'S2', 2],
      ['F', 'S0', 0],
    ])
  })

  it('numbers samples that share a role', () => {
    const letters = sampleColumns(people('sibling', 'proband', 'sibling'), ['S0', 'S1', 'S2']).map(
      (c) => c.letter,
    )
    expect(letters).toEqual(['P', 'S1', 'S2'])
  })

  it('keeps columns of samples the case does not know, last', () => {
    const columns = sampleColumns(people('proband'), ['X', 'S0'])
    expect(columns.map((c) => [c.name, c.role, c.place])).toEqual([
      ['S0', 'proband', 1],
      ['X', null, 0],
    ])
  })

  it.each([
    [people('proband', 'mother', 'father'), 'trio'],
    [people('proband', 'mother', 'father', 'sibling'), 'quad'],
    [people('proband', 'mother'), 'duo'],
    [people('single'), 'single'],
    [people('tumour', 'normal'), 'tumour–normal pair'],
    [people('tumour'), 'tumour only'],
    [people('other', 'other'), '2 samples'],
    [people('proband', 'mother', 'sibling'), 'family of 3'],
    [[], 'no samples'],
  ])('sums a family up', (samples, words) => {
    expect(familySummary(samples)).toBe(words)
  })

  it('does not reorder what it is given', () => {
    const samples = people('father', 'proband')
    expect(inReadingOrder(samples).map((s) => s.role)).toEqual(['proband', 'father'])
    expect(samples.map((s) => s.role)).toEqual(['father', 'proband'])
  })
})
