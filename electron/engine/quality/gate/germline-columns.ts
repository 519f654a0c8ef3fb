import type { CaseState } from '../../../../shared/case/case-state.ts'
import { contigsWhere, type GenotypeColumn, isAutosome } from '../genotypes/genotype-columns.ts'
import { among, siteSql } from '../genotypes/site-sql.ts'
import type { FileStore } from './gate-store.ts'
import { tumourNormalPairs } from './gate-plan.ts'
import { isOfSomaticVariants } from './somatic-file.ts'

type Stated = Pick<CaseState, 'samples'>
export type SampleColumn = GenotypeColumn & { readonly file: string }

/** A file whose genotypes are those of people. */
export type GermlineFile = FileStore & {
  /** It has SNVs enough to tell people by: it is no file of structural variants or repeats beside one of the small ones. */
  readonly hasSnvs: boolean
}

/** SNVs from which a file tells its samples' genotypes as well as a larger one that has fewer of the samples. */
const ENOUGH_SNVS = 1000

/**
 * Files whose genotypes are those of people, the best first; none of somatic variants. First those with enough SNVs, of them
 * the one with most of the case's samples, as a genotype that another file does not have is not known to be reference, then
 * the one with most SNVs.
 */
export async function germlineFiles(
  stores: readonly FileStore[],
  state: Stated,
  signal?: AbortSignal,
): Promise<GermlineFile[]> {
  const names = new Set(state.samples.map(({ name }) => name))
  const found: (FileStore & { samples: number })[] = []
  for (const one of stores) {
    if (await isSomatic(one, state, signal)) continue
    const samples = one.store.meta.samples.filter((name) => names.has(name)).length
    if (samples > 0) found.push({ ...one, samples })
  }
  // The only one is the best: its SNVs need not be counted, for each check anew.
  if (found.length < 2) return found.map((one) => ({ ...one, hasSnvs: true }))
  const known: (FileStore & { snvs: number; samples: number })[] = []
  for (const one of found) known.push({ ...one, snvs: await snvsOf(one, signal) })
  const enough = Math.min(ENOUGH_SNVS, Math.max(...known.map(({ snvs }) => snvs)))
  return known
    .map((one) => ({ ...one, hasSnvs: one.snvs >= enough }))
    .toSorted((a, b) => Number(b.hasSnvs) - Number(a.hasSnvs) || b.samples - a.samples || b.snvs - a.snvs)
}

/** For each sample of the case the column that its genotypes are taken from: of the best of {@link germlineFiles}. */
export async function genotypeColumns(
  stores: readonly FileStore[],
  state: Stated,
  signal?: AbortSignal,
): Promise<SampleColumn[]> {
  const files = await germlineFiles(stores, state, signal)
  return state.samples.flatMap(({ name }) => {
    const found = files.find(({ store }) => store.meta.samples.includes(name))
    return found ? [{ store: found.store, column: name, sample: name, file: found.file.id }] : []
  })
}

async function isSomatic({ store }: FileStore, state: Stated, signal?: AbortSignal): Promise<boolean> {
  for (const pair of tumourNormalPairs(state)) if (await isOfSomaticVariants(store, pair, signal)) return true
  return false
}

async function snvsOf({ store }: FileStore, signal?: AbortSignal): Promise<number> {
  const { isPassingSnv } = await siteSql(store.database, { prefix: '' }, signal)
  const isThere = among('v.contig', contigsWhere(store, isAutosome))
  const [row] = await store.database.rows(
    `SELECT count(*) FROM variant v WHERE ${isThere} AND ${isPassingSnv}`,
    [],
    signal,
  )
  return Number(row?.[0] ?? 0)
}
