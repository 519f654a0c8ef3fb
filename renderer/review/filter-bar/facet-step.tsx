import { useMemo, useState } from 'react'
import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import type { ListFilter } from '../../../shared/variant/variant-query.ts'
import { rangeFilter, typedNumber, valuesFilter } from '../../app/list/facet-filter.ts'
import { listQuery } from '../../app/list/list-query.ts'
import type { ListScope } from '../../app/list/list-scope.ts'
import type { Cell } from '../../app/stores/variant-store.ts'
import { useList, useVariants } from '../../app/session-context.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isNumeric } from '../words/cell-words.ts'
import { columnTitle } from '../words/column-words.ts'
import { FacetRange } from './facet-range.tsx'
import { FacetValues } from './facet-values.tsx'
import { MissingChoice } from './missing-choice.tsx'
import { useFacet } from './use-facet.ts'

/** Makes a filter of a column from what is chosen of its values. */
export function FacetStep({
  column,
  scope,
  onBack,
  onAdd,
}: {
  column: VariantColumn
  scope: ListScope
  onBack: () => void
  onAdd: (filter: ListFilter) => void
}) {
  const file = useVariants((s) => s.file)
  const view = useList((s) => s.view)
  const query = useMemo(() => ({ ...listQuery(view, scope).query, sort: [] }), [view, scope])
  const { facet, error } = useFacet(file, column.name, query)
  const [values, setValues] = useState<readonly Cell[]>([])
  const [[least, most], setRange] = useState<readonly [string, string]>(['', ''])
  const [missing, setMissing] = useState<'keep' | 'drop'>('drop')
  const { roles } = scope.filter
  const numeric = isNumeric(column)
  const bounds = [typedNumber(least), typedNumber(most)] as const
  const [from, to] = bounds
  const isTyped = from !== undefined && to !== undefined
  const expression = numeric
    ? isTyped
      ? rangeFilter(column, from, to, roles)
      : null
    : valuesFilter(column, values, roles)
  const none = facet?.values.find(({ value }) => value === null)?.count ?? 0

  return (
    <form
      className="facet-step"
      onSubmit={(event) => {
        event.preventDefault()
        if (expression !== null) onAdd({ expression, missing, enabled: true, label: null })
      }}
    >
      <div className="filter-head">
        <IconButton small icon="chevron-left" label="Another column" onPress={onBack} />
        <strong>{columnTitle(column, roles)}</strong>
      </div>
      <p className="muted">{column.description}</p>
      {error && <ErrorNote error={error} />}
      {!facet && !error && <p className="muted">Counting its values…</p>}
      {facet &&
        (numeric ? (
          <FacetRange
            column={column}
            facet={facet}
            least={least}
            most={most}
            onChange={(from, to) => setRange([from, to])}
          />
        ) : (
          <FacetValues column={column} facet={facet} chosen={values} onChange={setValues} />
        ))}
      {facet && numeric && column.missing === 'unknown' && (
        <MissingChoice value={missing} count={none} onChange={setMissing} />
      )}
      <div className="filter-foot">
        <span className="push mono filter-preview" title={expression ?? ''}>
          {expression ?? (isTyped ? '' : 'A number is needed')}
        </span>
        <Button look="primary" type="submit" isDisabled={expression === null}>
          Add
        </Button>
      </div>
    </form>
  )
}
