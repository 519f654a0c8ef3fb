import type { Store } from '../../variants/store/open-store.ts'
import { columnNumber } from '../genotypes/genotype-columns.ts'
import { among, STATE } from '../genotypes/site-sql.ts'
import type { FileStore } from './gate-store.ts'

/** Share of records in which the normal carries a variant up to which a file is one of somatic variants. */
const MOST_GERMLINE = 0.5

type Pair = { readonly tumour: string; readonly normal: string }

/**
 * Whether a file is of somatic variants of a pair: with a column for each of the two, and few records in which the normal
 * carries the variant (Strelka writes no genotypes at all).
 */
export async function isOfSomaticVariants(
  store: Store,
  { tumour, normal }: Pair,
  signal?: AbortSignal,
): Promise<boolean> {
  const { samples, rows } = store.meta
  if (rows === 0 || !samples.includes(tumour) || !samples.includes(normal)) return false
  const gt = `v.s${columnNumber({ store, column: normal })}_gt`
  const [row] = await store.database.rows(
    `SELECT count(*) FILTER (WHERE ${among(gt, [STATE.het, STATE.homAlt, STATE.hemizygous])}) FROM variant v`,
    [],
    signal,
  )
  return Number(row?.[0]) <= MOST_GERMLINE * rows
}

/** The file of somatic variants of a pair; of several the one with most records. Null when there is none. */
export async function somaticFile(
  stores: readonly FileStore[],
  pair: Pair,
  signal?: AbortSignal,
): Promise<Store | null> {
  const byRows = stores.toSorted((a, b) => b.store.meta.rows - a.store.meta.rows)
  for (const { store } of byRows) if (await isOfSomaticVariants(store, pair, signal)) return store
  return null
}
