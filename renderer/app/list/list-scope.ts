import type { CaseState } from '../../../shared/case/case-state.ts'
import type { StoreState } from '../../../shared/case/case-file.ts'
import type { FilterScope } from '../../../shared/filter/scope.ts'
import type { VariantColumn } from '../../../shared/variant/variant-column.ts'

/** What filters, sorting and columns of a list may name. */
export type ListScope = {
  /** In the order in which they are offered. */
  readonly columns: readonly VariantColumn[]
  readonly filter: FilterScope
}

/** Where the import of a file stands; undefined before it began. */
export const storeOf = (state: CaseState | null, file: string | null): StoreState | undefined =>
  state?.files.find(({ id }) => id === file)?.store

/** Null while the file's variants are not imported: then nothing can be filtered. */
export function listScope(state: CaseState | null, file: string | null): ListScope | null {
  const store = storeOf(state, file)
  if (state === null || store?.state !== 'ready') return null
  const { columns, samples } = store.summary
  return {
    columns,
    filter: {
      columns: new Map(columns.map((column) => [column.name, column])),
      samples,
      roles: new Map(state.samples.map(({ name, role }) => [name, role])),
    },
  }
}
