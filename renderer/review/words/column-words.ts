import type { Role } from '../../../shared/case/sample.ts'
import { CASE_COLUMNS, type VariantColumn } from '../../../shared/variant/variant-column.ts'
import { CHANGE, FILE } from '../../app/list/table-columns.ts'
import { ROLE_NAMES } from './sample-columns.ts'

type Roles = ReadonlyMap<string, Role>

/** Columns about the record itself; what follows them in the list of columns comes from an annotation. */
const OF_RECORD: ReadonlySet<string> = new Set([
  FILE,
  'chrom',
  'pos',
  'end',
  'id',
  'ref',
  'alt',
  'alts',
  'type',
  'length',
  'qual',
  'filter',
])

/** `Proband HG002`, or the name alone where the role says nothing. */
function personWords(sample: string, roles: Roles): string {
  const role = roles.get(sample)
  return role === undefined || role === 'other' ? sample : `${ROLE_NAMES[role]} ${sample}`
}

/** Under which heading a column stands. */
function columnGroup({ name, sample }: VariantColumn, roles: Roles): string {
  if (sample !== null) return personWords(sample, roles)
  if (CASE_COLUMNS.some((column) => column.name === name)) return 'Review'
  if (name.startsWith('info.')) return 'INFO fields'
  return OF_RECORD.has(name) ? 'Variant' : 'Annotation'
}

export type ColumnGroup = { readonly name: string; readonly columns: readonly VariantColumn[] }

/** In the order in which people look for them: the variant, its annotation, each sample, then the rest of the file. */
export function columnGroups(columns: readonly VariantColumn[], roles: Roles): ColumnGroup[] {
  const groups = new Map<string, VariantColumn[]>()
  for (const column of columns) {
    const name = columnGroup(column, roles)
    groups.set(name, [...(groups.get(name) ?? []), column])
  }
  return [...groups].map(([name, members]) => ({ name, columns: members }))
}

/** A column where its group is not said: `DP, Proband HG002`. */
export function columnTitle(column: VariantColumn, roles: Roles): string {
  return column.sample === null ? column.label : `${column.label}, ${personWords(column.sample, roles)}`
}

/** Columns whose words hold every word typed: first those named so, then those whose description says it. */
export function matchingColumns(
  columns: readonly VariantColumn[],
  roles: Roles,
  typed: string,
): readonly VariantColumn[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return columns
  const holds = (words: string): boolean => wanted.every((word) => words.toLowerCase().includes(word))
  const nameOf = (column: VariantColumn): string =>
    `${column.name} ${column.label} ${columnGroup(column, roles)}`
  const named = columns.filter((column) => holds(nameOf(column)))
  const described = columns.filter((column) => holds(`${nameOf(column)} ${column.description}`))
  return [...new Set([...named, ...described])]
}

/** The column that the list makes itself, so that it can be chosen and taken away like the others. */
export const CHANGE_COLUMN: VariantColumn = {
  name: CHANGE,
  sample: null,
  type: 'text',
  words: [],
  label: 'Change',
  description: 'HGVS c. where the annotation in the file has it, else the alleles.',
  missing: 'unknown',
}
