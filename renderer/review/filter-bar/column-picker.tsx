import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import type { ListScope } from '../../app/list/list-scope.ts'
import { plural } from '../../ui/amounts.ts'
import { columnGroups, matchingColumns } from '../words/column-words.ts'
import { useRoles } from '../variant-list/use-columns.ts'

/** A cohort has thousands of columns: the first ones are offered, the others by typing. */
const OFFERED = 120

/** Finds a column by its name. ↑/↓ choose, Enter takes. */
export function ColumnPicker({
  scope,
  onPick,
}: {
  scope: ListScope
  onPick: (column: VariantColumn) => void
}) {
  const roles = useRoles()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const matching = matchingColumns(scope.columns, roles, typed)
  const groups = columnGroups(matching.slice(0, OFFERED), roles)
  const offered = groups.flatMap(({ columns }) => columns)
  const at = Math.min(active, offered.length - 1)

  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  const onKeyDown = (event: KeyboardEvent): void => {
    const column = offered[at]
    if (event.key === 'ArrowDown') setActive(Math.min(offered.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1))
    else if (event.key === 'Enter' && column) onPick(column)
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        autoFocus
        className="text-field"
        role="combobox"
        aria-label="Column to filter by"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        {...(offered.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        placeholder="Column: gene, impact, DP…"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} className="picker" role="listbox" aria-label="Columns">
        {groups.map(({ name, columns }) => (
          <div key={name} role="group" aria-label={name}>
            <div className="picker-heading" role="presentation">
              {name}
            </div>
            {columns.map((column) => {
              const place = offered.indexOf(column)
              return (
                <div
                  key={column.name}
                  id={`${id}-${place}`}
                  role="option"
                  aria-selected={place === at}
                  className="offer"
                  title={column.description}
                  onPointerMove={() => setActive(place)}
                  onClick={() => onPick(column)}
                >
                  <span className="offer-name">{column.label}</span>
                  <span className="muted">{column.description}</span>
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {offered.length === 0 && <p className="muted">No column matches “{typed}”.</p>}
      {matching.length > OFFERED && (
        <p className="muted">
          and {plural(matching.length - OFFERED, 'more column')}: type a part of the name
        </p>
      )}
    </>
  )
}
