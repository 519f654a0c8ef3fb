import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { checkFilter } from '../../../shared/filter/check-filter.ts'
import { parseFilter } from '../../../shared/filter/parse-filter.ts'
import type { FilterScope } from '../../../shared/filter/scope.ts'
import type { VariantListView, VariantQuery } from '../../../shared/variant/variant-query.ts'
import type { ListScope } from './list-scope.ts'
import { isDrawnFromRow } from './table-columns.ts'

/** What is wrong with an expression; null when nothing is. */
export function filterProblem(expression: string, scope: FilterScope): CasementError | null {
  try {
    checkFilter(parseFilter(expression), scope)
    return null
  } catch (thrown) {
    return errorOf(thrown)
  }
}

export type ListQuery = {
  readonly query: VariantQuery
  /** Columns whose values are asked for: those that a row does not bring itself. */
  readonly columns: readonly string[]
  /**
   * Of each filter of the view its place among those of the query; null when it hides nothing because it is off or cannot
   * be understood.
   */
  readonly places: readonly (number | null)[]
}

/**
 * How a list is asked for. What this file has no column for takes no part: it is said at the filter, and the others go on.
 *
 * @param without the filter, by its place in the view, that is left out
 */
export function listQuery(view: VariantListView, scope: ListScope, without?: number): ListQuery {
  const places: (number | null)[] = []
  const filters: VariantQuery['filters'] = []
  for (const [at, { expression, missing, enabled }] of view.filters.entries()) {
    const counts = enabled && at !== without && filterProblem(expression, scope.filter) === null
    places.push(counts ? filters.length : null)
    if (counts) filters.push({ expression, missing })
  }
  const known = (name: string): boolean => scope.filter.columns.has(name)
  const shown = view.columns?.map(({ name }) => name) ?? []
  return {
    query: { filters, sort: view.sort.filter(({ column }) => known(column)) },
    columns: shown.filter((name) => known(name) && !isDrawnFromRow(name)),
    places,
  }
}
