import type { Build } from '../../../../shared/genome/build.ts'
import type { Role } from '../../../../shared/case/sample.ts'
import type { FilterScope } from '../../../../shared/filter/scope.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { FILE_COLUMN, type JointColumns, jointColumns } from '../../../../shared/variant/joint-columns.ts'
import type { VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { Facet, VariantQuery } from '../../../../shared/variant/variant-query.ts'
import type { OpenVariants } from '../open-variants.ts'
import { createQueryResults, type QueryResults } from '../query/query-results.ts'
import { columnNamed } from '../query/store-scope.ts'
import { type Cell, type Database, openTogether } from '../store/database.ts'
import { summaryOf } from '../store-summary.ts'
import { genomeOrder } from './genome-order.ts'
import { jointContigs } from './joint-contigs.ts'
import { jointFacet } from './joint-facets.ts'
import { type JointPart, ofEach } from './joint-parts.ts'
import { createJointResults } from './joint-results.ts'
import { isLacking, jointScope } from './joint-scope.ts'

/** A file whose variants go into a joint list. */
export type JointFile = {
  /** Id of the file in its case, and what it is called in the list. */
  readonly file: string
  readonly label: string
  /** Contigs its header declares. */
  readonly contigs: readonly Contig[]
  readonly variants: OpenVariants
}

/** What the case, or the command line, says of all of them. */
export type JointSettings = {
  /** The case's contigs in their order. */
  readonly contigs: readonly Contig[]
  readonly build: Build
  readonly roles: ReadonlyMap<string, Role>
  /** As `createJointResults` has it. */
  readonly firstRows?: number
}

/** The variants of several files in hand, as one list. */
export type JointVariants = JointColumns & {
  readonly parts: readonly JointPart[]
  /** Rows of all files. */
  readonly total: number
  readonly results: QueryResults
  /** @throws Fault `query/unknown-column` */
  column(name: string): VariantColumn
  /** The values of columns: words by name, texts whole; what a row's file lacks is null. */
  cells(numbers: Int32Array, columns: readonly VariantColumn[], signal: AbortSignal): Promise<Cell[][]>
  facet(query: VariantQuery, column: VariantColumn, limit: number, signal: AbortSignal): Promise<Facet>
  /** The files themselves stay open. */
  close(): void
}

/** Threads that answer, as those of one store. */
const THREADS = 2

export function openJoint(files: readonly JointFile[], settings: JointSettings): JointVariants {
  const joint = jointColumns(
    files.map(({ label, variants: { store, scope } }) => {
      const { columns, samples } = summaryOf(store.meta)
      // Outside a case nothing is marked, and no filter may name it.
      return { label, samples, columns: columns.filter(({ name }) => scope.filter.columns.has(name)) }
    }),
  )
  const contigs = jointContigs(
    files.map((file) => ({ declared: file.contigs, stored: file.variants.store.meta.contigs })),
    settings.contigs,
    settings.build,
  )
  const filter: FilterScope = {
    columns: new Map(joint.columns.map((column) => [column.name, column])),
    samples: joint.samples,
    roles: settings.roles,
    contig: (name) => contigs.find(name),
  }
  let first = 0
  const names = new Map<JointPart, readonly string[]>()
  const parts = files.map(({ file, label, variants }, i): JointPart => {
    const placed = contigs.of[i] ?? { places: [], names: [] }
    const { database, meta } = variants.store
    const scope = jointScope(variants.scope, filter, label, placed)
    const part = {
      file,
      label,
      variants,
      scope,
      results: createQueryResults(database, scope, meta.rows),
      first,
      isInGenomeOrder: genomeOrder(database, scope),
    }
    first += meta.rows
    names.set(part, placed.names)
    return part
  })

  let opening: Promise<Database> | undefined
  const together = (): Promise<Database> => {
    if (opening) return opening
    const paths = files.map(({ variants }) => variants.store.path)
    opening = openTogether(paths, THREADS)
    // What could not be opened may be the next time.
    opening.catch(() => (opening = undefined))
    return opening
  }

  return {
    ...joint,
    parts,
    total: first,
    results: createJointResults(parts, together, settings.firstRows),
    column: (name) => filter.columns.get(name) ?? columnNamed(name, filter),
    async cells(numbers, columns, signal) {
      return ofEach(parts, numbers, async (part, rows) => {
        const { scope, rows: stored, store } = part.variants
        const own = columns.filter((column) => column !== FILE_COLUMN && !isLacking(scope, column))
        const cells = await stored.cells(rows, own, signal)
        const place = new Map(own.map((column, i) => [column, i]))
        const value = (column: VariantColumn, row: readonly Cell[]): Cell => {
          if (column === FILE_COLUMN) return part.label
          const cell = row[place.get(column) ?? -1] ?? null
          if (column.name !== 'chrom') return cell
          return names.get(part)?.[store.meta.contigs.indexOf(String(cell))] ?? cell
        }
        return cells.map((row) => columns.map((column) => value(column, row)))
      })
    },
    facet: (query, column, limit, signal) => jointFacet(query, column, limit, parts, together, signal),
    close() {
      opening?.then(
        (database) => database.close(),
        () => undefined,
      )
    },
  }
}
