import type { Role } from '../../../../shared/case/sample.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { resolveColumn } from '../../../../shared/filter/resolve-column.ts'
import type { FilterScope } from '../../../../shared/filter/scope.ts'
import {
  sampleColumns,
  VARIANT_COLUMNS,
  type VariantColumn,
} from '../../../../shared/variant/variant-column.ts'
import type { Condition } from '../../../../shared/filter/checked-filter.ts'
import type { StoreMeta } from '../store/store-meta.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import type { GeneColumns } from './gene-columns.ts'
import type { MarkedRows } from './marked-rows.ts'
import type { RowFlag } from './row-flags.ts'
import type { ShortlistedRows } from './shortlisted-rows.ts'
import type { Sql } from './sql-fragment.ts'

/** What filters of a store may name, and where it is. */
export type StoreScope = {
  readonly filter: FilterScope
  /** What the panels in use say of each gene. */
  readonly genes: GeneColumns
  /** What the reviewer marked; null outside a case, where no filter may name it. */
  readonly marked: MarkedRows | null
  /** What is on a shortlist of the case; null outside one. */
  readonly shortlisted: ShortlistedRows | null
  /** Both of them, of a case. */
  readonly flags: readonly RowFlag[]
  /** @throws Fault `query/unknown-column` */
  column(name: string): VariantColumn
  /** The column's name in the table; undefined when the store has nothing of it. */
  stored(column: VariantColumn): string | undefined
  /** The same, of columns whose texts stand in a dictionary. */
  coded(column: VariantColumn): string | undefined
  /** The table of such a column's texts, ready to stand in a query. */
  dictionary(stored: string): string
  /** What stands in a query for a column that is none of the store's own; undefined for those that are. */
  instead(column: VariantColumn): string | undefined
  /** A condition that is answered without its columns' own values; null for all others. */
  decided(condition: Condition, signal?: AbortSignal): Promise<Sql | null>
  /** What rows are ordered by contig by: a contig's place among its fellows, not its name. */
  readonly contigOrder: string
}

/** Texts that are stored as they are. */
const PLAIN: ReadonlySet<string> = new Set(['id', 'hgvsc', 'hgvsp'])

/** @param roles of the samples of the case, by name */
export function storeScope(
  meta: StoreMeta,
  roles: ReadonlyMap<string, Role>,
  genes: GeneColumns,
  marked: MarkedRows | null = null,
  shortlisted: ShortlistedRows | null = null,
): StoreScope {
  const flags = [marked, shortlisted].flatMap((flag) => flag ?? [])
  const stored = new Map(meta.columns.map(({ stored: name, column }) => [column.name, name]))
  // What nothing in the file fills can be asked for all the same: it is missing everywhere.
  const all = [
    ...VARIANT_COLUMNS,
    ...flags.map(({ column }) => column),
    ...meta.samples.flatMap(sampleColumns),
    ...meta.columns.map(({ column }) => column),
  ]
  const columns = new Map(all.map((column) => [column.name, column]))
  const filter: FilterScope = { columns, samples: meta.samples, roles }
  return {
    genes,
    marked,
    shortlisted,
    flags,
    filter,
    column: (name) => columns.get(name) ?? columnNamed(name, filter),
    stored: (column) => stored.get(column.name),
    coded: (column) =>
      column.type === 'text' && !PLAIN.has(column.name) ? stored.get(column.name) : undefined,
    dictionary: (name) => `"${dictionaryTable(name)}"`,
    instead: () => undefined,
    decided: (condition, signal) => genes.conditionSql(condition, signal),
    contigOrder: 'v.contig',
  }
}

/** A column as a filter names it: `gt(proband)`, `info["odd-name"]`. @throws Fault `query/unknown-column` */
export function columnNamed(name: string, scope: FilterScope): VariantColumn {
  const unknown = (cause?: unknown): Fault =>
    new Fault({ kind: 'query/unknown-column', name, columns: [...scope.columns.keys()] }, { cause })
  try {
    const { text, root } = parseFilter(name)
    if (root.kind === 'column' || root.kind === 'of-sample') return resolveColumn({ text, scope }, root)
  } catch (thrown) {
    throw unknown(thrown)
  }
  throw unknown()
}
