import { VARIANT_TYPES } from '../../../../shared/variant/variant-column.ts'
import { genotypeStateSchema, type GenotypeState } from '../../../../shared/variant/genotype.ts'
import type { Threshold } from '../../../../shared/quality/verdict.ts'
import type { Database } from '../../variants/store/database.ts'
import { dictionaryTable } from '../../variants/store/term-dictionary.ts'
import type { AskedStore } from './genotype-columns.ts'

/*
 * Pieces of SQL about the rows of a store, `v`. Everything that stands in them is a number of ours: nothing that anybody
 * typed, and no text of a file.
 */

const numberOf = (state: GenotypeState): number => genotypeStateSchema.options.indexOf(state)
export const STATE = {
  homRef: numberOf('hom-ref'),
  het: numberOf('het'),
  homAlt: numberOf('hom-alt'),
  hemizygous: numberOf('hemizygous'),
  hemizygousRef: numberOf('hemizygous-ref'),
} as const

export const BASES = ['A', 'C', 'G', 'T'] as const
const SNV = VARIANT_TYPES.indexOf('snv')

/** `v.column IN (…)`, false of no numbers. */
export const among = (column: string, numbers: readonly number[]): string =>
  numbers.length === 0 ? 'false' : `${column} IN (${numbers.join(', ')})`

/** One alternate allele, of one base, in a record that passed: FILTER is `PASS`, or nothing was filtered (`.`). */
export type SiteSql = {
  readonly isPassing: string
  readonly isPassingSnv: string
  /** A number for REF and ALT, 4 × REF + ALT; NULL where either is no base. Equal in all stores. */
  readonly alleles: string
}

/** The numbers of texts in a store's dictionary: a text may have several. */
async function codesOf(
  database: Database,
  prefix: string,
  column: string,
  text: string,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const table = `${prefix}"${dictionaryTable(column)}"`
  return [...(await database.numbers(`SELECT code FROM ${table} WHERE upper(text) = ?`, [text], signal))]
}

export async function siteSql(
  database: Database,
  { prefix }: Pick<AskedStore, 'prefix'>,
  signal?: AbortSignal,
): Promise<SiteSql> {
  const passing = await codesOf(database, prefix, 'filter', 'PASS', signal)
  const isPassing = `(v.filter IS NULL OR ${among('v.filter', passing)})`
  const baseOf = async (column: 'ref' | 'alt'): Promise<string> => {
    const cases: string[] = []
    for (const [base, text] of BASES.entries()) {
      const codes = await codesOf(database, prefix, column, text, signal)
      if (codes.length > 0) cases.push(`WHEN ${among(`v.${column}`, codes)} THEN ${base}`)
    }
    return cases.length === 0 ? 'NULL' : `CASE ${cases.join(' ')} END`
  }
  return {
    isPassing,
    isPassingSnv: `(v.type = ${SNV} AND v.alleles = 1 AND ${isPassing})`,
    alleles: `(4 * ${await baseOf('ref')} + ${await baseOf('alt')})`,
  }
}

/** Reads of both alleles of sample `number`, or what the caller says the depth is where it does not count them. */
export const depthSql = (number: number): string =>
  `coalesce(v.s${number}_ad_ref + v.s${number}_ad_alt, v.s${number}_dp, 0)`

/** What is clear of a genotype: one bit each, so that what two rows of a place say does not become a third thing. */
export const CLEAR = { homRef: 1, het: 2, homAlt: 4, unclear: 8 } as const
/** Bits of a sample in a number of many. */
export const CLEAR_BITS = 4

export type ClearSettings = {
  readonly minDepth: Threshold
  readonly homozygousBalance: Threshold
  readonly minHetBalance: Threshold
  readonly maxHetBalance: Threshold
}

/**
 * The genotype of sample `number` by its reads, one of {@link CLEAR}: two copies that the caller called, enough reads, and
 * a share of the alternate that is near none, half or all. Where the caller counts no reads by allele its own call stands.
 *
 * @see somalier, Pedersen 2020, "Methods"
 */
export function clearGenotypeSql(number: number, settings: ClearSettings): string {
  const { minDepth, homozygousBalance, minHetBalance, maxHetBalance } = settings
  const s = `v.s${number}`
  const depth = `(${s}_ad_ref + ${s}_ad_alt)`
  const { homRef, het, homAlt } = STATE
  return `CASE
    WHEN ${s}_gt IS NULL OR NOT ${among(`${s}_gt`, [homRef, het, homAlt])} OR ${depthSql(number)} < ${minDepth.value} THEN ${CLEAR.unclear}
    WHEN ${depth} IS NULL THEN CASE ${s}_gt WHEN ${homRef} THEN ${CLEAR.homRef} WHEN ${het} THEN ${CLEAR.het} ELSE ${CLEAR.homAlt} END
    WHEN ${s}_ad_alt < ${homozygousBalance.value} * ${depth} THEN ${CLEAR.homRef}
    WHEN ${s}_ad_ref < ${homozygousBalance.value} * ${depth} THEN ${CLEAR.homAlt}
    WHEN ${s}_ad_alt BETWEEN ${minHetBalance.value} * ${depth} AND ${maxHetBalance.value} * ${depth} THEN ${CLEAR.het}
    ELSE ${CLEAR.unclear} END`
}

/** What samples say of a place as one number, {@link CLEAR_BITS} for each, the first of them lowest. */
export const packed = (bits: readonly { readonly place: number; readonly sql: string }[]): string =>
  bits.length === 0
    ? '0::BIGINT'
    : bits.map(({ place, sql }) => `((${sql})::BIGINT << ${CLEAR_BITS * place})`).join(' | ')
