import { CHROMOSOMES } from '../../../../shared/genome/chromosome-length.ts'
import { contigMeaning } from '../../../../shared/genome/contig-name.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { type Database, openTogether } from '../../variants/store/database.ts'
import type { Store } from '../../variants/store/open-store.ts'

/** A sample column of an imported file, and the sample of the case that it is of. */
export type GenotypeColumn = {
  readonly store: Store
  /** As the file names it. */
  readonly column: string
  /** As the case names it. */
  readonly sample: string
}

/** A store as it stands in a query, and its columns that are asked about. */
export type AskedStore = {
  readonly store: Store
  /** Before the names of its tables: empty, or `s1.` where several are asked together. */
  readonly prefix: string
  /** Number of each column in the store, `s3_gt`, and its place among all that are asked about. */
  readonly columns: readonly { readonly number: number; readonly place: number }[]
}

/** Chromosomes by their number: 1–22, 23 for X, 24 for Y. */
export const X_NUMBER = 23
export const Y_NUMBER = 24
const AUTOSOMES = 22

/** The number of a contig's chromosome, whatever the file calls it; 0 for one that is none of 1–22, X and Y. */
export const chromosomeNumber = (contig: string): number => CHROMOSOMES.indexOf(contigMeaning(contig).key) + 1

/** A store's contigs, by their number there, that are wanted chromosomes. */
export function contigsWhere(store: Store, wanted: (chromosome: number) => boolean): number[] {
  return store.meta.contigs.flatMap((name, number) => {
    const chromosome = chromosomeNumber(name)
    return chromosome > 0 && wanted(chromosome) ? [number] : []
  })
}

/** The number of a row's chromosome, in SQL: looked up, as asking for one contig after the other takes seconds. */
export const chromosomeSql = ({ meta }: Store): string =>
  `[${meta.contigs.map(chromosomeNumber).join(', ')}][v.contig + 1]::BIGINT`

export const isAutosome = (chromosome: number): boolean => chromosome >= 1 && chromosome <= AUTOSOMES

/** @throws Fault `call/invalid` when the store has no such sample */
export function columnNumber({ store, column }: Omit<GenotypeColumn, 'sample'>): number {
  const number = store.meta.samples.indexOf(column)
  if (number >= 0) return number
  throw new Fault({
    kind: 'call/invalid',
    call: 'quality.genotypes',
    detail: `no sample ${column} is stored`,
  })
}

/** The stores of columns, each once, in the order in which they come. */
function storesOf(columns: readonly GenotypeColumn[]): Store[] {
  return [...new Map(columns.map(({ store }) => [store.path, store])).values()]
}

/**
 * Asks the stores of some columns, together where there are several. The databases that were opened for it are closed
 * when it is done.
 */
export async function askColumns<T>(
  columns: readonly GenotypeColumn[],
  ask: (database: Database, stores: readonly AskedStore[]) => Promise<T>,
): Promise<T> {
  const stores = storesOf(columns)
  const [only] = stores
  const asked = stores.map((store, i): AskedStore => ({
    store,
    prefix: stores.length === 1 ? '' : `s${i}.`,
    columns: columns.flatMap((column, place) =>
      column.store.path === store.path ? [{ number: columnNumber(column), place }] : [],
    ),
  }))
  if (stores.length === 1 && only) return ask(only.database, asked)
  const together = await openTogether(
    stores.map(({ path }) => path),
    THREADS,
  )
  try {
    return await ask(together, asked)
  } finally {
    together.close()
  }
}

/** Rows of several files that are joined by place: a hundred thousand sites tell people apart as well as millions. */
const MOST_JOINED = 1_000_000

/**
 * Of several large files only places whose POS is a multiple of this are joined, the same in all; 1 is every place. One file
 * needs no joining.
 */
export function everyNthPlace(stores: readonly Pick<Store, 'meta'>[], most = MOST_JOINED): number {
  if (stores.length < 2) return 1
  const rows = stores.reduce((sum, { meta }) => sum + meta.rows, 0)
  return Math.max(1, Math.ceil(rows / most))
}

/** Threads that answer, as those of one store. */
const THREADS = 2
