import {
  type ContaminationHint,
  type ContaminationSettings,
  judgeContamination,
} from '../../../../shared/quality/contamination.ts'
import { CONTAMINATION_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import { columnNumber, contigsWhere, type GenotypeColumn, isAutosome } from './genotype-columns.ts'
import { among, siteSql } from './site-sql.ts'

export type ContaminationOptions = {
  readonly settings?: ContaminationSettings
  readonly isTumour?: boolean
  readonly signal?: AbortSignal
}

/**
 * The share of sites at which a sample has a few reads of another allele: a hint at somebody else's DNA among its own. What
 * the caller says of the genotype is not asked.
 *
 * @throws Fault `call/invalid` for a sample that the store does not have
 */
export async function contaminationHint(
  { store, column, sample }: GenotypeColumn,
  { settings = CONTAMINATION_THRESHOLDS, isTumour = false, signal }: ContaminationOptions = {},
): Promise<ContaminationHint> {
  const { database } = store
  const s = `v.s${columnNumber({ store, column })}`
  const { isPassingSnv } = await siteSql(database, { prefix: '' }, signal)
  const depth = `(${s}_ad_ref + ${s}_ad_alt)`
  const minor = `least(${s}_ad_ref, ${s}_ad_alt)`
  // In 200 reads one that was read wrongly is nothing: the share counts, not that there is one.
  const isMoreThanErrors = `${minor} >= ${settings.homozygousBalance.value} * ${depth}`
  const isNearHomozygous = `${minor} < ${settings.offBalance.value} * ${depth}`
  const [row] = await database.rows(
    `SELECT count(*), count(*) FILTER (WHERE ${minor} > 0 AND ${isMoreThanErrors} AND ${isNearHomozygous}),
       sum(${minor}) FILTER (WHERE ${isNearHomozygous}), sum(${depth}) FILTER (WHERE ${isNearHomozygous})
     FROM variant v WHERE ${among('v.contig', contigsWhere(store, isAutosome))} AND ${isPassingSnv} AND ${depth} >= ${settings.minDepth.value}`,
    [],
    signal,
  )
  const [sites = 0, offBalance = 0, ofMinor = 0, reads = 0] = (row ?? []).map(Number)
  const minorReads = reads === 0 ? null : ofMinor / reads
  return {
    check: 'contamination',
    sample,
    thresholds: settings,
    sites,
    offBalance,
    ...judgeContamination(sites, offBalance, minorReads, settings, isTumour),
    minorReads,
  }
}
