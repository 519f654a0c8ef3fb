import { sentence } from '../../shared/errors/sentence.ts'
import { MARKED_PRESET } from '../../shared/filter/built-in-presets.ts'
import { keyText, variantKey } from '../../shared/variant/variant-key.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import { listScope } from './list/list-scope.ts'
import { lackingOf, placesOf } from './list/preset-filters.ts'
import type { Session } from './session.ts'

/** Marks a variant for review, or takes its mark away. What cannot be marked, and why, is said. */
export async function toggleMark({ cases, marks, view }: Session, row: VariantRow | null): Promise<void> {
  const { say } = view.getState()
  const { current } = cases.getState()
  if (row === null || current === null) return
  if (row.type === 'reference-block') return say('A reference block is not a variant and cannot be marked')
  const variant = variantKey(row)
  const isMarked = current.marks.some((mark) => keyText(mark) === keyText(variant))
  const error = await marks.getState().mark(variant, !isMarked)
  if (error !== null) say(sentence(error))
}

/** Lists only what is marked, or everything again that the other filters let through. */
export function toggleMarkedOnly({ cases, list, variants, view }: Session): void {
  if (listScope(cases.getState().current, variants.getState().file) === null)
    return view.getState().say('Only the marked ones can be listed when the file has been imported')
  const { view: shown, addFilters, removeFilters } = list.getState()
  const places = placesOf(MARKED_PRESET, shown.filters)
  if (places === null) addFilters(lackingOf(MARKED_PRESET, shown.filters))
  else removeFilters(places)
}
