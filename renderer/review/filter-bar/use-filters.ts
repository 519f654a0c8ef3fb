import { useMemo } from 'react'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import type { FilterEffect, ListFilter } from '../../../shared/variant/variant-query.ts'
import { filterProblem, listQuery } from '../../app/list/list-query.ts'
import { useList, useVariants } from '../../app/session-context.tsx'
import { useScope } from '../variant-list/use-columns.ts'

/** A filter of the bar with what it does. */
export type BarFilter = {
  readonly at: number
  readonly filter: ListFilter
  /** Why it hides nothing although it is on. */
  readonly problem: CasementError | null
  /** Null until it has been counted, and of one that takes no part. */
  readonly effect: FilterEffect | null
}

/** The filters of the list, in their order. */
export function useFilters(): readonly BarFilter[] {
  const view = useList((s) => s.view)
  const counts = useList((s) => s.counts)
  const counted = useList((s) => s.counted)
  const file = useVariants((s) => s.file)
  const scope = useScope()
  return useMemo(() => {
    const asked = scope && listQuery(view, scope)
    const isCounted =
      counted?.file === file &&
      JSON.stringify(asked?.query.filters) === JSON.stringify(counted?.query.filters)
    return view.filters.map((filter, at) => {
      const place = asked?.places[at] ?? null
      return {
        at,
        filter,
        problem: scope && filterProblem(filter.expression, scope.filter),
        effect: place !== null && isCounted ? (counts?.effects[place] ?? null) : null,
      }
    })
  }, [view, counts, counted, file, scope])
}
