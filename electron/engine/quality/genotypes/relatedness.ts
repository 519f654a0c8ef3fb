import { RELATEDNESS_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import { CHROMOSOMES } from '../../../../shared/genome/chromosome-length.ts'
import { expectedRelatedness } from '../../../../shared/quality/kinship.ts'
import type { GenotypedPerson, Relative } from '../../../../shared/quality/genotyped-person.ts'
import {
  judgePair,
  type PairCounts,
  type RelatednessCheck,
  type RelatednessSettings,
} from '../../../../shared/quality/relatedness.ts'
import { worstVerdict } from '../../../../shared/quality/verdict.ts'
import { contigsWhere, type GenotypeColumn, isAutosome } from './genotype-columns.ts'
import { MOST_TOGETHER, type SharedGenotypes, sharedGenotypes, UNCLEAR } from './shared-genotypes.ts'

export type StatedPedigree = {
  readonly people: readonly GenotypedPerson[]
  readonly others?: readonly Relative[]
}

/**
 * How closely all pairs of samples are related, by their genotypes on the autosomes, beside what the pedigree states.
 *
 * @param pedigree a sample that is not in it is compared with nothing; `others` are its people without a sample
 * @throws Fault `call/invalid` for a sample that its store does not have
 */
export async function relatedness(
  columns: readonly GenotypeColumn[],
  { people, others = [] }: StatedPedigree,
  settings: RelatednessSettings = RELATEDNESS_THRESHOLDS,
  signal?: AbortSignal,
): Promise<RelatednessCheck> {
  const missingAsReference = new Set(columns.map(({ store }) => store.path)).size > 1
  const base = { check: 'relatedness', thresholds: settings, missingAsReference } as const
  if (columns.length < 2)
    return { ...base, verdict: 'not-possible', reason: 'one-sample', everyNthPlace: 1, pairs: [] }
  if (!columns.some(({ store }) => contigsWhere(store, isAutosome).length > 0))
    return { ...base, verdict: 'not-possible', reason: 'no-autosomes', everyNthPlace: 1, pairs: [] }
  const { counts, every } = await pairCounts(columns, settings, signal)
  const pairs = counts.flatMap(({ a, b, ...numbers }) => {
    const [first, second] = [columns[a], columns[b]]
    if (!first || !second) return []
    const stated = expectedRelatedness(first.sample, second.sample, people, others)
    const isJoined = first.store.path !== second.store.path
    return [judgePair(first.sample, second.sample, numbers, { stated, isJoined }, settings)]
  })
  return {
    ...base,
    verdict: worstVerdict(pairs.map(({ verdict }) => verdict)),
    reason: null,
    everyNthPlace: every,
    pairs,
  }
}

type NumberedCounts = PairCounts & { readonly a: number; readonly b: number }

async function pairCounts(
  columns: readonly GenotypeColumn[],
  settings: RelatednessSettings,
  signal: AbortSignal | undefined,
): Promise<{ counts: NumberedCounts[]; every: number }> {
  let every = 1
  const found = new Map<string, NumberedCounts>()
  for (const together of groupsWithAllPairs(columns.length, MOST_TOGETHER)) {
    const asked = together.flatMap((number) => columns[number] ?? [])
    const shared = await sharedGenotypes(asked, settings, signal)
    every = Math.max(every, shared.every)
    together.forEach((a, i) => {
      together.slice(i + 1).forEach((b, k) => {
        const key = `${a} ${b}`
        if (!found.has(key)) found.set(key, { a, b, ...countsOf(shared, i, i + 1 + k) })
      })
    })
  }
  return { counts: [...found.values()].toSorted((x, y) => x.a - y.a || x.b - y.b), every }
}

/** Groups of at most `most` of the numbers below `count`, such that every two are together in one of them. */
export function groupsWithAllPairs(count: number, most: number): number[][] {
  const all = Array.from({ length: count }, (_, i) => i)
  if (count <= most) return [all]
  const half = Math.floor(most / 2)
  const parts = Array.from({ length: Math.ceil(count / half) }, (_, i) => all.slice(i * half, (i + 1) * half))
  return parts.flatMap((first, i) => parts.slice(i + 1).map((second) => [...first, ...second]))
}

function countsOf({ patterns }: SharedGenotypes, a: number, b: number): PairCounts {
  const counts = { sites: 0, hetsA: 0, hetsB: 0, sharedHets: 0, sharedHomAlts: 0, ibs0: 0, ibs2: 0, carriedA: 0, carriedB: 0 } // prettier-ignore
  const chromosomes = new Map<number, { sites: number; ibs0: number }>()
  for (const { chromosome, genotypes, sites } of patterns) {
    const ofA = genotypes[a] ?? UNCLEAR
    const ofB = genotypes[b] ?? UNCLEAR
    if (ofA === UNCLEAR || ofB === UNCLEAR) continue
    const own = chromosomes.get(chromosome) ?? { sites: 0, ibs0: 0 }
    chromosomes.set(chromosome, own)
    own.sites += sites
    counts.sites += sites
    if (ofA > 0) counts.carriedA += sites
    if (ofB > 0) counts.carriedB += sites
    if (ofA === 1) counts.hetsA += sites
    if (ofB === 1) counts.hetsB += sites
    if (Math.abs(ofA - ofB) === 2) {
      own.ibs0 += sites
      counts.ibs0 += sites
    }
    if (ofA !== ofB) continue
    counts.ibs2 += sites
    if (ofA === 1) counts.sharedHets += sites
    if (ofA === 2) counts.sharedHomAlts += sites
  }
  const [most] = [...chromosomes].toSorted(([x, p], [y, q]) => q.ibs0 - p.ibs0 || x - y)
  const mostIbs0 =
    most === undefined || most[1].ibs0 === 0
      ? null
      : { chromosome: CHROMOSOMES[most[0] - 1] ?? '', ...most[1] }
  return { ...counts, mostIbs0 }
}
