import { z } from 'zod'
import type { GenotypedPerson } from './genotyped-person.ts'
import { expectedRelatedness, type Relation, relationSchema } from './kinship.ts'
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
})
export type PairCounts = z.infer<typeof pairCountsSchema>

export const relatednessReasonSchema = z.enum([
  /** Too few heterozygous sites in common: see `minHets`. */
  'too-few-sites',
  'as-stated',
  'nothing-stated',
  'same-person-unexpected',
  'not-same-person',
  'not-parent-child',
  'parent-child-with-ibs0',
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

/** What a pair's genotypes look like. */
function seenRelation(relatedness: number, ibs0Share: number, settings: RelatednessSettings): Relation {
  if (relatedness > settings.samePerson.value) return 'same-person'
  if (relatedness >= settings.firstDegree.value)
    return ibs0Share < settings.parentChildIbs0.value ? 'parent-child' : 'full-siblings'
  return relatedness >= settings.related.value ? 'related' : 'unrelated'
}

type Judged = { readonly verdict: Verdict; readonly reason: RelatednessReason }
const passes: Judged = { verdict: 'passes', reason: 'as-stated' }
const fails = (reason: RelatednessReason): Judged => ({ verdict: 'fails', reason })
const warns = (reason: RelatednessReason): Judged => ({ verdict: 'warns', reason })

function judged(
  stated: Relation,
  expected: number,
  seen: Relation,
  relatedness: number,
  ibs0Share: number,
  settings: RelatednessSettings,
): Judged {
  if (stated === 'same-person') return seen === 'same-person' ? passes : fails('not-same-person')
  if (seen === 'same-person') return fails('same-person-unexpected')
  const isFirstDegree = seen === 'parent-child' || seen === 'full-siblings'
  switch (stated) {
    case 'parent-child':
      if (seen === 'parent-child') return passes
      if (!isFirstDegree) return fails('not-parent-child')
      return ibs0Share >= settings.siblingIbs0.value
        ? fails('parent-child-with-ibs0')
        : warns('parent-child-with-ibs0')
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

/** A pair's counts held against the pedigree. */
export function judgePair(
  a: string,
  b: string,
  counts: PairCounts,
  people: readonly GenotypedPerson[],
  settings: RelatednessSettings,
): PairRelatedness {
  const stated = expectedRelatedness(a, b, people)
  const relatedness = relatednessOf(counts)
  const ibs0Share = counts.sites === 0 ? null : counts.ibs0 / counts.sites
  const pair = { a, b, ...counts, stated }
  const enough = Math.min(counts.hetsA, counts.hetsB) >= settings.minHets.value
  if (relatedness === null || ibs0Share === null || !enough)
    return {
      ...pair,
      relatedness: null,
      ibs0Share,
      seen: null,
      verdict: 'not-possible',
      reason: 'too-few-sites',
    }
  const seen = seenRelation(relatedness, ibs0Share, settings)
  const found = { ...pair, relatedness, ibs0Share, seen }
  if (stated !== null)
    return {
      ...found,
      ...judged(stated.relation, stated.relatedness, seen, relatedness, ibs0Share, settings),
    }
  if (seen === 'same-person') return { ...found, ...warns('same-person-unexpected') }
  return { ...found, verdict: 'passes', reason: 'nothing-stated' }
}
