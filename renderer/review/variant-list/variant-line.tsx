import { memo } from 'react'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import type { Cell } from '../../app/stores/variant-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { alleleText, changeText, placeText } from '../words/variant-words.ts'
import { ListCell } from './list-cell.tsx'
import type { TableColumn } from './table-view.ts'

/** What the list knows of a gene whose variants stand together. */
export type GeneGroup = {
  /** This line is the first of it that is there. */
  readonly first: boolean
  /** Its variants among those that have come. */
  readonly size: number
}

type Props = {
  index: number
  /** px from the top of the list */
  top: number
  /** Undefined until its page has arrived. */
  row: VariantRow | undefined
  cells: readonly Cell[] | undefined
  /** Names of the `cells`. */
  asked: readonly string[]
  columns: readonly TableColumn[]
  more: number
  /** Null where genes are not grouped. */
  group: GeneGroup | null
  selected: boolean
  /** For review. */
  marked: boolean
  /** Something is noted of it. */
  noted: boolean
  onSelect: (index: number) => void
  onMark: (row: VariantRow) => void
}

/** One line of the list: 28 px, whatever it holds. */
export const VariantLine = memo(
  function VariantLine({
    index,
    top,
    row,
    columns,
    more,
    selected,
    marked,
    noted,
    onSelect,
    onMark,
    ...rest
  }: Props) {
    return (
      <div
        id={`variant-${index}`}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={selected}
        className="variant-row"
        style={{ top }}
        onClick={() => onSelect(index)}
      >
        <MarkCell row={row} marked={marked} noted={noted} selected={selected} onMark={onMark} />
        {row ? (
          <Cells row={row} columns={columns} more={more} {...rest} />
        ) : (
          <Waiting columns={columns.length + (more > 0 ? 1 : 0)} />
        )}
      </div>
    )
  },
  (a, b) =>
    a.row === b.row &&
    a.cells === b.cells &&
    a.index === b.index &&
    a.top === b.top &&
    a.selected === b.selected &&
    a.marked === b.marked &&
    a.noted === b.noted &&
    a.onMark === b.onMark &&
    a.columns === b.columns &&
    a.asked === b.asked &&
    a.onSelect === b.onSelect &&
    a.group?.first === b.group?.first &&
    a.group?.size === b.group?.size,
)

/** The flag of what is marked, a corner where something is noted; of the selected line an arrow. A click marks, and selects nothing. */
function MarkCell({
  row,
  marked,
  noted,
  selected,
  onMark,
}: Pick<Props, 'row' | 'marked' | 'noted' | 'selected' | 'onMark'>) {
  const press = marked ? 'Marked for review: press to take the mark away' : 'Press to mark for review'
  return (
    <span
      role="gridcell"
      className="cell-mark"
      title={noted ? `There is a note: see the record. ${press}` : press}
      {...(marked ? { 'data-marked': '' } : {})}
      onClick={(event) => {
        event.stopPropagation()
        if (row !== undefined) onMark(row)
      }}
    >
      {noted && (
        <span className="noted">
          <span className="visually-hidden">noted</span>
        </span>
      )}
      {selected && !marked && <Icon name="chevron-right" size={12} />}
      <Icon name="flag" size={14} />
      {marked && <span className="visually-hidden">marked</span>}
    </span>
  )
}

type CellsProps = Pick<Props, 'cells' | 'asked' | 'columns' | 'more' | 'group'> & { row: VariantRow }

const Cells = memo(function Cells({ row, cells, asked, columns, more, group }: CellsProps) {
  const title = [alleleText(row), row.id].filter((part) => part !== null).join(' · ')
  const lastOfSamples = columns.findLastIndex(({ kind }) => kind === 'genotype')
  // Without a gene its place stands across both columns.
  const geneAt = row.consequence?.gene ? -1 : columns.findIndex(({ kind }) => kind === 'gene')
  const across = geneAt >= 0 && columns[geneAt + 1]?.kind === 'change' ? geneAt : null
  return columns.flatMap((column, at) => {
    if (across !== null && at === across + 1) return []
    const drawn =
      at === across ? (
        <span key={column.name} role="gridcell" aria-colspan={2} className="cell-place" title={title}>
          {placeText(row)} {changeText(row)}
        </span>
      ) : column.kind === 'gene' && group !== null && row.consequence?.gene ? (
        <GroupedGene key={column.name} gene={row.consequence.gene} group={group} title={title} />
      ) : (
        <ListCell
          key={column.name}
          column={column}
          row={row}
          value={cells?.[asked.indexOf(column.name)]}
          title={title}
        />
      )
    return more > 0 && at === lastOfSamples ? [drawn, <span key=" more" role="gridcell" />] : [drawn]
  })
})

/** The gene once for all its variants, with how many of them there are; below it only for those who hear it. */
function GroupedGene({ gene, group, title }: { gene: string; group: GeneGroup; title: string }) {
  if (!group.first)
    return (
      <span role="gridcell" className="cell-gene cell-again" title={`${gene} · ${title}`}>
        <span className="visually-hidden">{gene}</span>
      </span>
    )
  const words = group.size === 1 ? '1 variant of it here' : `${group.size} variants of it here`
  return (
    <span role="gridcell" className="cell-gene" title={`${gene}: ${words}, of those that have been read`}>
      <span>{gene}</span>
      {group.size > 1 && (
        <>
          <span className="cell-group" aria-hidden="true">
            {group.size}
          </span>
          <span className="visually-hidden">, {words}</span>
        </>
      )}
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
      {Array.from({ length: Math.max(0, columns - 2) }, (_, at) => (
        <span key={at} role="gridcell" />
      ))}
    </>
  )
}
