import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { MARKED_COLUMN, type VariantColumn } from '../../../shared/variant/variant-column.ts'
import { FILE, type ShownColumn } from '../../app/list/table-columns.ts'
import { useSession } from '../../app/session-context.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { CHANGE_COLUMN, columnGroups, columnTitle, matchingColumns } from '../words/column-words.ts'
import { moved } from './resize.ts'
import type { TableColumn } from './table-view.ts'
import { useColumns, useRoles, useScope } from './use-columns.ts'

/** Which columns the list has, and in which order. What is changed is seen at once, and kept with the case. */
export function ColumnsDialog({ onClose }: { onClose: () => void }) {
  const { list } = useSession()
  const { columns } = useColumns()
  const scope = useScope()
  const set = (next: readonly ShownColumn[]): void =>
    list.getState().setColumns(next.map(({ name, width }) => ({ name, width })))
  return (
    <ModalDialog
      title="Columns of the variant list"
      width={760}
      onClose={onClose}
      footer={
        <>
          <Button onPress={() => list.getState().setColumns(null)}>As they were at first</Button>
          <span className="push" />
          <Button look="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="dialog-body columns-dialog">
        <section aria-labelledby="offered-columns">
          <h3 id="offered-columns">All columns</h3>
          {scope === null ? (
            <p className="muted">Columns can be chosen when the file has been imported.</p>
          ) : (
            <Offered
              columns={[CHANGE_COLUMN, ...scope.columns.filter(({ name }) => name !== MARKED_COLUMN.name)]}
              shown={columns}
              onChange={set}
            />
          )}
        </section>
        <section aria-labelledby="shown-columns">
          <h3 id="shown-columns">Shown, from left to right</h3>
          <Shown shown={columns} onChange={set} />
        </section>
      </div>
    </ModalDialog>
  )
}

const LINE = 28

/** Every column with a check where it is shown. A cohort has thousands: only those in sight are drawn. */
function Offered({
  columns,
  shown,
  onChange,
}: {
  columns: readonly VariantColumn[]
  shown: readonly TableColumn[]
  onChange: (columns: readonly ShownColumn[]) => void
}) {
  const roles = useRoles()
  const [typed, setTyped] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const lines = columnGroups(matchingColumns(columns, roles, typed), roles).flatMap(({ name, columns }) => [
    name,
    ...columns,
  ])
  // oxlint-disable-next-line react/incompatible-library -- the project does not use the React Compiler
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 10,
  })
  const toggle = (column: VariantColumn, on: boolean): void =>
    onChange(
      on ? [...shown, { name: column.name, width: null }] : shown.filter(({ name }) => name !== column.name),
    )
  return (
    <>
      <input
        className="text-field"
        aria-label="Find a column"
        placeholder="Find a column"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div ref={scroller} className="columns-list" role="group" aria-label="All columns">
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index]
            if (line === undefined) return null
            const style = { transform: `translateY(${start}px)` }
            return typeof line === 'string' ? (
              <div key={`group ${line}`} className="columns-line picker-heading" style={style}>
                {line}
              </div>
            ) : (
              <label
                key={line.name}
                className="columns-line facet-value"
                style={style}
                title={line.description}
              >
                <input
                  type="checkbox"
                  checked={shown.some(({ name }) => name === line.name)}
                  disabled={line.name === FILE}
                  onChange={(event) => toggle(line, event.target.checked)}
                />
                <span className="offer-name">{line.label}</span>
                <span className="muted facet-name">{line.description}</span>
              </label>
            )
          })}
        </div>
        {lines.length === 0 && <p className="muted">No column matches “{typed}”.</p>}
      </div>
    </>
  )
}

function Shown({
  shown,
  onChange,
}: {
  shown: readonly TableColumn[]
  onChange: (columns: readonly ShownColumn[]) => void
}) {
  const roles = useRoles()
  const titleOf = ({ column, label, kind }: TableColumn): string =>
    column === undefined || kind === 'change' ? label : columnTitle(column, roles)
  return (
    <ol className="columns-list">
      {shown.map((column, at) => {
        const title = titleOf(column)
        return (
          <li key={column.name} className="columns-shown">
            <span className="facet-name" title={column.title}>
              {title}
            </span>
            <IconButton
              small
              icon="up"
              label={`Move ${title} to the left`}
              isDisabled={at === 0}
              onPress={() => onChange(moved(shown, at, at - 1))}
            />
            <IconButton
              small
              icon="down"
              label={`Move ${title} to the right`}
              isDisabled={at === shown.length - 1}
              onPress={() => onChange(moved(shown, at, at + 1))}
            />
            <IconButton
              small
              icon="close"
              label={`Take ${title} out`}
              isDisabled={shown.length === 1 || column.name === FILE}
              onPress={() => onChange(shown.filter((_, other) => other !== at))}
            />
          </li>
        )
      })}
    </ol>
  )
}
