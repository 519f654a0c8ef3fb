import type { CaseState } from '../../../shared/case/case-state.ts'
import { type CaseFile, hasVariants, type StoreState } from '../../../shared/case/case-file.ts'
import type { FilterScope } from '../../../shared/filter/scope.ts'
import { ALL_FILES, type Conflict, fileLabels, jointColumns } from '../../../shared/variant/joint-columns.ts'
import type { VariantColumn } from '../../../shared/variant/variant-column.ts'

/** What filters, sorting and columns of a list may name. */
export type ListScope = {
  /** In the order in which they are offered. */
  readonly columns: readonly VariantColumn[]
  readonly filter: FilterScope
  /** Fields that files have by one name and of several types: none of the columns. */
  readonly conflicts: readonly Conflict[]
}

/** Where the import of a file stands; undefined before it began. */
export const storeOf = (state: CaseState | null, file: string | null): StoreState | undefined =>
  state?.files.find(({ id }) => id === file)?.store

/** The case's files of variants by what they are called in a list of all of them. */
export function labelledFiles(state: CaseState | null): { file: CaseFile; label: string }[] {
  const files = state?.files.filter(hasVariants) ?? []
  const labels = fileLabels(files.map(({ identity }) => identity.path))
  return files.map((file, i) => ({ file, label: labels[i] ?? file.name }))
}

/** Those that a list of all files has: what has been imported. */
export const jointFiles = (state: CaseState | null): CaseFile[] =>
  state?.files.filter((file) => hasVariants(file) && file.store?.state === 'ready') ?? []

/** Null while the file's variants, or those of any, are not imported: then nothing can be filtered. */
export function listScope(state: CaseState | null, file: string | null): ListScope | null {
  if (state === null) return null
  const parts = labelledFiles(state).flatMap(({ file: { id, store }, label }) =>
    store?.state === 'ready' && (file === ALL_FILES || file === id) ? [{ label, ...store.summary }] : [],
  )
  const [only] = parts
  if (only === undefined) return null
  const { columns, samples, conflicts } =
    file === ALL_FILES ? jointColumns(parts) : { ...only, conflicts: [] }
  return {
    columns,
    conflicts,
    filter: {
      columns: new Map(columns.map((column) => [column.name, column])),
      samples,
      roles: new Map(state.samples.map(({ name, role }) => [name, role])),
    },
  }
}
