import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import { useList, useSession, useVariants } from '../../app/session-context.tsx'
import { LEAST_WIDTH, sortedBy } from '../../app/list/table-columns.ts'
import { Icon } from '../../ui/icon.tsx'
import { ROLE_NAMES } from '../words/sample-columns.ts'
import { moved, resized } from './resize.ts'
import type { TableColumn } from './table-view.ts'
import { type ColumnDragging, useColumnDrag } from './use-column-drag.ts'

type Props = {
  columns: readonly TableColumn[]
  /** Samples for which there is no room. */
  more: number
  moreWords: string
}

/**
 * The heads of the columns: a press sorts, dragging moves the column, the line beside it sets the width. One stop for Tab, ←/→
 * go on from there, Alt and Shift with them move the column.
 */
export function ListHead({ columns, more, moreWords }: Props) {
  const { list, view } = useSession()
  const row = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  const current = Math.min(focused, columns.length - 1)

  const move = (from: number, to: number): void => {
    const column = columns[from]
    if (column === undefined || from === to || to < 0 || to >= columns.length) return
    // The head that was pressed goes on being the one that keys are about.
    setFocused(to)
    list.getState().setColumns(moved(columns, from, to).map(({ name, width }) => ({ name, width })))
    const words = column.column?.label ?? column.label
    view.getState().say(`${words} is column ${to + 1} of ${columns.length}`)
  }
  const dragging = useColumnDrag(row, move)

  // What is moved in the page loses the focus.
  const keepFocus = useRef(false)
  useLayoutEffect(() => {
    if (keepFocus.current) row.current?.querySelectorAll('button')[focused]?.focus()
    keepFocus.current = false
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) {
      const place = Math.max(0, Math.min(columns.length - 1, current + by))
      if (!event.altKey || place === current) return
      keepFocus.current = true
      return move(current, place)
    }
    const to = Math.max(0, Math.min(columns.length - 1, current + by))
    setFocused(to)
    row.current?.querySelectorAll('button')[to]?.focus()
  }
  const lastOfSamples = columns.findLastIndex(({ kind }) => kind === 'genotype')

  return (
    <div role="rowgroup" className="variant-head">
      <div ref={row} role="row" aria-rowindex={1} className="variant-row" onKeyDown={onKeyDown}>
        <span
          role="columnheader"
          className="cell-mark"
          title="Marked for review: Space on the selected variant"
        >
          <Icon name="flag" size={14} />
          <span className="visually-hidden">Marked</span>
        </span>
        {columns.flatMap((column, at) => [
          <Head
            key={column.name}
            column={column}
            columns={columns}
            at={at}
            dragging={dragging}
            inTabOrder={at === current}
            onFocus={() => setFocused(at)}
          />,
          ...(more > 0 && at === lastOfSamples
            ? [
                <span key=" more" role="columnheader" className="cell-sample" title={moreWords}>
                  +{more}
                </span>,
              ]
            : []),
        ])}
      </div>
    </div>
  )
}

const ARROWS = { ascending: '▴', descending: '▾' } as const
const STEP = 8

/** Where a column that is dragged would come to stand: before or after the one that is there now. */
function dropOf({ drag }: ColumnDragging, at: number): object {
  if (drag === null) return {}
  if (at === drag.from) return { 'data-moving': '' }
  if (at !== drag.to) return {}
  return { 'data-drop': drag.to < drag.from ? 'before' : 'after' }
}

function Head({
  column,
  columns,
  at: place,
  dragging,
  inTabOrder,
  onFocus,
}: {
  column: TableColumn
  columns: readonly TableColumn[]
  at: number
  dragging: ColumnDragging
  inTabOrder: boolean
  onFocus: () => void
}) {
  const { list } = useSession()
  const sort = useList((s) => s.view.sort)
  const canSort = useVariants((s) => s.asked !== null) && column.column !== undefined
  const at = sort.findIndex((each) => each.column === sortedBy(column.name))
  const found = sort[at]
  const way = found === undefined ? 'none' : found.descending ? 'descending' : 'ascending'
  const narrow = column.least < 40
  const title = canSort
    ? `${column.title}\nPress to sort, with Shift by this too; drag to move`
    : `${column.title}\nSorting begins when the file is imported; drag to move`

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (by === undefined || !event.shiftKey || event.altKey) return
    const width = event.currentTarget.offsetWidth + by
    list.getState().setColumns(resized(columns, column.name, width))
  }
  return (
    <span
      role="columnheader"
      aria-sort={way}
      className="head-cell"
      data-kind={column.kind}
      {...(column.numeric ? { 'data-numeric': '' } : {})}
      {...dropOf(dragging, place)}
    >
      <button
        type="button"
        className="head-sort"
        title={title}
        tabIndex={inTabOrder ? 0 : -1}
        aria-disabled={!canSort}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        aria-keyshortcuts="Alt+Shift+ArrowLeft Alt+Shift+ArrowRight"
        {...dragging.handlers(place)}
        onClick={(event) => {
          if (canSort && !dragging.wasDrag()) list.getState().sortBy(sortedBy(column.name), event.shiftKey)
        }}
      >
        <HeadLabel column={column} />
        {way !== 'none' && (
          <span className={narrow ? 'head-arrow head-arrow-below' : 'head-arrow'} aria-hidden="true">
            {ARROWS[way]}
            {sort.length > 1 && !narrow && <small>{at + 1}</small>}
          </span>
        )}
      </button>
      <Edge column={column} columns={columns} />
    </span>
  )
}

function HeadLabel({ column: { kind, label, sample } }: { column: TableColumn }) {
  if (kind === 'impact') return <abbr aria-label="Impact">!</abbr>
  if (kind !== 'genotype') return <span className="head-label">{label}</span>
  const role =
    sample === undefined || sample.role === null ? 'not in the case’s samples' : ROLE_NAMES[sample.role]
  return (
    <>
      <span aria-hidden="true">{label}</span>
      <span className="visually-hidden">
        {role}, {sample?.name}
      </span>
    </>
  )
}

/** The border a column is made wider by. By keyboard it is Shift and ←/→ on the head. */
function Edge({ column, columns }: { column: TableColumn; columns: readonly TableColumn[] }) {
  const { list } = useSession()
  const start = useRef<{ x: number; width: number } | null>(null)
  const [width, setWidth] = useState<number | null>(null)
  const widthAt = (event: PointerEvent): number | null =>
    start.current && Math.max(LEAST_WIDTH, Math.round(start.current.width + event.clientX - start.current.x))
  return (
    <span
      className="head-edge"
      aria-hidden="true"
      {...(width === null ? {} : { 'data-dragging': '', style: { transform: `translateX(${width}px)` } })}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? 0 }
      }}
      onPointerMove={(event) => {
        const wide = widthAt(event)
        if (wide !== null && start.current) setWidth(wide - start.current.width)
      }}
      onPointerUp={(event) => {
        const wide = widthAt(event)
        start.current = null
        setWidth(null)
        if (wide !== null) list.getState().setColumns(resized(columns, column.name, wide))
      }}
      onPointerCancel={() => {
        start.current = null
        setWidth(null)
      }}
    />
  )
}
