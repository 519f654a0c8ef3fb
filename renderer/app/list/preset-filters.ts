import type { Preset } from '../../../shared/filter/preset.ts'
import type { ListFilter } from '../../../shared/variant/variant-query.ts'

/** Characters of an expression that is as good as a label. */
const SHORT = 30

/** The filters of a preset as the bar has them: what is too long to be read there goes by the preset's name. */
export function filtersOf({ name, filters }: Preset): ListFilter[] {
  return filters.map((filter) => ({
    ...filter,
    label: filters.length === 1 || filter.expression.length > SHORT ? name : null,
  }))
}

/** Where the filters of a preset stand in the bar; null when one of them is not there or is off. */
export function placesOf({ filters }: Preset, bar: readonly ListFilter[]): number[] | null {
  const places = filters.map(({ expression, missing }) =>
    bar.findIndex((each) => each.enabled && each.expression === expression && each.missing === missing),
  )
  return places.includes(-1) ? null : places
}

/** The filters to add so that the bar has the whole preset. */
export function lackingOf(preset: Preset, bar: readonly ListFilter[]): ListFilter[] {
  return filtersOf(preset).filter((filter) => placesOf({ ...preset, filters: [filter] }, bar) === null)
}

/** The places to take out so that the preset is gone; what another preset in the bar needs as well stays. */
export function removableOf(preset: Preset, all: readonly Preset[], bar: readonly ListFilter[]): number[] {
  const others = all.filter(({ name }) => name !== preset.name).flatMap((other) => placesOf(other, bar) ?? [])
  const places = placesOf(preset, bar) ?? []
  const own = places.filter((place) => !others.includes(place))
  return own.length > 0 ? own : places
}
