import type { Database } from '../../variants/store/database.ts'
import {
  type AskedStore,
  askColumns,
  contigsWhere,
  everyNthPlace,
  chromosomeSql,
  type GenotypeColumn,
  isAutosome,
} from './genotype-columns.ts'
import { CLEAR, CLEAR_BITS, type ClearSettings, clearGenotypeSql, packed, siteSql } from './site-sql.ts'

/** How many sites of the autosomes have the same clear genotypes in all of some samples. */
export type SharedGenotypes = {
  /** For each chromosome (1–22) and pattern of genotypes the sites that have it. */
  readonly patterns: readonly {
    readonly chromosome: number
    readonly genotypes: readonly number[]
    readonly sites: number
  }[]
  /** As `everyNthPlace` says. */
  readonly every: number
}

/** Genotypes of a pattern: the alternate alleles, or {@link UNCLEAR}. */
export const UNCLEAR = -1

/** Samples that are asked about at once: the patterns of more are too many to count. */
export const MOST_TOGETHER = 8

/**
 * Counts the genotypes that samples have at the same sites: SNVs of one alternate allele that passed, on the autosomes.
 *
 * Samples of several files, each called by itself, are joined by place and alleles. What a file does not have is
 * homozygous reference then, as nothing else can be known of it (somalier's `--unknown`); a place that has anything but a
 * clear SNV in a file is unclear in its samples, and one with different alleles is no site.
 *
 * @param columns at most {@link MOST_TOGETHER}
 */
export async function sharedGenotypes(
  columns: readonly GenotypeColumn[],
  settings: ClearSettings,
  signal?: AbortSignal,
  mostJoined?: number,
): Promise<SharedGenotypes> {
  return askColumns(columns, async (database, stores) => {
    const [only] = stores
    const every = everyNthPlace(
      stores.map(({ store }) => store),
      mostJoined,
    )
    const inner =
      stores.length === 1 && only
        ? await sitesOf(database, only, settings, signal)
        : await joinedSites(database, stores, every, settings, signal)
    const rows = await database.rows(
      `SELECT chromosome, code, count(*) FROM (${inner}) GROUP BY chromosome, code`,
      [],
      signal,
    )
    return {
      every,
      patterns: rows.map(([chromosome, code, sites]) => ({
        chromosome: Number(chromosome),
        genotypes: columns.map((_, place) => genotypeIn(Number(code), place)),
        sites: Number(sites),
      })),
    }
  })
}

/** One file: a row is a site. */
async function sitesOf(
  database: Database,
  { store, prefix, columns }: AskedStore,
  settings: ClearSettings,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { isPassingSnv } = await siteSql(database, { prefix }, signal)
  const bits = columns.map(({ number, place }) => ({ place, sql: clearGenotypeSql(number, settings) }))
  const contigs = contigsWhere(store, isAutosome)
  return `SELECT ${chromosomeSql(store)} AS chromosome, ${packed(bits)} AS code FROM ${prefix}variant v WHERE v.contig IN (${contigs.join(', ') || 'NULL'}) AND ${isPassingSnv}`
}

/** bp: more than any chromosome has. */
const PLACES = 2 ** 32

async function joinedSites(
  database: Database,
  stores: readonly AskedStore[],
  every: number,
  settings: ClearSettings,
  signal: AbortSignal | undefined,
): Promise<string> {
  const parts: string[] = []
  for (const asked of stores) {
    const { store, prefix, columns } = asked
    const { isPassingSnv, alleles } = await siteSql(database, asked, signal)
    const contigs = contigsWhere(store, isAutosome)
    if (contigs.length === 0) continue
    const bits = (sqlOf: (number: number) => string): string =>
      packed(columns.map(({ number, place }) => ({ place, sql: sqlOf(number) })))
    parts.push(`SELECT ${chromosomeSql(store)} * ${PLACES} + v.pos AS site,
      CASE WHEN ${isPassingSnv} THEN ${bits((number) => clearGenotypeSql(number, settings))} ELSE ${bits(() => String(CLEAR.unclear))} END AS code,
      CASE WHEN ${isPassingSnv} THEN ${alleles} END AS alleles
      FROM ${prefix}variant v WHERE v.contig IN (${contigs.join(', ')}) AND v.pos % ${every} = 0`)
  }
  if (parts.length === 0) return 'SELECT 0::BIGINT AS chromosome, 0::BIGINT AS code WHERE false'
  return `SELECT site // ${PLACES} AS chromosome, bit_or(code) AS code FROM (${parts.join(' UNION ALL ')}) GROUP BY site HAVING min(alleles) = max(alleles)`
}

/** Of no row the reference; of several that disagree, nothing. */
function genotypeIn(code: number, place: number): number {
  // Numbers of more than 32 bits: no shifts.
  const bits = Math.floor(code / 2 ** (CLEAR_BITS * place)) % 2 ** CLEAR_BITS
  if (bits === 0 || bits === CLEAR.homRef) return 0
  if (bits === CLEAR.het) return 1
  return bits === CLEAR.homAlt ? 2 : UNCLEAR
}
