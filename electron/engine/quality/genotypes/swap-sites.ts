import { CHROMOSOMES } from '../../../../shared/genome/chromosome-length.ts'
import { SWAP_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import type { AlternateCopies, SwapSettings, SwapSite } from '../../../../shared/quality/sample-swap.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import type { Cell, Database } from '../../variants/store/database.ts'
import {
  type AskedStore,
  askColumns,
  chromosomeNumber,
  chromosomeSql,
  contigsWhere,
  everyNthPlace,
  isAutosome,
} from './genotype-columns.ts'
import { evenly } from './evenly.ts'
import { type PersonColumn, personOf } from './person-column.ts'
import { among, BASES, CLEAR, CLEAR_BITS, clearGenotypeSql, packed, siteSql } from './site-sql.ts'

/** Samples whose genotypes fit into a number of 64 bits. */
const MOST_COLUMNS = 15
/** Of a bin one site is taken; so many times as many are looked at as are wanted. */
const SURPLUS = 4
/** Bins are made smaller by as much where too few sites are found: files of a few genes have all of theirs in a few. */
const FINER = 64
/** bp: of the autosomes, where nobody says what the reads cover. */
const GENOME = 2_900_000_000
/** bp: more than any chromosome has. */
const PLACES = 2 ** 32

/**
 * SNVs at which samples differ, of one person those that it carries, spread over the autosomes: of one alternate allele, passed, no other variant near, and in
 * every file that has the site of clear genotype, depth and quality. Samples of files that do not have it are not known there.
 * Stretches of low complexity are not left out: nothing here tells where they are.
 *
 * @param extents contigs of the files of reads: sites lie within all of them; empty for no limit
 * @returns at most the wanted number, in the order of the genome; fewer where there are not as many
 * @throws Fault `call/invalid` for a sample that its store does not have
 */
export async function swapSites(
  columns: readonly PersonColumn[],
  extents: readonly (readonly Contig[])[],
  settings: SwapSettings = SWAP_THRESHOLDS,
  signal?: AbortSignal,
): Promise<SwapSite[]> {
  const sites: SwapSite[] = []
  for (let first = 0; first < columns.length; first += MOST_COLUMNS) {
    const some = columns.slice(first, first + MOST_COLUMNS)
    for (const site of await sitesOfSome(some, extents, settings, signal))
      sites.push({ ...site, genotypes: columns.map((_, i) => site.genotypes[i - first] ?? null) })
  }
  return sites
}

async function sitesOfSome(
  columns: readonly PersonColumn[],
  extents: readonly (readonly Contig[])[],
  settings: SwapSettings,
  signal: AbortSignal | undefined,
): Promise<SwapSite[]> {
  return askColumns(columns, async (database, stores) => {
    const within = extentsOf(extents)
    const candidates = await candidatesSql(database, stores, columns, within, settings, signal)
    const wanted = settings.sites.value
    let size = Math.max(1, Math.floor((totalOf(within) ?? GENOME) / (SURPLUS * wanted)))
    let found = await oneOfEachBin(database, candidates, columns.length, size, signal)
    while (found.length < 2 * wanted && size > 1) {
      size = Math.max(1, Math.floor(size / FINER))
      found = await oneOfEachBin(database, candidates, columns.length, size, signal)
    }
    const some = evenly(found, 2 * wanted)
    const crowded = await crowdedSites(database, stores, some, settings.apart.value, signal)
    return evenly(
      some.filter((site) => !crowded.has(keyOf(site))),
      wanted,
    ).map(siteOf)
  })
}

type Found = {
  readonly chromosome: number
  readonly position: number
  readonly alleles: number
  readonly genotypes: readonly AlternateCopies[]
}

const keyOf = ({ chromosome, position }: Pick<Found, 'chromosome' | 'position'>): string =>
  `${chromosome} ${position}`

/** bp of each chromosome that all files of reads have; null when nothing limits them. */
function extentsOf(extents: readonly (readonly Contig[])[]): ReadonlyMap<number, number> | null {
  if (extents.length === 0) return null
  const lengths = new Map<number, number>()
  CHROMOSOMES.forEach((_, i) => {
    const ofFiles = extents.map(
      (contigs) => contigs.find(({ name }) => chromosomeNumber(name) === i + 1)?.length,
    )
    if (ofFiles.every((length) => length !== undefined)) lengths.set(i + 1, Math.min(...ofFiles))
  })
  return lengths
}

function totalOf(within: ReadonlyMap<number, number> | null): number | null {
  if (within === null) return null
  return [...within].reduce((sum, [chromosome, length]) => sum + (isAutosome(chromosome) ? length : 0), 0)
}

/** Sites of all files with their genotypes, as a query of `site`, `alleles` and `code`. */
async function candidatesSql(
  database: Database,
  stores: readonly AskedStore[],
  columns: readonly PersonColumn[],
  within: ReadonlyMap<number, number> | null,
  settings: SwapSettings,
  signal: AbortSignal | undefined,
): Promise<string> {
  const every = everyNthPlace(stores.map(({ store }) => store))
  const parts: string[] = []
  for (const asked of stores) {
    const { store, prefix } = asked
    const { isPassingSnv, alleles } = await siteSql(database, asked, signal)
    const places = contigsWhere(store, isAutosome).flatMap((contig) => {
      const chromosome = chromosomeNumber(store.meta.contigs[contig] ?? '')
      const length = within === null ? PLACES : within.get(chromosome)
      return length === undefined ? [] : [{ contig, length }]
    })
    if (places.length === 0) continue
    const bits = asked.columns.map(({ number, place }) => ({
      place,
      sql: `CASE WHEN coalesce(v.s${number}_gq, ${settings.minSiteQuality.value}) >= ${settings.minSiteQuality.value} THEN ${clearGenotypeSql(number, settings)} ELSE ${CLEAR.unclear} END`,
    }))
    const unclear = asked.columns.map(({ place }) => ({ place, sql: String(CLEAR.unclear) }))
    const limits = places.map(({ contig, length }) => `(v.contig = ${contig} AND v.pos <= ${length})`)
    // Seconds of comparing where nothing limits anything.
    const isWithin = within === null ? 'true' : `(${limits.join(' OR ')})`
    const own = stores.length === 1 ? isPassingSnv : `v.pos % ${every} = 0`
    parts.push(`SELECT ${chromosomeSql(store)} * ${PLACES} + v.pos AS site,
      CASE WHEN ${isPassingSnv} THEN ${alleles} END AS alleles,
      CASE WHEN ${isPassingSnv} THEN ${packed(bits)} ELSE ${packed(unclear)} END AS code
      FROM ${prefix}variant v WHERE ${among(
        'v.contig',
        places.map(({ contig }) => contig),
      )} AND ${isWithin} AND ${own}`)
  }
  if (parts.length === 0) return 'SELECT 0::BIGINT AS site, 0 AS alleles, 0::BIGINT AS code WHERE false'
  const all =
    stores.length === 1
      ? parts.join('')
      : `SELECT site, min(alleles) AS alleles, bit_or(code) AS code FROM (${parts.join(' UNION ALL ')}) GROUP BY site HAVING min(alleles) = max(alleles)`
  return `SELECT * FROM (${all}) WHERE alleles IS NOT NULL AND ${isInformative('code', columns)}`
}

/** Nothing unclear, somebody carries the alternate, and where there are several people not all samples say the same. */
function isInformative(code: string, columns: readonly PersonColumn[]): string {
  const everywhere = (bits: number): bigint => {
    let pattern = 0n
    for (let i = 0; i < columns.length; i++) pattern |= BigInt(bits) << BigInt(CLEAR_BITS * i)
    return pattern
  }
  const carriers = everywhere(CLEAR.het | CLEAR.homAlt)
  const isSame = [CLEAR.het, CLEAR.homAlt].map((bits) => `${code} = ${everywhere(bits)}`)
  const differs = new Set(columns.map(personOf)).size > 1 ? ` AND NOT (${isSame.join(' OR ')})` : ''
  return `${code} & ${everywhere(CLEAR.unclear)} = 0 AND ${code} & ${carriers} > 0${differs}`
}

/** One site of each stretch, by no order that means anything. */
async function oneOfEachBin(
  database: Database,
  candidates: string,
  columns: number,
  size: number,
  signal: AbortSignal | undefined,
): Promise<Found[]> {
  const genotypes = Array.from(
    { length: columns },
    (_, i) => `(code >> ${CLEAR_BITS * i}) & ${2 ** CLEAR_BITS - 1}`,
  )
  const rows = await database.rows(
    `SELECT site // ${PLACES}, site % ${PLACES}, alleles, ${genotypes.join(', ')} FROM (
       SELECT min_by(site, hash(site)) AS site, min_by(alleles, hash(site)) AS alleles, min_by(code, hash(site)) AS code
       FROM (${candidates}) GROUP BY site // ${size})
     ORDER BY site`,
    [],
    signal,
  )
  return rows.map(([chromosome, position, alleles, ...bits]) => ({
    chromosome: Number(chromosome),
    position: Number(position),
    alleles: Number(alleles),
    genotypes: bits.map(copiesIn),
  }))
}

/** Two rows of one place that disagree say nothing. */
function copiesIn(bits: Cell): AlternateCopies {
  if (bits === CLEAR.homRef) return 0
  if (bits === CLEAR.het) return 1
  return bits === CLEAR.homAlt ? 2 : null
}

/** Those with another variant of any file near them. */
async function crowdedSites(
  database: Database,
  stores: readonly AskedStore[],
  sites: readonly Found[],
  apart: number,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const crowded = new Set<string>()
  if (sites.length === 0) return crowded
  for (const { store, prefix } of stores) {
    const near = sites.flatMap((site) => {
      const contigs = contigsWhere(store, (chromosome) => chromosome === site.chromosome)
      return contigs.map((contig) => `(${contig}, ${site.chromosome}, ${site.position})`)
    })
    if (near.length === 0) continue
    const rows = await database.rows(
      `SELECT n.chromosome, n.position FROM (
         SELECT contig, chromosome, position, unnest(range(position - ${apart}, position + ${apart} + 1)) AS pos
         FROM (VALUES ${near.join(', ')}) site(contig, chromosome, position)) n
       JOIN ${prefix}variant v ON v.contig = n.contig AND v.pos = n.pos
       GROUP BY n.chromosome, n.position HAVING count(*) > 1 OR min(v.pos) <> n.position`,
      [],
      signal,
    )
    for (const [chromosome, position] of rows)
      crowded.add(keyOf({ chromosome: Number(chromosome), position: Number(position) }))
  }
  return crowded
}

function siteOf({ chromosome, position, alleles, genotypes }: Found): SwapSite {
  return {
    chromosome: CHROMOSOMES[chromosome - 1] ?? '',
    position,
    ref: BASES[Math.floor(alleles / 4)] ?? '',
    alt: BASES[alleles % 4] ?? '',
    genotypes: [...genotypes],
  }
}
