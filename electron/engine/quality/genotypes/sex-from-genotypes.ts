import type { Build } from '../../../../shared/genome/build.ts'
import { pseudoautosomal } from '../../../../shared/genome/pseudoautosomal.ts'
import type { Sample } from '../../../../shared/case/sample.ts'
import { COPY_THRESHOLDS, SEX_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import {
  type CopySettings,
  hetRatioOf,
  judgeSex,
  type RelativeDepths,
  type SexCalls,
  sexByCalls,
  type SexFromGenotypes,
  type SexSettings,
} from '../../../../shared/quality/sex-check.ts'
import type { Store } from '../../variants/store/open-store.ts'
import { columnNumber, contigsWhere, type GenotypeColumn, X_NUMBER, Y_NUMBER } from './genotype-columns.ts'
import { among, depthSql, siteSql, STATE } from './site-sql.ts'

export type SexOptions = {
  readonly settings?: SexSettings
  readonly copies?: CopySettings
  /** Of the sample's reads, when they are known: a karyotype can hardly be told without them. */
  readonly depths?: RelativeDepths | null
  readonly signal?: AbortSignal
}

/**
 * The sex that a sample's calls on X, outside the pseudoautosomal regions, speak for, beside the stated one.
 *
 * @throws Fault `call/invalid` for a sample that the store does not have
 */
export async function sexFromGenotypes(
  { store, column, sample }: GenotypeColumn,
  stated: Sample['sex'],
  build: Build,
  options: SexOptions = {},
): Promise<SexFromGenotypes> {
  const { settings = SEX_THRESHOLDS, copies = COPY_THRESHOLDS, depths = null, signal } = options
  const base = { check: 'sex-from-genotypes', sample, stated, thresholds: settings, depths } as const
  const nothing: Omit<SexFromGenotypes, 'reason' | 'calls'> = {
    ...base,
    verdict: 'not-possible',
    seen: null,
    hints: [],
    hetRatio: null,
    hetShare: null,
  }
  const outsideX = outsideSql(store, X_NUMBER, build)
  if (outsideX === null) return { ...nothing, reason: 'build-unknown', calls: null }
  if (contigsWhere(store, (c) => c === X_NUMBER).length === 0)
    return { ...nothing, reason: 'no-x', calls: null }
  const number = columnNumber({ store, column })
  const calls = await callsOn(store, number, outsideX, outsideSql(store, Y_NUMBER, build), settings, signal)
  const { sites, ratio, share } = hetRatioOf(calls)
  if (sites < settings.minSites.value) return { ...nothing, reason: 'too-few-sites', calls }
  const { seen, hints } = sexByCalls(calls, depths, settings, copies)
  const isYKnown = calls.onY !== null || (depths !== null && depths.y !== null)
  return {
    ...base,
    ...judgeSex(stated, seen, hints, isYKnown),
    seen,
    hints,
    calls,
    hetRatio: ratio,
    hetShare: share,
  }
}

/** Rows of X or Y outside the pseudoautosomal regions; null where those are not known. */
function outsideSql(store: Store, chromosome: number, build: Build): string | null {
  const regions = pseudoautosomal(build, chromosome === X_NUMBER ? 'X' : 'Y')
  if (regions === null) return null
  const contigs = contigsWhere(store, (c) => c === chromosome)
  const inside = regions.map(({ start, end }) => `v.pos BETWEEN ${start + 1} AND ${end}`)
  return `${among('v.contig', contigs)} AND NOT (${inside.join(' OR ')})`
}

async function callsOn(
  { database }: Store,
  number: number,
  outsideX: string,
  outsideY: string | null,
  settings: SexSettings,
  signal: AbortSignal | undefined,
): Promise<SexCalls> {
  const { isPassingSnv } = await siteSql(database, { prefix: '' }, signal)
  const s = `v.s${number}`
  const depth = `(${s}_ad_ref + ${s}_ad_alt)`
  const called = (state: number): string => `count(*) FILTER (WHERE ${s}_gt = ${state})`
  const isBalanced = `${s}_ad_alt BETWEEN ${settings.minHetBalance.value} * ${depth} AND ${settings.maxHetBalance.value} * ${depth}`
  // One in ten reads of somebody else's make a caller write a heterozygote on a male's X.
  const isHet = `${s}_gt = ${STATE.het} AND coalesce(${isBalanced}, true)`
  const enough = `${depthSql(number)} >= ${settings.minDepth.value}`
  const [onX] = await database.rows(
    `SELECT ${called(STATE.homRef)}, count(*) FILTER (WHERE ${isHet}), ${called(STATE.homAlt)}, ${called(STATE.hemizygous)},
       count(*) FILTER (WHERE ${s}_gt = ${STATE.hemizygous} AND ${isBalanced})
     FROM variant v WHERE ${outsideX} AND ${isPassingSnv} AND ${enough}`,
    [],
    signal,
  )
  const isCarried = among(`${s}_gt`, [STATE.het, STATE.homAlt, STATE.hemizygous])
  const [onY] = await database.rows(
    `SELECT count(*), count(*) FILTER (WHERE ${isCarried}), count(*) FILTER (WHERE ${isCarried} AND ${enough})
     FROM variant v WHERE ${outsideY ?? 'false'} AND ${isPassingSnv}`,
    [],
    signal,
  )
  const [homRef = 0, het = 0, homAlt = 0, hemizygous = 0, hemizygousBalanced = 0] = (onX ?? []).map(Number)
  const [rows = 0, carried = 0, deep = 0] = (onY ?? []).map(Number)
  // Of 15 reads in the mean a man's Y has seven: that none of his variants has enough of them is not that he has none.
  const tells = rows >= settings.minCallsOnY.value && (deep > 0 || carried < MOST_WITHOUT_Y * rows)
  return { homRef, het, homAlt, hemizygous, hemizygousBalanced, onY: tells ? deep : null }
}

/** Share of the file's variants of Y that a sample without Y is called to carry, by reads of X that were placed there. */
const MOST_WITHOUT_Y = 0.1
