import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useList, useSession, useVariants } from '../../app/session-context.tsx'
import { LEAST_WIDTH, sortedBy } from '../../app/list/table-columns.ts'
import { Icon } from '../../ui/icon.tsx'
import { ROLE_NAMES } from '../words/sample-columns.ts'
import { resized } from './resize.ts'
import type { TableColumn } from './table-view.ts'

type Props = {
  columns: readonly TableColumn[]
  /** Samples for which there is no room. */
  more: number
  moreWords: string
}

/** The heads of the columns: a press sorts, the line beside it sets the width. One stop for Tab, ←/→ go on from there. */
export function ListHead({ columns, more, moreWords }: Props) {
  const row = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  const current = Math.min(focused, columns.length - 1)

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) return
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

function Head({
  column,
  columns,
  inTabOrder,
  onFocus,
}: {
  column: TableColumn
  columns: readonly TableColumn[]
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
    ? `${column.title}\nPress to sort, with Shift by this too`
    : `${column.title}\nSorting begins when the file is imported`

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (by === undefined || !event.shiftKey) return
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
    >
      <button
        type="button"
        className="head-sort"
        title={title}
        tabIndex={inTabOrder ? 0 : -1}
        aria-disabled={!canSort}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (canSort) list.getState().sortBy(sortedBy(column.name), event.shiftKey)
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
