import { TUMOUR_NORMAL_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import {
  type ConcordanceCounts,
  judgeConcordance,
  judgeNormal,
  type TumourNormalCheck,
  type TumourNormalSettings,
  worstOfPair,
} from '../../../../shared/quality/tumour-normal.ts'
import type { Store } from '../../variants/store/open-store.ts'
import { columnNumber, type GenotypeColumn } from './genotype-columns.ts'
import { sharedGenotypes, UNCLEAR } from './shared-genotypes.ts'
import { among, siteSql, STATE } from './site-sql.ts'

/** A tumour and its normal: their germline genotypes, from one file or two, and their columns in a somatic file. */
export type TumourNormalInput = {
  readonly tumour: string
  readonly normal: string
  readonly germline: { readonly tumour: GenotypeColumn; readonly normal: GenotypeColumn } | null
  readonly somatic: { readonly store: Store; readonly tumour: string; readonly normal: string } | null
}

/**
 * Whether tumour and normal are of one person, by germline genotypes, and whether the normal has reads of the tumour's own
 * alleles, by a somatic file (Mutect2, Strelka, DRAGEN: a column each). A variant that the normal lacks and the tumour has
 * on one of its copies may be somatic and says nothing of the person.
 *
 * @throws Fault `call/invalid` for a sample that its store does not have
 */
export async function tumourNormal(
  { tumour, normal, germline, somatic }: TumourNormalInput,
  settings: TumourNormalSettings = TUMOUR_NORMAL_THRESHOLDS,
  signal?: AbortSignal,
): Promise<TumourNormalCheck> {
  const shared = germline === null ? NO_SITES : await concordant(germline, settings, signal)
  const isJoined = germline !== null && germline.tumour.store.path !== germline.normal.store.path
  const concordance = judgeConcordance(shared, isJoined, settings)
  const counts = somatic === null ? NO_ALLELES : await somaticInNormal(somatic, settings, signal)
  const tumourInNormal = judgeNormal(counts, settings)
  return {
    check: 'tumour-normal',
    tumour,
    normal,
    verdict: worstOfPair(concordance, tumourInNormal),
    thresholds: settings,
    concordance,
    tumourInNormal,
  }
}

const NO_SITES: ConcordanceCounts = {
  sites: 0,
  same: 0,
  homozygous: 0,
  keptHomozygous: 0,
  carriedByTumour: 0,
  carriedByNormal: 0,
}

async function concordant(
  { tumour, normal }: NonNullable<TumourNormalInput['germline']>,
  settings: TumourNormalSettings,
  signal: AbortSignal | undefined,
): Promise<ConcordanceCounts> {
  const { patterns } = await sharedGenotypes([tumour, normal], settings, signal)
  const counts = { ...NO_SITES }
  for (const { genotypes, sites: count } of patterns) {
    const [ofTumour = UNCLEAR, ofNormal = UNCLEAR] = genotypes
    if (ofTumour === UNCLEAR || ofNormal === UNCLEAR) continue
    if (ofTumour > 0) counts.carriedByTumour += count
    if (ofNormal > 0) counts.carriedByNormal += count
    if (ofNormal === 0 && ofTumour !== 2) continue
    counts.sites += count
    if (ofTumour === ofNormal) counts.same += count
    if (ofNormal !== 2) continue
    counts.homozygous += count
    if (ofTumour === 2) counts.keptHomozygous += count
  }
  return counts
}

const NO_ALLELES = { alleles: 0, inNormal: 0, inNormalTwice: 0, fraction: null }

async function somaticInNormal(
  { store, tumour, normal }: NonNullable<TumourNormalInput['somatic']>,
  settings: TumourNormalSettings,
  signal: AbortSignal | undefined,
): Promise<
  typeof NO_ALLELES | { alleles: number; inNormal: number; inNormalTwice: number; fraction: number }
> {
  const t = `v.s${columnNumber({ store, column: tumour })}`
  const n = `v.s${columnNumber({ store, column: normal })}`
  const { isPassing } = await siteSql(store.database, { prefix: '' }, signal)
  const germline = [STATE.het, STATE.homAlt, STATE.hemizygous]
  const [row] = await store.database.rows(
    `SELECT count(*), count(*) FILTER (WHERE ${n}_ad_alt >= 1), count(*) FILTER (WHERE ${n}_ad_alt >= 2),
       sum(${n}_ad_alt), sum(${n}_ad_alt + ${n}_ad_ref), sum(${t}_ad_alt), sum(${t}_ad_alt + ${t}_ad_ref)
     FROM variant v WHERE ${isPassing} AND ${t}_ad_alt > 0 AND ${n}_ad_ref + ${n}_ad_alt >= ${settings.minNormalDepth.value}
       AND NOT coalesce(${among(`${n}_gt`, germline)}, false)`,
    [],
    signal,
  )
  const [alleles = 0, inNormal = 0, inNormalTwice = 0, ofNormal = 0, atNormal = 0, ofTumour = 0, atTumour = 0] = (row ?? []).map(Number) // prettier-ignore
  if (atNormal === 0 || ofTumour === 0) return { ...NO_ALLELES, alleles, inNormal, inNormalTwice }
  return { alleles, inNormal, inNormalTwice, fraction: ofNormal / atNormal / (ofTumour / atTumour) }
}
