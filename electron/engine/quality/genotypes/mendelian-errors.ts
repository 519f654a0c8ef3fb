import type { Sample } from '../../../../shared/case/sample.ts'
import { CHROMOSOMES } from '../../../../shared/genome/chromosome-length.ts'
import type { Build } from '../../../../shared/genome/build.ts'
import { contigMeaning } from '../../../../shared/genome/contig-name.ts'
import { pseudoautosomal } from '../../../../shared/genome/pseudoautosomal.ts'
import { MENDELIAN_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import type { GenotypedPerson } from '../../../../shared/quality/genotyped-person.ts'
import {
  addedCounts,
  type CountedContig,
  errorRate,
  judgeMendelian,
  MENDELIAN_BIN,
  type MendelianCheck,
  type MendelianSettings,
  ratedContigs,
  uniparentalHints,
} from '../../../../shared/quality/mendelian.ts'
import { type Copies, copiesOf, NO_PARENT } from '../../../../shared/quality/mendelian-inheritance.ts'
import type { Store } from '../../variants/store/open-store.ts'
import { dictionaryTable } from '../../variants/store/term-dictionary.ts'
import { chromosomeNumber, columnNumber, isAutosome, X_NUMBER, Y_NUMBER } from './genotype-columns.ts'
import { depthSql, siteSql } from './site-sql.ts'
import { TRIO_BITS, type TrioTexts, trioOutcome } from './trio-outcome.ts'

/** A child of a file with the columns of its parents, where the file has them. */
export type Trio = {
  readonly store: Store
  readonly child: string
  readonly father: string | null
  readonly mother: string | null
  readonly sex: Sample['sex']
}

/** The children of a file's samples with at least one parent among them. @param sampleOf a column's sample in the case */
export function triosOf(
  store: Store,
  people: readonly GenotypedPerson[],
  sampleOf: (column: string) => string = (column) => column,
): Trio[] {
  const columnOf = new Map(store.meta.samples.map((column) => [sampleOf(column), column]))
  return people.flatMap(({ sample, sex, father, mother }) => {
    const child = columnOf.get(sample)
    const parents = {
      father: (father !== null && columnOf.get(father)) || null,
      mother: (mother !== null && columnOf.get(mother)) || null,
    }
    const isChild = child !== undefined && (parents.father !== null || parents.mother !== null)
    return isChild ? [{ store, child, ...parents, sex }] : []
  })
}

/**
 * Mendelian errors of a child and one or both parents, per chromosome and bin, counted over all records as
 * `bcftools +mendelian2` does, and stretches in which the child has one parent's alleles only.
 *
 * @throws Fault `call/invalid` for a sample that the store does not have
 */
export async function mendelianErrors(
  trio: Trio,
  build: Build,
  settings: MendelianSettings = MENDELIAN_THRESHOLDS,
  signal?: AbortSignal,
): Promise<MendelianCheck> {
  const { child, father, mother, sex } = trio
  const has = { mother: mother !== null, father: father !== null }
  const isHalf = has.mother !== has.father
  const base = { check: 'mendelian', thresholds: settings, child, father, mother } as const
  if (!has.mother && !has.father)
    return {
      ...base,
      verdict: 'not-possible',
      reason: 'no-parent',
      total: addedCounts([]),
      rate: null,
      contigs: [],
      leftOut: [],
      hints: [],
      unseen: [],
    }
  const counted = await countedContigs(trio, build, settings, signal)
  const named = counted.filter(({ contig }) => isAutosome(chromosomeNumber(contig)))
  // A genome whose chromosomes we cannot name has autosomes all the same.
  const autosomes = named.length > 0 ? named : counted.filter(({ chromosome }) => chromosome === null)
  const total = addedCounts(autosomes)
  const hints = uniparentalHints(autosomes, has, settings)
  return {
    ...base,
    ...judgeMendelian(total, hints, isHalf, settings),
    total,
    rate: errorRate(total),
    contigs: ratedContigs(counted, (contig) => autosomes.includes(contig)),
    leftOut: leftOut(trio.store, build, sex),
    hints,
    unseen: isHalf
      ? ['heterodisomy-of-known-parent', 'isodisomy-of-known-parent', 'kind-of-unknown-parent']
      : [],
  }
}

/** Ways in which a stretch of the genome is inherited, by their number in queries. */
const ZONES: readonly Copies[] = ['both', 'mother', 'father']
const NOT_TESTED = -1
const NOT_NUCLEAR: ReadonlySet<string> = new Set(['M', 'rCRS', 'NC_001807', 'EBV'])

function leftOut(store: Store, build: Build, sex: Sample['sex']): MendelianCheck['leftOut'] {
  const why = pseudoautosomal(build, 'X') === null ? 'build' : sex === 'unknown' ? 'sex' : null
  if (why === null) return []
  const numbers = new Set(store.meta.contigs.map(chromosomeNumber))
  return [X_NUMBER, Y_NUMBER].flatMap((number) =>
    numbers.has(number) ? [{ chromosome: CHROMOSOMES[number - 1] ?? '', why }] : [],
  )
}

/** The zone of row `v`, in SQL. */
function zoneSql({ meta }: Store, build: Build, sex: Sample['sex']): string {
  const cases = meta.contigs.flatMap((name, number) => {
    const chromosome = chromosomeNumber(name)
    if (NOT_NUCLEAR.has(contigMeaning(name).key)) return [`WHEN v.contig = ${number} THEN ${NOT_TESTED}`]
    if (chromosome !== X_NUMBER && chromosome !== Y_NUMBER) return []
    const of = chromosome === X_NUMBER ? 'X' : 'Y'
    const regions = pseudoautosomal(build, of)
    if (regions === null) return [`WHEN v.contig = ${number} THEN ${NOT_TESTED}`]
    const alone = `WHEN v.contig = ${number} THEN ${ZONES.indexOf(copiesOf(of, sex))}`
    // What Y shares with X is masked there in references; where it is not, it is a father's all the same.
    if (of === 'Y') return [alone]
    const both = regions.map(({ start, end }) => `v.pos BETWEEN ${start + 1} AND ${end}`).join(' OR ')
    return [`WHEN v.contig = ${number} AND (${both}) THEN 0`, alone]
  })
  return cases.length === 0 ? '0' : `CASE ${cases.join(' ')} ELSE 0 END`
}

/** More alternates than `bcftools +mendelian2` looks at. */
const MOST_ALTERNATES = 63

const COUNTED = ['good', 'goodAlt', 'error', 'missing', 'twoForOne'] as const
/** Counted at sites of one alternate allele, with reads and qualities of all three. */
const CLEAR_ONLY = ['informative', 'motherOnly', 'fatherOnly', 'motherHet', 'childOfHetMother', 'fatherHet', 'childOfHetFather'] as const // prettier-ignore

async function countedContigs(
  trio: Trio,
  build: Build,
  settings: MendelianSettings,
  signal: AbortSignal | undefined,
): Promise<CountedContig[]> {
  const { store, child, mother, father, sex } = trio
  const { database, meta } = store
  const numberOf = (column: string): number => columnNumber({ store, column })
  const members = [child, mother, father].map((column) => (column === null ? null : numberOf(column)))
  const there = members.filter((number) => number !== null)
  const sizes = await Promise.all(there.map((number) => dictionarySize(store, number, signal)))
  // A number for what all of them have: no text is 0 of each.
  const key = there.reduce(
    (sql, number, i) => `(${sql}) * ${(sizes[i] ?? 0) + 1} + coalesce(s${number}_text, -1) + 1`,
    'zone::BIGINT',
  )
  const outcomes = await outcomesOf(store, members, sizes, signal)
  const { isPassing } = await siteSql(database, { prefix: '' }, signal)
  const isClear = [
    isPassing,
    'v.alleles = 1',
    ...there.flatMap((number) => [
      `${depthSql(number)} >= ${settings.updMinDepth.value}`,
      // Where the file has no GQ nothing speaks against the call.
      `coalesce(v.s${number}_gq, ${settings.updMinQuality.value}) >= ${settings.updMinQuality.value}`,
    ]),
  ].join(' AND ')
  const sum = (of: string, bit: number): string => `coalesce(sum(${of}) FILTER (WHERE o & ${bit} > 0), 0)`
  const counts = [
    ...COUNTED.map((bit) => sum('n', TRIO_BITS[bit])),
    ...CLEAR_ONLY.map((bit) => sum('clear', TRIO_BITS[bit])),
  ]
  const rows = await database.rows(
    `SELECT contig, bin, ${counts.join(', ')} FROM (
       SELECT contig, bin, o, count(*) AS n, count(*) FILTER (WHERE clear) AS clear FROM (
         SELECT contig, bin, clear, ${key} AS k FROM (
           SELECT v.contig, (v.pos - 1) // ${MENDELIAN_BIN} AS bin, ${isClear} AS clear, ${zoneSql(store, build, sex)} AS zone,
             ${there.map((number) => `v.s${number}_text`).join(', ')}
           FROM variant v WHERE v.allele = 1 AND v.alleles <= ${MOST_ALTERNATES})
         WHERE zone >= 0)
       JOIN (VALUES ${outcomes.map(([k, o]) => `(${k}::BIGINT, ${o})`).join(', ') || '(NULL, 0)'}) outcome(k, o) USING (k)
       GROUP BY contig, bin, o)
     GROUP BY contig, bin ORDER BY contig, bin`,
    [],
    signal,
  )
  return meta.contigs.flatMap((contig, number) => {
    const own = rows.filter(([of]) => of === number).map((row) => row.map(Number))
    return own.length === 0 ? [] : [contigOf(contig, own)]
  })
}

/** One more than the largest number of a sample's texts. */
async function dictionarySize({ database }: Store, number: number, signal?: AbortSignal): Promise<number> {
  const table = dictionaryTable(`s${number}_text`)
  const [row] = await database.rows(`SELECT coalesce(max(code), -1) + 1 FROM "${table}"`, [], signal)
  return Number(row?.[0] ?? 0)
}

/** For each combination of zone and genotypes that the file has: its number in the query, and what it says. */
async function outcomesOf(
  { database }: Store,
  members: readonly (number | null)[],
  sizes: readonly number[],
  signal: AbortSignal | undefined,
): Promise<[key: number, outcome: number][]> {
  const there = members.filter((number) => number !== null)
  const texts = await Promise.all(
    there.map(async (number) => {
      const rows = await database.rows(
        `SELECT code, text FROM "${dictionaryTable(`s${number}_text`)}"`,
        [],
        signal,
      )
      return new Map(rows.map(([code, text]) => [Number(code), String(text)]))
    }),
  )
  const columns = there.map((number) => `v.s${number}_text`).join(', ')
  const seen = await database.rows(`SELECT DISTINCT ${columns} FROM variant v WHERE v.allele = 1`, [], signal)
  return seen.flatMap((codes) => {
    const found = there.map((_, i) => (codes[i] === null ? null : (texts[i]?.get(Number(codes[i])) ?? null)))
    let next = 0
    const [child = null, mother = null, father = null] = members.map((number) =>
      number === null ? NO_PARENT : (found[next++] ?? null),
    )
    const trio: TrioTexts = { child: child === NO_PARENT ? null : child, mother, father }
    return ZONES.flatMap((copies, zone): [number, number][] => {
      const outcome = trioOutcome(trio, copies)
      const key = there.reduce(
        (sum, _, i) => sum * ((sizes[i] ?? 0) + 1) + (codes[i] === null ? 0 : Number(codes[i]) + 1),
        zone,
      )
      return outcome === 0 ? [] : [[key, outcome]]
    })
  })
}

/** @param rows contig, bin, and the numbers of {@link COUNTED} and {@link CLEAR_ONLY} */
function contigOf(contig: string, rows: readonly (readonly number[])[]): CountedContig {
  const counts = rows.map((row) => {
    const [, bin = 0, good = 0, goodAlt = 0, errors = 0, missing = 0, twoForOne = 0] = row
    const [informative = 0, motherOnly = 0, fatherOnly = 0, ofMother = 0, childOfMother = 0, ofFather = 0, childOfFather = 0] = row.slice(2 + COUNTED.length) // prettier-ignore
    return {
      sums: { good, goodAlt, errors, missing, twoForOne },
      bin: { start: bin * MENDELIAN_BIN, tested: good + errors, errors, informative, motherOnly, fatherOnly },
      hets: { mother: ofMother, childOfMother, father: ofFather, childOfFather },
    }
  })
  return {
    contig,
    chromosome: CHROMOSOMES[chromosomeNumber(contig) - 1] ?? null,
    ...addedCounts(counts.map(({ sums }) => sums)),
    bins: counts.map(({ bin }) => bin),
    hets: counts.map(({ hets }) => hets),
  }
}
