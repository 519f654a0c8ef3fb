import { useState } from 'react'
import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import type { Facet } from '../../../shared/variant/variant-query.ts'
import type { Cell } from '../../app/stores/variant-store.ts'
import { countText } from '../../ui/amounts.ts'
import { cellText } from '../words/cell-words.ts'

/** More values than this are searched. */
const MANY = 10

/** The values of a column to choose from, each with how many variants have it. */
export function FacetValues({
  column,
  facet,
  chosen,
  onChange,
}: {
  column: VariantColumn
  facet: Facet
  chosen: readonly Cell[]
  onChange: (chosen: Cell[]) => void
}) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const values = facet.values.filter(({ value }) => wordsOf(value, column).toLowerCase().includes(wanted))
  return (
    <>
      {facet.values.length > MANY && (
        <input
          autoFocus
          className="text-field"
          aria-label={`Find a value of ${column.label}`}
          placeholder="Find a value"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <div className="facet-values" role="group" aria-label={`Values of ${column.label}`}>
        {values.map(({ value, count }) => (
          <label key={String(value)} className="facet-value">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
                )
              }
            />
            <span
              className={value === null ? 'facet-name muted' : 'facet-name'}
              title={wordsOf(value, column)}
            >
              {wordsOf(value, column)}
            </span>
            <span className="facet-count">{countText(count)}</span>
          </label>
        ))}
        {values.length === 0 && <p className="muted">No value matches.</p>}
      </div>
      {facet.others > 0 && (
        <p className="muted">
          {countText(facet.others)} variants have other values: write an expression to name one.
        </p>
      )}
    </>
  )
}

const wordsOf = (value: Cell, column: VariantColumn): string => cellText(value, column) ?? 'no value'
