import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { useList, useSelection, useSession, useVariants } from '../../app/session-context.tsx'
import { keyText } from '../../../shared/variant/variant-key.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { toggleMark } from '../../app/mark-commands.ts'
import { linesBefore, selectLine, stepVariant } from '../../app/session.ts'
import { isGrouped } from '../../app/stores/list-store.ts'
import { plural } from '../../ui/amounts.ts'
import { copyLines } from './copy-lines.ts'
import { geneGroup } from './gene-groups.ts'
import { ListHead } from './list-head.tsx'
import type { TableColumn } from './table-view.ts'
import { useColumns } from './use-columns.ts'
import { useMarked, useNoted } from '../use-marks.ts'
import { useTallList } from './use-tall-list.ts'
import { VariantLine } from './variant-line.tsx'

const ROW_HEIGHT = 28
/** Lines kept in sight before and after the selected one, so that one sees what comes next. */
const SIGHT = 3
const NOTHING: readonly never[] = []

/** The list itself: one line per alternate allele, drawn only where it is looked at. */
export function VariantList() {
  const session = useSession()
  const { variants } = session
  const file = useVariants((s) => s.file)
  const of = useVariants((s) => s.of)
  const available = useVariants((s) => s.available)
  const version = useVariants((s) => s.version)
  const asked = useVariants((s) => s.asked?.columns ?? NOTHING)
  const changing = useVariants((s) => s.changing)
  // Lines read their rows from the pages: a new page redraws them.
  useVariants((s) => s.pages)
  const grouped = useList((s) => isGrouped(s.view)) && of === 'variants'
  const { columns, more } = useColumns()
  const marked = useMarked()
  const noted = useNoted()
  const selected = useSelected()
  const sight = useTallList(available, ROW_HEIGHT, ROW_HEIGHT)
  const { scroller, first, last, from, to, reveal, hold } = sight

  useEffect(() => {
    if (to >= from) void variants.getState().look(from, to)
  }, [variants, from, to])

  const before = useRef({ version, line: selected.line ?? selected.before })
  useLayoutEffect(() => {
    const { version: was, line } = before.current
    const now = selected.line ?? selected.before
    before.current = { version, line: now }
    // Other lines than before: what one looked at stays where it was on the screen.
    if (was !== version) hold(line, now)
    else if (selected.line !== null) reveal(selected.line, SIGHT)
  }, [version, selected.line, selected.before, hold, reveal])

  const onSelect = useCallback((line: number): void => void selectLine(session, line), [session])
  const onMark = useCallback((row: VariantRow): void => void toggleMark(session, row), [session])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target === event.currentTarget && isCopy(event)) {
      event.preventDefault()
      void copyLines(session, columns, selected.line === null ? [] : [selected.line])
      return
    }
    const page = Math.max(1, sight.fitting - 1)
    const by = { PageDown: page, PageUp: -page, Home: -available, End: available }[event.key]
    if (by === undefined) return
    event.preventDefault()
    stepVariant(session, by)
    // Where the list ends nothing is selected anew, and the end may be out of sight.
    const line = variants.getState().lineOf(session.selection.getState())
    if (line !== null) reveal(line, SIGHT)
  }
  const shownSelected = selected.line !== null && selected.line >= first && selected.line <= last
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  const { rowAt, cellsAt } = variants.getState()

  return (
    <div
      ref={scroller}
      id="variant-list"
      className="variant-list"
      role="grid"
      aria-label={of === 'variants' ? 'Variants' : 'Reference blocks'}
      aria-rowcount={available + 1}
      aria-busy={changing}
      tabIndex={0}
      {...(shownSelected ? { 'aria-activedescendant': `variant-${selected.line}` } : {})}
      style={templateOf(columns, more)}
      onKeyDown={onKeyDown}
    >
      <ListHead
        columns={columns}
        more={more}
        moreWords={`${plural(more, 'more sample')}: see the record, or choose their columns`}
      />
      <div role="rowgroup" className="variant-body" style={{ height: sight.height }}>
        {lines.map((line) => {
          const row = rowAt(line)
          return (
            <VariantLine
              key={`${file} ${line}`}
              index={line}
              top={sight.topOf(line)}
              row={row}
              marked={row !== undefined && marked.has(keyText(row))}
              noted={row !== undefined && noted.has(keyText(row))}
              cells={cellsAt(line)}
              asked={asked}
              columns={columns}
              more={more}
              group={grouped ? geneGroup(rowAt, line, first) : null}
              selected={line === selected.line}
              onSelect={onSelect}
              onMark={onMark}
            />
          )
        })}
      </div>
    </div>
  )
}

/** The line of what is selected, or, when it is not listed, how many lines come before it. */
function useSelected(): { line: number | null; before: number | null } {
  const { selection } = useSession()
  const row = useSelection((s) => s.row)
  const file = useSelection((s) => s.file)
  const line = useVariants((s) => s.lineOf({ file, row }))
  const before = useVariants((s) => linesBefore(s, { file, row }, selection.getState().variant) ?? null)
  return { line, before }
}

/** Copying what is marked on the screen stays the browser's business. */
const isCopy = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'c' &&
  (ctrlKey || metaKey) &&
  !altKey &&
  !shiftKey &&
  window.getSelection()?.isCollapsed !== false

const MARK = 24
const PADDING = 8
const MORE = 36

/** The tracks of every line; `+N` stands after the genotypes. */
function templateOf(columns: readonly TableColumn[], more: number): CSSProperties {
  const lastOfSamples = columns.findLastIndex(({ kind }) => kind === 'genotype')
  const tracks = columns.flatMap(({ track }, at) =>
    more > 0 && at === lastOfSamples ? [track, `${MORE}px`] : [track],
  )
  const least = columns.reduce((sum, column) => sum + column.least, MARK + PADDING + (more > 0 ? MORE : 0))
  return {
    '--columns': [`${MARK}px`, ...tracks].join(' '),
    '--least-width': `${least}px`,
  } as CSSProperties
}
