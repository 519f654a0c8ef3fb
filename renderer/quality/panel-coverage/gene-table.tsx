import { type CSSProperties, type KeyboardEvent, useEffect } from 'react'
import type { CoverageGeneRow, CoverageSummary } from '../../../shared/quality/coverage-state.ts'
import { useCase, useCoverage, useSession } from '../../app/session-context.tsx'
import { countText } from '../../ui/amounts.ts'
import { useTallList } from '../../review/variant-list/use-tall-list.ts'
import {
  absentNote,
  countedSamples,
  depthText,
  sampleWords,
  shareText,
  targetPlace,
} from './coverage-words.ts'
import { isBelowTarget } from './gene-rows.ts'
import { ShareBar, VerdictGlyph } from './share-bar.tsx'

const ROW = 28
const HEAD = 48
/** Lines kept in sight beside the selected one. */
const SIGHT = 2
/** Of the gene and its exons, of one sample, px. */
const GENE = 120
const EXONS = 48
const SAMPLE = 210

/** A line for each gene, drawn where it is looked at: the share of its bases at a depth, mean and gaps in each sample. */
export function GeneTable({
  summary,
  rows,
  selected,
  ready,
}: {
  summary: CoverageSummary
  rows: readonly CoverageGeneRow[]
  selected: CoverageGeneRow | null
  ready: boolean
}) {
  const { coverage } = useSession()
  const threshold = useCoverage((s) => s.look.threshold)
  const current = useCase((s) => s.current)
  const samples = countedSamples(summary)
  const at = targetPlace(summary)
  const line = selected === null ? -1 : rows.indexOf(selected)
  const { scroller, first, last, height, fitting, topOf, reveal } = useTallList(rows.length, ROW, HEAD)
  const count = rows.length
  useEffect(() => {
    if (line >= 0) reveal(line, SIGHT)
  }, [line, reveal])

  const select = (to: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (row) coverage.getState().changeLook({ gene: row.gene })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') {
      event.preventDefault()
      document.querySelector<HTMLElement>('#coverage-gene button')?.focus()
      return
    }
    const by = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: fitting - 1,
      PageUp: 1 - fitting,
      Home: -count,
      End: count,
    }[event.key]
    if (by === undefined) return
    event.preventDefault()
    select(line + by)
  }
  const lines = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  const isShown = line >= first && line <= last
  const below = `≥ ${summary.thresholds[threshold] ?? 0}x`
  return (
    <div
      ref={scroller}
      className="gene-table"
      role="grid"
      aria-label="Coverage by gene"
      aria-rowcount={count + 2}
      aria-busy={!ready}
      tabIndex={0}
      {...(isShown ? { 'aria-activedescendant': `coverage-gene-${line}` } : {})}
      style={templateOf(samples.length)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="gene-table-head">
        <div role="row" className="gene-table-row" aria-rowindex={1}>
          <span role="columnheader" aria-colspan={2} className="gene-table-wide">
            <span className="visually-hidden">Genes</span>
          </span>
          {samples.map(({ sample, file }) => (
            <span
              key={`${sample} ${file}`}
              role="columnheader"
              aria-colspan={3}
              className="gene-table-sample"
              title={`${sample} · ${file}`}
            >
              {sampleWords(current, sample)}
            </span>
          ))}
        </div>
        <div role="row" className="gene-table-row" aria-rowindex={2}>
          <span role="columnheader">Gene</span>
          <span role="columnheader" className="number">
            Exons
          </span>
          {samples.map(({ sample, file }) => (
            <Heads key={`${sample} ${file}`} below={below} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="gene-table-body" style={{ height }}>
        {lines.map((each) => {
          const row = rows[each]
          return row === undefined ? null : (
            <GeneLine
              key={row.gene}
              row={row}
              line={each}
              top={topOf(each)}
              threshold={threshold}
              below={isBelowTarget(row, at)}
              selected={each === line}
              onSelect={() => select(each)}
            />
          )
        })}
      </div>
      {ready && count === 0 && <p className="coverage-empty muted">No gene is left by what is asked for.</p>}
    </div>
  )
}

function Heads({ below }: { below: string }) {
  return (
    <>
      <span role="columnheader" className="number gene-table-first">
        {below}
      </span>
      <span role="columnheader" className="number">
        Mean
      </span>
      <span role="columnheader" className="number">
        Gaps
      </span>
    </>
  )
}

function GeneLine({
  row,
  line,
  top,
  threshold,
  below,
  selected,
  onSelect,
}: {
  row: CoverageGeneRow
  line: number
  top: number
  threshold: number
  below: boolean
  selected: boolean
  onSelect: () => void
}) {
  const note = absentNote(row)
  return (
    <div
      role="row"
      id={`coverage-gene-${line}`}
      className="gene-table-row"
      aria-rowindex={line + 3}
      aria-selected={selected}
      style={{ top }}
      onMouseDown={onSelect}
    >
      <span role="gridcell" className="gene-table-name" data-below={below ? '' : undefined}>
        <VerdictGlyph verdict={note !== null ? 'not-counted' : below ? 'below' : 'meets'} />
        <span className="gene-table-symbol" title={row.symbol}>
          {row.symbol}
        </span>
        {below && note === null && <span className="visually-hidden"> below the target</span>}
      </span>
      <span role="gridcell" className="number">
        {note === null ? countText(row.exons) : ''}
      </span>
      {note !== null ? (
        <span role="gridcell" className="gene-table-note muted" title={note}>
          {note}
        </span>
      ) : (
        row.samples.map(({ shares, mean, gaps }, place) => {
          const share = shares?.[threshold] ?? null
          return (
            // The samples of a count are always the same, in the same order.
            <Cells
              key={place}
              share={share}
              mean={mean}
              gaps={shares === null ? null : (gaps[threshold] ?? 0)}
            />
          )
        })
      )}
    </div>
  )
}

function Cells({ share, mean, gaps }: { share: number | null; mean: number | null; gaps: number | null }) {
  return (
    <>
      <span role="gridcell" className="gene-table-share gene-table-first">
        <ShareBar share={share} />
        <span className="number">{shareText(share)}</span>
      </span>
      <span role="gridcell" className="number">
        {depthText(mean)}
      </span>
      <span role="gridcell" className="number" data-none={gaps === 0 ? '' : undefined}>
        {gaps === null ? '–' : countText(gaps)}
      </span>
    </>
  )
}

/** The tracks of every line. */
function templateOf(samples: number): CSSProperties {
  return {
    '--columns': `minmax(${GENE}px, 1fr) ${EXONS}px ${Array.from({ length: samples }, () => '118px 52px 40px').join(' ')}`,
    '--least-width': `${GENE + EXONS + samples * SAMPLE}px`,
  } as CSSProperties
}
