import { describe, expect, it } from 'vitest'
import { closestNames } from '../../../../shared/filter/closest-names.ts'

const NAMES = ['qual', 'popmax_af', 'popmax_source', 'info.AC', 'info.AN', 'clinvar', 'clinvar_stars']

describe('closestNames', () => {
  it.each([
    ['QUAL', ['qual']],
    ['popmax', ['popmax_af', 'popmax_source']],
    ['clinvr', ['clinvar']],
    ['AC', ['info.AC', 'info.AN']],
    ['PASS', []],
    ['', []],
  ])('for %s are %j', (typed, closest) => {
    expect(closestNames(typed, NAMES)).toEqual(closest)
  })
})
