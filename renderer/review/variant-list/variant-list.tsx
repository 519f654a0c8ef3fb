import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useCase, useSelection, useSession, useVariants, useView } from '../../app/session-context.tsx'
import { stepVariant } from '../../app/session.ts'
import { plural } from '../../ui/amounts.ts'
import { ROLE_NAMES, fittingSamples, type SampleColumn, sampleColumns } from '../words/sample-columns.ts'
import { VariantLine } from './variant-line.tsx'

const ROW_HEIGHT = 28
/** Lines kept in sight before and after the selected one, so that one sees what comes next. */
const SIGHT = 3
const NONE: readonly never[] = []

/** The list itself: one line per alternate allele, drawn only where it is looked at. */
export function VariantList() {
  const session = useSession()
  const { variants, selection } = session
  const file = useVariants((s) => s.file)
  const of = useVariants((s) => s.of)
  const firstRow = useVariants((s) => s.firstRow)
  const available = useVariants((s) => s.available)
  // Lines read their rows from the pages: a new page redraws them.
  useVariants((s) => s.pages)
  const { columns, more } = useColumns()
  const selected = useSelection((s) => (s.file === file ? variants.getState().lineOf(s.row) : null))
  const scroller = useRef<HTMLDivElement>(null)

  // oxlint-disable-next-line react/incompatible-library -- the project does not use the React Compiler
  const virtualizer = useVirtualizer({
    count: available,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingStart: (1 + SIGHT) * ROW_HEIGHT,
    scrollPaddingEnd: SIGHT * ROW_HEIGHT,
    // The sticky header lies above the first line.
    scrollMargin: ROW_HEIGHT,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index
  const last = items.at(-1)?.index

  useEffect(() => {
    if (first !== undefined && last !== undefined) void variants.getState().ensure(first, last)
  }, [variants, file, first, last, available])
  // In this order: a list that is shown again (unfolded, a drawer) opens at its selected line.
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [file, of])
  useEffect(() => {
    if (selected !== null) virtualizer.scrollToIndex(selected, { align: 'auto' })
  }, [virtualizer, selected])

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const by = { PageDown: page, PageUp: -page, Home: -available, End: available }[event.key]
    if (by === undefined) return
    event.preventDefault()
    stepVariant(session, by)
  }
  const shownSelected = items.some((item) => item.index === selected)

  return (
    <div
      ref={scroller}
      id="variant-list"
      className="variant-list"
      role="grid"
      aria-label={of === 'variants' ? 'Variants' : 'Reference blocks'}
      aria-rowcount={available + 1}
      tabIndex={0}
      {...(shownSelected ? { 'aria-activedescendant': `variant-${selected}` } : {})}
      style={sampleTemplate(columns.length, more)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="variant-head">
        <div role="row" aria-rowindex={1} className="variant-row">
          <span role="columnheader">
            <span className="visually-hidden">Selected</span>
          </span>
          <span role="columnheader">Gene</span>
          <span role="columnheader">Change</span>
          {columns.map((column) => (
            <SampleHeader key={column.place} column={column} />
          ))}
          {more > 0 && (
            <span
              role="columnheader"
              className="cell-sample"
              title={`${plural(more, 'more sample')}: see the record`}
            >
              +{more}
            </span>
          )}
          <span role="columnheader" className="cell-impact" title="Impact of the shown consequence">
            <abbr aria-label="Impact">!</abbr>
          </span>
          <span role="columnheader">Filter</span>
        </div>
      </div>
      <div role="rowgroup" className="variant-body" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => (
          <VariantLine
            key={item.index}
            index={item.index}
            top={item.start - ROW_HEIGHT}
            row={variants.getState().rowAt(firstRow + item.index)}
            columns={columns}
            more={more}
            selected={item.index === selected}
            onSelect={() => {
              if (file === null) return
              const row = firstRow + item.index
              selection.getState().select(file, row, variants.getState().rowAt(row))
            }}
          />
        ))}
      </div>
    </div>
  )
}

/** The genotype columns of a line; none at all is not a valid `repeat()`. */
function sampleTemplate(shown: number, more: number): CSSProperties {
  const columns = [shown > 0 ? `repeat(${shown}, 24px)` : '', more > 0 ? '36px' : ''].join(' ').trim()
  return {
    '--sample-columns': columns,
    '--sample-width': `${shown * 24 + (more > 0 ? 36 : 0)}px`,
  } as CSSProperties
}

function useColumns(): { columns: readonly SampleColumn[]; more: number } {
  const samples = useCase((s) => s.current?.samples ?? NONE)
  const listed = useVariants((s) => s.samples)
  const listWidth = useView((s) => s.listWidth)
  return useMemo(() => {
    const all = sampleColumns(samples, listed)
    const shown = all.slice(0, fittingSamples(all.length, listWidth))
    return { columns: shown, more: all.length - shown.length }
  }, [samples, listed, listWidth])
}

function SampleHeader({ column }: { column: SampleColumn }) {
  const role = column.role === null ? 'not in the case’s samples' : ROLE_NAMES[column.role]
  return (
    <span role="columnheader" className="cell-sample" title={`${column.name} · ${role}`}>
      <span aria-hidden="true">{column.letter}</span>
      <span className="visually-hidden">
        {role}, {column.name}
      </span>
    </span>
  )
}
