import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { impactSchema } from '../../../shared/variant/variant-row.ts'
import { statedOf } from '../../app/list/stated.ts'
import { useCase } from '../../app/session-context.tsx'
import type { Cell } from '../../app/stores/variant-store.ts'
import { GenotypeGlyph } from '../../ui/genotype-glyph.tsx'
import { ImpactGlyph } from '../../ui/impact-glyph.tsx'
import { cellText } from '../words/cell-words.ts'
import { genotypeWords } from '../words/genotype-words.ts'
import { ROLE_NAMES } from '../words/sample-columns.ts'
import { statedShort, statedWords } from '../words/stated-words.ts'
import { changeText, consequenceText, filterWords, IMPACT_WORDS } from '../words/variant-words.ts'
import type { TableColumn } from './table-view.ts'

/** What a cell says of a variant. `value` is undefined while it has not come. */
export function ListCell({
  column,
  row,
  value,
  title,
}: {
  column: TableColumn
  row: VariantRow
  value: Cell | undefined
  /** Of the variant itself. */
  title: string
}) {
  switch (column.kind) {
    case 'file': {
      const file = column.files?.get(row.file)
      return (
        <span role="gridcell" className="cell-file" title={file?.label}>
          <span aria-hidden="true">{file?.mark}</span>
          <span className="visually-hidden">{file?.label}</span>
        </span>
      )
    }
    case 'gene':
      return row.consequence?.gene ? (
        <span role="gridcell" className="cell-gene" title={title}>
          {row.consequence.gene}
        </span>
      ) : (
        <NoValue />
      )
    case 'change':
      return (
        <span role="gridcell" className="cell-change mono" title={title}>
          {changeText(row)}
        </span>
      )
    case 'genotype':
      return <GenotypeCell row={row} column={column} />
    case 'impact':
      return <ImpactCell row={row} />
    case 'filter': {
      const filter = filterWords(row.filters)
      return (
        <span role="gridcell" className="cell-filter" data-filter={filter.kind} title={filter.full}>
          {filter.short}
        </span>
      )
    }
    case 'stated':
      return <StatedCell row={row} />
    case 'value':
      return <ValueCell column={column} value={value} />
  }
}

function GenotypeCell({ row, column: { sample } }: { row: VariantRow; column: TableColumn }) {
  const genotype = sample === undefined ? undefined : row.genotypes[sample.place]
  if (!sample || !genotype) return <span role="gridcell" className="cell-sample" />
  const who = sample.role === null || sample.role === 'other' ? sample.name : ROLE_NAMES[sample.role]
  const words = genotypeWords(genotype)
  return (
    <span role="gridcell" className="cell-sample" title={`${who}: ${words}`} data-genotype={genotype.state}>
      <GenotypeGlyph state={genotype.state} />
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

function StatedCell({ row }: { row: VariantRow }) {
  const stated = useCase((s) => statedOf(s.current, row))
  const words = statedWords(stated)
  if (words === '') return <span role="gridcell" className="cell-stated" title="On no shortlist" />
  return (
    <span role="gridcell" className="cell-stated" title={`Stated by others: ${words}`}>
      <span aria-hidden="true">{statedShort(stated)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

function ImpactCell({ row: { consequence, type } }: { row: VariantRow }) {
  const impact = consequence?.impact ?? null
  const unannotated = type === 'reference-block' ? 'not a variant' : 'no annotation in the file'
  const words = consequence ? consequenceText(consequence.consequence) : unannotated
  return (
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
  )
}

function NoValue({ numeric = false }: { numeric?: boolean }) {
  return (
    <span role="gridcell" className="cell-none" title="no value" {...(numeric ? { 'data-numeric': '' } : {})}>
      <span aria-hidden="true">·</span>
      <span className="visually-hidden">no value</span>
    </span>
  )
}

function ValueCell({ column: { column, numeric }, value }: { column: TableColumn; value: Cell | undefined }) {
  if (column === undefined || value === undefined) return <span role="gridcell" />
  const text = cellText(value, column)
  if (text === null) return <NoValue numeric={numeric} />
  const impact = column.name === 'worst_impact' ? impactSchema.safeParse(value).data : undefined
  return (
    <span
      role="gridcell"
      className={impact === undefined ? 'cell-value' : 'cell-value cell-glyph'}
      title={String(value)}
      {...(numeric ? { 'data-numeric': '' } : {})}
      {...(value === false ? { 'data-no': '' } : {})}
    >
      {impact !== undefined && <ImpactGlyph impact={impact} />}
      {text}
    </span>
  )
}
