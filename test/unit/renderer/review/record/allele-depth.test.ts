import { describe, expect, it } from 'vitest'
import { alleleDepth, depthText } from '../../../../../renderer/review/record/allele-depth.ts'
import { field } from '../../../../support/fake-case.ts'

const ad = (value: string | null) => [field('GT', '0/1', null), field('AD', value, null)]

describe('depthText', () => {
  it.each([
    [19, 38, '19/38 reads, 50 %'],
    [1, 1, '1/1 read, 100 %'],
    [0, 1234, '0/1,234 reads, 0 %'],
    // `0/0` would read as a genotype.
    [0, 0, 'no reads'],
  ])('%d of %d', (alt, total, words) => expect(depthText({ alt, total })).toBe(words))
})

describe('alleleDepth', () => {
  it('counts this alternate of all alleles', () => {
    expect(alleleDepth(ad('20,10,5'), 1)).toEqual({ alt: 10, total: 35 })
    expect(alleleDepth(ad('20,10,5'), 2)).toEqual({ alt: 5, total: 35 })
  })

  it.each([null, '.', '.,.', '20,.', '20', '', 'a,b'])('knows nothing from AD %j', (value) => {
    expect(alleleDepth(ad(value), 1)).toBeNull()
  })

  it('knows nothing without AD', () => {
    expect(alleleDepth([field('GT', '0/1', null)], 1)).toBeNull()
  })
})
