import type { VariantColumn } from './variant-column.ts'

/** In place of a file's id: the variants of all files of the case that have been imported, as one list. */
export const ALL_FILES = '*'

/** The column a list of several files has besides theirs. */
export const FILE_COLUMN: VariantColumn = {
  name: 'file',
  sample: null,
  type: 'text',
  words: [],
  label: 'File',
  description: 'The file the record is in.',
  missing: 'unknown',
}

const CONTIG_DESCRIPTION = 'Contig, by one name in all files: chr1 and 1 are the same.'

/** A file's part in a list of several. */
export type JointPart = {
  /** What the file is called on the screen and in filters: {@link fileLabels}. */
  readonly label: string
  readonly columns: readonly VariantColumn[]
  readonly samples: readonly string[]
}

/** A field of INFO or FORMAT that files have by one name and of several types: it cannot be one column. */
export type Conflict = {
  readonly name: string
  readonly of: ReadonlyArray<{ readonly label: string; readonly type: VariantColumn['type'] }>
}

export type JointColumns = {
  /** In the order in which they are offered. */
  readonly columns: readonly VariantColumn[]
  readonly samples: readonly string[]
  readonly conflicts: readonly Conflict[]
}

type Owned = { readonly label: string; readonly column: VariantColumn }

/** Whole numbers are numbers: a field that is the one here and the other there is still one column. */
function commonType(types: ReadonlySet<VariantColumn['type']>): VariantColumn['type'] | null {
  const [first] = types
  if (first !== undefined && types.size === 1) return first
  return types.size === 2 && types.has('integer') && types.has('number') ? 'number' : null
}

/** Files may mean different things by one name: what each says of it is said. */
function describedBy(owned: readonly Owned[]): string {
  const texts = new Set(owned.map(({ column }) => column.description))
  const [only = ''] = texts
  if (texts.size === 1) return only
  return owned.map(({ label, column }) => `${label}: ${column.description}`).join(' ')
}

/** The columns and samples of several files together. What one of them lacks is missing in its rows. */
export function jointColumns(parts: readonly JointPart[]): JointColumns {
  const byName = new Map<string, Owned[]>()
  for (const { label, columns } of parts)
    for (const column of columns)
      byName.set(column.name, [...(byName.get(column.name) ?? []), { label, column }])
  const columns: VariantColumn[] = [FILE_COLUMN]
  const conflicts: Conflict[] = []
  for (const [name, owned] of byName) {
    const type = commonType(new Set(owned.map(({ column }) => column.type)))
    const [first] = owned
    if (first === undefined) continue
    if (type === null)
      conflicts.push({ name, of: owned.map(({ label, column }) => ({ label, type: column.type })) })
    else
      columns.push({
        ...first.column,
        type,
        description: name === 'chrom' ? CONTIG_DESCRIPTION : describedBy(owned),
      })
  }
  return { columns, samples: [...new Set(parts.flatMap(({ samples }) => samples))], conflicts }
}

/**
 * What files are called where they must be told apart: by their names, and by as many folders before it as that takes.
 *
 * @returns in the order of the paths
 */
export function fileLabels(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split(/[/\\]/))
  const labelOf = (own: readonly string[], depth: number): string => own.slice(-depth).join('/')
  return parts.map((own) => {
    const isTaken = (depth: number): boolean =>
      parts.filter((other) => labelOf(other, depth) === labelOf(own, depth)).length > 1
    let depth = 1
    while (depth < own.length && isTaken(depth)) depth++
    return labelOf(own, depth)
  })
}
