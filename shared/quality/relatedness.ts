import { z } from 'zod'
import { type Relation, relationSchema } from './kinship.ts'
import { type RELATEDNESS_THRESHOLDS, type Settings } from './genotype-thresholds.ts'
import { thresholdSchema, verdictSchema, type Verdict } from './verdict.ts'

/** What was counted over the sites at which the genotypes of both are clear. */
const pairCountsSchema = z.object({
  sites: z.number(),
  hetsA: z.number(),
  hetsB: z.number(),
  /** Both heterozygous. */
  sharedHets: z.number(),
  sharedHomAlts: z.number(),
  /** Homozygous for different alleles. */
  ibs0: z.number(),
  /** The same genotype. */
  ibs2: z.number(),
  /** Heterozygous or homozygous for the alternate. */
  carriedA: z.number(),
  carriedB: z.number(),
  /** The chromosome with most of IBS0, and its sites; null without any IBS0. */
  mostIbs0: z.object({ chromosome: z.string(), ibs0: z.number(), sites: z.number() }).nullable(),
})
export type PairCounts = z.infer<typeof pairCountsSchema>

export const relatednessReasonSchema = z.enum([
  /** Too few heterozygous sites in common: see `minHets`. */
  'too-few-sites',
  /** Called in files of their own, of which one has far more variants: see `maxCarriedRatio`. */
  'different-extents',
  'as-stated',
  'nothing-stated',
  'same-person-unexpected',
  'not-same-person',
  'not-parent-child',
  'parent-child-with-ibs0',
  /** IBS0 lies on one chromosome: of the other parent alone, or deleted in the child. */
  'parent-child-but-one-chromosome',
  'siblings-without-ibs0',
  'not-siblings',
  'closer-than-stated',
  'less-close-than-stated',
  'related-unstated',
])
export type RelatednessReason = z.infer<typeof relatednessReasonSchema>

const pairRelatednessSchema = pairCountsSchema.extend({
  a: z.string(),
  b: z.string(),
  /** (shared hets − 2·IBS0) / the smaller number of hets; null with too few of them. */
  relatedness: z.number().nullable(),
  /** IBS0 over sites; null without sites. */
  ibs0Share: z.number().nullable(),
  seen: relationSchema.nullable(),
  /** Null when the pedigree does not have both. */
  stated: z.object({ relation: relationSchema, relatedness: z.number() }).nullable(),
  verdict: verdictSchema,
  reason: relatednessReasonSchema,
})
export type PairRelatedness = z.infer<typeof pairRelatednessSchema>

export const relatednessCheckSchema = z.object({
  check: z.literal('relatedness'),
  verdict: verdictSchema,
  /** Why nothing could be said at all. */
  reason: z.enum(['no-autosomes', 'one-sample']).nullable(),
  thresholds: z.record(z.string(), thresholdSchema),
  /** Samples were called in files of their own: a variant that a file does not have was taken as homozygous reference. */
  missingAsReference: z.boolean(),
  /** Of large files of their own, places whose POS is a multiple of this were looked at, at most; 1 is all. */
  everyNthPlace: z.number(),
  pairs: z.array(pairRelatednessSchema),
})
export type RelatednessCheck = z.infer<typeof relatednessCheckSchema>

export type RelatednessSettings = Settings<typeof RELATEDNESS_THRESHOLDS>

/**
 * Relatedness, twice the kinship, of counts of shared genotypes.
 *
 * @see KING, Manichaikul 2010, eq. 11, and somalier, Pedersen 2020, "Methods". Releases of somalier after the paper divide
 *   twice the numerator by the hets of both together, which is the same unless their numbers differ.
 */
function relatednessOf({ sharedHets, ibs0, hetsA, hetsB }: PairCounts): number | null {
  const hets = Math.min(hetsA, hetsB)
  return hets === 0 ? null : (sharedHets - 2 * ibs0) / hets
}

/** What the judgement of a pair hangs on. */
type Seen = {
  readonly relation: Relation
  readonly relatedness: number
  readonly ibs0Share: number
  /** The same without the chromosome that has most of IBS0. */
  readonly elsewhere: number
  /** Of IBS0: below the first parent and child, from the second certainly not. */
  readonly limits: { readonly parentChild: number; readonly siblings: number }
}

/**
 * What a pair's genotypes look like. A chromosome of one parent alone makes no siblings of the other parent and the child;
 * where siblings are stated IBS0 of every chromosome speaks for them, as that of close ones can lie on one. A call that a
 * file lacks adds to it and takes nothing away, so that for them the limit is that of one file.
 */
function seenPair(
  relatedness: number,
  counts: PairCounts,
  { stated, isJoined }: { readonly stated: PairRelatedness['stated']; readonly isJoined: boolean },
  settings: RelatednessSettings,
): Seen {
  const { ibs0, sites, mostIbs0 } = counts
  const left = sites - (mostIbs0?.sites ?? 0)
  const elsewhere = left === 0 ? ibs0 / sites : (ibs0 - (mostIbs0?.ibs0 ?? 0)) / left
  const limits = isJoined
    ? { parentChild: settings.parentChildIbs0Joined.value, siblings: settings.siblingIbs0Joined.value }
    : { parentChild: settings.parentChildIbs0.value, siblings: settings.siblingIbs0.value }
  const isParentChild =
    stated?.relation === 'full-siblings'
      ? ibs0 / sites < settings.parentChildIbs0.value
      : elsewhere < limits.parentChild
  const relationOf = (): Relation => {
    if (relatedness > settings.samePerson.value) return 'same-person'
    if (relatedness >= settings.firstDegree.value) return isParentChild ? 'parent-child' : 'full-siblings'
    return relatedness >= settings.related.value ? 'related' : 'unrelated'
  }
  return { relation: relationOf(), relatedness, ibs0Share: ibs0 / sites, elsewhere, limits }
}

type Judged = { readonly verdict: Verdict; readonly reason: RelatednessReason }
const passes: Judged = { verdict: 'passes', reason: 'as-stated' }
const fails = (reason: RelatednessReason): Judged => ({ verdict: 'fails', reason })
const warns = (reason: RelatednessReason): Judged => ({ verdict: 'warns', reason })

function judged(
  stated: Relation,
  expected: number,
  { relation: seen, relatedness, ibs0Share, elsewhere, limits }: Seen,
  settings: RelatednessSettings,
): Judged {
  if (stated === 'same-person') return seen === 'same-person' ? passes : fails('not-same-person')
  if (seen === 'same-person') return fails('same-person-unexpected')
  const isFirstDegree = seen === 'parent-child' || seen === 'full-siblings'
  switch (stated) {
    case 'parent-child':
      if (seen === 'parent-child')
        return ibs0Share < limits.parentChild ? passes : warns('parent-child-but-one-chromosome')
      if (!isFirstDegree) return fails('not-parent-child')
      return elsewhere >= limits.siblings ? fails('parent-child-with-ibs0') : warns('parent-child-with-ibs0')
    case 'full-siblings':
      if (seen === 'full-siblings') return passes
      return isFirstDegree ? warns('siblings-without-ibs0') : fails('not-siblings')
    case 'related':
      if (isFirstDegree) return fails('closer-than-stated')
      if (Math.abs(relatedness - expected) <= settings.tolerance.value) return passes
      return warns(relatedness > expected ? 'closer-than-stated' : 'less-close-than-stated')
    case 'unrelated':
      if (isFirstDegree) return fails('closer-than-stated')
      return seen === 'related' ? warns('related-unstated') : passes
  }
}

/** Samples that were called in files of their own, each with other places: what one lacks is not known to be reference. */
export function haveDifferentExtents(
  { carriedA, carriedB }: Pick<PairCounts, 'carriedA' | 'carriedB'>,
  settings: Pick<RelatednessSettings, 'maxCarriedRatio'>,
): boolean {
  return Math.max(carriedA, carriedB) > settings.maxCarriedRatio.value * Math.min(carriedA, carriedB)
}

/**
 * A pair's counts held against the pedigree.
 *
 * @param stated what the pedigree states of the two; null when it does not have both
 * @param isJoined the two were called in files of their own
 */
export function judgePair(
  a: string,
  b: string,
  counts: PairCounts,
  { stated, isJoined }: { readonly stated: PairRelatedness['stated']; readonly isJoined: boolean },
  settings: RelatednessSettings,
): PairRelatedness {
  const relatedness = relatednessOf(counts)
  const ibs0Share = counts.sites === 0 ? null : counts.ibs0 / counts.sites
  const pair = { a, b, ...counts, stated }
  const nothing = (reason: RelatednessReason): PairRelatedness => ({
    ...pair,
    relatedness: null,
    ibs0Share,
    seen: null,
    verdict: 'not-possible',
    reason,
  })
  const enough = Math.min(counts.hetsA, counts.hetsB) >= settings.minHets.value
  if (relatedness === null || ibs0Share === null || !enough) return nothing('too-few-sites')
  if (isJoined && haveDifferentExtents(counts, settings)) return nothing('different-extents')
  const seen = seenPair(relatedness, counts, { stated, isJoined }, settings)
  const found = { ...pair, relatedness, ibs0Share, seen: seen.relation }
  if (stated !== null) return { ...found, ...judged(stated.relation, stated.relatedness, seen, settings) }
  if (seen.relation === 'same-person') return { ...found, ...warns('same-person-unexpected') }
  return { ...found, verdict: 'passes', reason: 'nothing-stated' }
}
