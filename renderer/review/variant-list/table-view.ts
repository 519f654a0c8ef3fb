import { FILE_COLUMN } from '../../../shared/variant/joint-columns.ts'
import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import {
  CHANGE,
  FILE,
  genotypeSample,
  STATED,
  type ShownColumn,
  usualWidth,
} from '../../app/list/table-columns.ts'
import { isNumeric } from '../words/cell-words.ts'
import { CHANGE_COLUMN, columnTitle } from '../words/column-words.ts'
import type { SampleColumn } from '../words/sample-columns.ts'
import type { Role } from '../../../shared/case/sample.ts'

/** A column of the table as it is drawn. */
export type TableColumn = {
  readonly name: string
  readonly kind: 'file' | 'gene' | 'change' | 'genotype' | 'impact' | 'filter' | 'stated' | 'value'
  /** In the head, and what it is short for. */
  readonly label: string
  readonly title: string
  readonly numeric: boolean
  /** What was chosen, px; null is as it comes. */
  readonly width: number | null
  /** As CSS has it, and the least of it in px. */
  readonly track: string
  readonly least: number
  /** Undefined where this file has no such column. */
  readonly column: VariantColumn | undefined
  /** Of a genotype: the sample, and its place in each row. */
  readonly sample: SampleColumn | undefined
  /** Of the file: what each is called, by its id. */
  readonly files: ReadonlyMap<string, FileWords> | undefined
}

/** What a file is called, and the little that tells it from the others. */
export type FileWords = { readonly label: string; readonly mark: string }

/**
 * Columns that grow with the table while nobody has set their width: the least that the list of itself needs, the least
 * where others were added and the table is scrolled sideways anyway, and their share of what is left over.
 */
const GROWING: Readonly<Record<string, readonly [least: number, roomy: number, share: string]>> = {
  gene: [64, 84, '3fr'],
  [CHANGE]: [92, 136, '5fr'],
  filter: [64, 64, '2fr'],
}
const NARROW = 24
const IMPACT = 26
export const FILE_WIDTH = 48
/** Room for `GEL 1 +`. */
const STATED_WIDTH = 46

export type TableFacts = {
  /** Columns of the file by name; none before it is imported. */
  readonly columns: ReadonlyMap<string, VariantColumn>
  readonly roles: ReadonlyMap<string, Role>
  readonly samples: readonly SampleColumn[]
  readonly files: ReadonlyMap<string, FileWords>
}

function kindOf(name: string): TableColumn['kind'] {
  if (name === STATED) return 'stated'
  if (name === 'file' || name === 'gene' || name === CHANGE || name === 'impact' || name === 'filter')
    return name
  return genotypeSample(name) === null ? 'value' : 'genotype'
}

const fixed = (px: number): Pick<TableColumn, 'track' | 'least'> => ({ track: `${px}px`, least: px })

function trackOf(
  { name, width }: ShownColumn,
  kind: TableColumn['kind'],
  column: VariantColumn | undefined,
  roomy: boolean,
): Pick<TableColumn, 'track' | 'least'> {
  if (width !== null) return fixed(width)
  const growing = GROWING[name]
  if (growing) {
    const least = growing[roomy ? 1 : 0]
    return { track: `minmax(${least}px, ${growing[2]})`, least }
  }
  if (kind === 'genotype') return fixed(NARROW)
  if (kind === 'file') return fixed(FILE_WIDTH)
  if (kind === 'stated') return fixed(STATED_WIDTH)
  return fixed(kind === 'impact' ? IMPACT : usualWidth(name, column))
}

const TITLES: Readonly<Record<string, string>> = {
  [FILE]: FILE_COLUMN.description,
  gene: 'Gene of the shown transcript',
  [CHANGE]: CHANGE_COLUMN.description,
  impact: 'Impact of the shown consequence',
  filter: 'PASS or the filters that failed',
  [STATED]: 'What another program says: its tier or rank, from a shortlist of this case',
}
const LABELS: Readonly<Record<string, string>> = {
  [FILE]: FILE_COLUMN.label,
  gene: 'Gene',
  [CHANGE]: 'Change',
  impact: 'Impact',
  filter: 'Filter',
  [STATED]: 'Tier',
}

/** What is drawn for a view's columns, in its order. */
export function tableView(shown: readonly ShownColumn[], facts: TableFacts): TableColumn[] {
  const roomy = shown.some(({ name }) => kindOf(name) === 'value')
  return shown.map((each) => {
    const { name } = each
    const column = facts.columns.get(name)
    const kind = kindOf(name)
    const own = genotypeSample(name) ?? column?.sample
    const sample = facts.samples.find((one) => one.name === own)
    const words = column ? columnTitle(column, facts.roles) : name
    return {
      name,
      width: each.width,
      kind,
      label: labelOf(kind, name, column, sample),
      title: TITLES[name] ?? (column ? `${words}: ${column.description}` : `${name}: not in this file`),
      numeric: column !== undefined && isNumeric(column),
      ...trackOf(each, kind, column, roomy),
      column,
      sample,
      files: kind === 'file' ? facts.files : undefined,
    }
  })
}

function labelOf(
  kind: TableColumn['kind'],
  name: string,
  column: VariantColumn | undefined,
  sample: SampleColumn | undefined,
): string {
  const known = LABELS[name]
  if (known !== undefined) return known
  if (kind === 'genotype') return sample?.letter ?? '?'
  const label = column?.label ?? name
  return sample === undefined ? label : `${label} ${sample.letter}`
}
