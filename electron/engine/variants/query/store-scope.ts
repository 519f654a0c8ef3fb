import type { Role } from '../../../../shared/case/sample.ts'
import type { FilterScope } from '../../../../shared/filter/scope.ts'
import {
  sampleColumns,
  VARIANT_COLUMNS,
  type VariantColumn,
} from '../../../../shared/variant/variant-column.ts'
import type { StoreMeta } from '../store/store-meta.ts'

/** What filters of a store may name, and where it is. */
export type StoreScope = {
  readonly filter: FilterScope
  /** The column's name in the table; undefined when the store has nothing of it. */
  stored(column: VariantColumn): string | undefined
  /** The same, of columns whose texts stand in a dictionary. */
  coded(column: VariantColumn): string | undefined
}

/** Texts that are stored as they are. */
const PLAIN: ReadonlySet<string> = new Set(['id', 'hgvsc', 'hgvsp'])

/** @param roles of the samples of the case, by name */
export function storeScope(meta: StoreMeta, roles: ReadonlyMap<string, Role>): StoreScope {
  const stored = new Map(meta.columns.map(({ stored: name, column }) => [column.name, name]))
  // What nothing in the file fills can be asked for all the same: it is missing everywhere.
  const all = [
    ...VARIANT_COLUMNS,
    ...meta.samples.flatMap(sampleColumns),
    ...meta.columns.map(({ column }) => column),
  ]
  return {
    filter: {
      columns: new Map(all.map((column) => [column.name, column])),
      samples: meta.samples,
      roles,
    },
    stored: (column) => stored.get(column.name),
    coded: (column) =>
      column.type === 'text' && !PLAIN.has(column.name) ? stored.get(column.name) : undefined,
  }
}
