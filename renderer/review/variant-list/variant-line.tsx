import { memo } from 'react'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { GenotypeGlyph } from '../../ui/genotype-glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ImpactGlyph } from '../../ui/impact-glyph.tsx'
import { genotypeWords } from '../words/genotype-words.ts'
import { ROLE_NAMES, type SampleColumn } from '../words/sample-columns.ts'
import {
  alleleText,
  changeText,
  consequenceText,
  filterWords,
  IMPACT_WORDS,
  placeText,
} from '../words/variant-words.ts'

type Props = {
  index: number
  /** px from the top of the list */
  top: number
  /** Undefined until its page has arrived. */
  row: VariantRow | undefined
  columns: readonly SampleColumn[]
  more: number
  selected: boolean
  onSelect: () => void
}

/** One line of the list: 28 px, whatever it holds. */
export const VariantLine = memo(
  function VariantLine({ index, top, row, columns, more, selected, onSelect }: Props) {
    return (
      <div
        id={`variant-${index}`}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={selected}
        className="variant-row"
        style={{ transform: `translateY(${top}px)` }}
        onClick={onSelect}
      >
        <span role="gridcell" className="cell-mark">
          {selected && <Icon name="chevron-right" size={12} />}
        </span>
        {row ? (
          <Cells row={row} columns={columns} more={more} />
        ) : (
          <Waiting columns={columns.length + (more > 0 ? 1 : 0)} />
        )}
      </div>
    )
  },
  (a, b) =>
    a.row === b.row &&
    a.index === b.index &&
    a.top === b.top &&
    a.selected === b.selected &&
    a.columns === b.columns,
)

const Cells = memo(function Cells({
  row,
  columns,
  more,
}: {
  row: VariantRow
  columns: readonly SampleColumn[]
  more: number
}) {
  const { consequence } = row
  const filter = filterWords(row.filters)
  const impact = consequence?.impact ?? null
  const title = [alleleText(row), row.id].filter((part) => part !== null).join(' · ')
  const block = row.type === 'reference-block'
  const unannotated = block ? 'not a variant' : 'no annotation in the file'
  const words = consequence ? consequenceText(consequence.consequence) : unannotated
  return (
    <>
      {consequence?.gene ? (
        <>
          <span role="gridcell" className="cell-gene" title={title}>
            {consequence.gene}
          </span>
          <span role="gridcell" className="cell-change mono" title={title}>
            {changeText(row)}
          </span>
        </>
      ) : (
        <span role="gridcell" aria-colspan={2} className="cell-place" title={title}>
          {placeText(row)} {changeText(row)}
        </span>
      )}
      {columns.map((column) => (
        <GenotypeCell key={column.place} row={row} column={column} />
      ))}
      {more > 0 && <span role="gridcell" />}
      <span
        role="gridcell"
        className="cell-impact"
        title={impact === null ? words : `${IMPACT_WORDS[impact]}: ${words}`}
      >
        {impact !== null && (
          <>
            <ImpactGlyph impact={impact} />
            <span className="visually-hidden">{IMPACT_WORDS[impact]}</span>
          </>
        )}
      </span>
      <span role="gridcell" className="cell-filter" data-filter={filter.kind} title={filter.full}>
        {filter.short}
      </span>
    </>
  )
})

function GenotypeCell({ row, column }: { row: VariantRow; column: SampleColumn }) {
  const genotype = row.genotypes[column.place]
  if (!genotype) return <span role="gridcell" className="cell-sample" />
  const who = column.role === null || column.role === 'other' ? column.name : ROLE_NAMES[column.role]
  const words = genotypeWords(genotype)
  return (
    <span role="gridcell" className="cell-sample" title={`${who}: ${words}`} data-genotype={genotype.state}>
      <GenotypeGlyph state={genotype.state} />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

function Waiting({ columns }: { columns: number }) {
  return (
    <>
      <span role="gridcell">
        <span className="skeleton" style={{ width: 48 }} />
      </span>
      <span role="gridcell" aria-label="not read yet">
        <span className="skeleton" style={{ width: 96 }} />
      </span>
      {Array.from({ length: columns + 2 }, (_, at) => (
        <span key={at} role="gridcell" />
      ))}
    </>
  )
}
