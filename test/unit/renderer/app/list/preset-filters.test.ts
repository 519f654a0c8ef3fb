import { describe, expect, it } from 'vitest'
import {
  filtersOf,
  lackingOf,
  placesOf,
  removableOf,
} from '../../../../../renderer/app/list/preset-filters.ts'
import { BUILT_IN_PRESETS } from '../../../../../shared/filter/built-in-presets.ts'
import type { Preset } from '../../../../../shared/filter/preset.ts'

function preset(name: string): Preset {
  const found = BUILT_IN_PRESETS.find((each) => each.name === name)
  if (!found) throw new Error(`there is no preset ${name}`)
  return found
}

describe('presets in the bar', () => {
  it('go by their name where the expression is too long to be read', () => {
    expect(filtersOf(preset('All PASS')).map(({ label }) => label)).toEqual(['All PASS'])
    expect(filtersOf(preset('Rare coding')).map(({ label }) => label)).toEqual([null, 'Rare coding'])
    expect(filtersOf(preset('Rare HIGH impact')).map(({ label }) => label)).toEqual([null, null])
  })

  it('add up, sharing what they have in common', () => {
    const bar = filtersOf(preset('Rare coding'))
    expect(placesOf(preset('Rare coding'), bar)).toEqual([0, 1])
    expect(placesOf(preset('Splice'), bar)).toBeNull()
    const lacking = lackingOf(preset('Splice'), bar)
    expect(lacking.map(({ label }) => label)).toEqual(['Splice'])
    const both = [...bar, ...lacking]
    expect(removableOf(preset('Rare coding'), BUILT_IN_PRESETS, both)).toEqual([1])
    expect(removableOf(preset('Rare coding'), BUILT_IN_PRESETS, bar)).toEqual([0, 1])
  })

  it('are not there while one of their filters is off', () => {
    const bar = filtersOf(preset('All PASS')).map((filter) => ({ ...filter, enabled: false }))
    expect(placesOf(preset('All PASS'), bar)).toBeNull()
  })
})
