import { z } from 'zod'
import type { Settings, TUMOUR_NORMAL_THRESHOLDS } from './genotype-thresholds.ts'
import { haveDifferentExtents } from './relatedness.ts'
import { thresholdSchema, type Verdict, verdictSchema, worstVerdict } from './verdict.ts'

const concordanceReasonSchema = z.enum([
  /** The file has somatic variants only, or no genotypes: nothing of the person is in it. */
  'no-germline-sites',
  /** Called in files of their own, of which one has far more variants: see `maxCarriedRatio`. */
  'different-extents',
  'same-person',
  'in-between',
  'other-person',
])
export type ConcordanceReason = z.infer<typeof concordanceReasonSchema>

const normalReasonSchema = z.enum(['no-somatic-alleles', 'as-expected', 'tumour-in-normal'])
export type NormalReason = z.infer<typeof normalReasonSchema>

export const tumourNormalCheckSchema = z.object({
  check: z.literal('tumour-normal'),
  tumour: z.string(),
  normal: z.string(),
  verdict: verdictSchema,
  thresholds: z.record(z.string(), thresholdSchema),
  concordance: z.object({
    verdict: verdictSchema,
    reason: concordanceReasonSchema,
    /** Sites at which the normal, or both copies of the tumour, carry the alternate, and both genotypes are clear. */
    sites: z.number(),
    same: z.number(),
    share: z.number().nullable(),
    /** Of the sites, those at which the normal is clearly homozygous for the alternate, and at which the tumour is, too. */
    homozygous: z.number(),
    keptHomozygous: z.number(),
  }),
  tumourInNormal: z.object({
    verdict: verdictSchema,
    reason: normalReasonSchema,
    /** Alleles that passed, that the tumour has reads of and the normal has not as a germline variant. */
    alleles: z.number(),
    /** Of those, with reads in the normal: any, and two or more. */
    inNormal: z.number(),
    inNormalTwice: z.number(),
    share: z.number().nullable(),
    /** Share of the alternate in the normal over that in the tumour, all alleles together; null without reads. */
    fraction: z.number().nullable(),
  }),
})
export type TumourNormalCheck = z.infer<typeof tumourNormalCheckSchema>

export type TumourNormalSettings = Settings<typeof TUMOUR_NORMAL_THRESHOLDS>

export type ConcordanceCounts = Pick<
  TumourNormalCheck['concordance'],
  'sites' | 'same' | 'homozygous' | 'keptHomozygous'
> & {
  /** Sites at which either carries the alternate. */
  readonly carriedByTumour: number
  readonly carriedByNormal: number
}

/**
 * Whether two are one person. Chromosomes that a tumour lost leave one copy of what was heterozygous, however many they are
 * and at any purity; what was homozygous stays so. Of two people, also of the nearest, it does not: a child has the other
 * parent's allele at a third of its parent's homozygous variants.
 *
 * @param isJoined called in files of their own
 */
export function judgeConcordance(
  { carriedByTumour, carriedByNormal, ...counts }: ConcordanceCounts,
  isJoined: boolean,
  settings: TumourNormalSettings,
): TumourNormalCheck['concordance'] {
  const { sites, same, homozygous, keptHomozygous } = counts
  if (sites < settings.minSites.value)
    return { ...counts, verdict: 'not-possible', reason: 'no-germline-sites', share: null }
  const share = same / sites
  const of = (verdict: Verdict, reason: ConcordanceReason) => ({ ...counts, verdict, reason, share })
  if (share > settings.samePerson.value) return of('passes', 'same-person')
  if (isJoined && haveDifferentExtents({ carriedA: carriedByTumour, carriedB: carriedByNormal }, settings))
    return { ...counts, verdict: 'not-possible', reason: 'different-extents', share: null }
  if (homozygous < settings.minHomozygous.value)
    return share < settings.otherPerson.value ? of('fails', 'other-person') : of('warns', 'in-between')
  return keptHomozygous < settings.keptHomozygous.value * homozygous
    ? of('fails', 'other-person')
    : of('warns', 'in-between')
}

export function judgeNormal(
  counts: Pick<TumourNormalCheck['tumourInNormal'], 'alleles' | 'inNormal' | 'inNormalTwice' | 'fraction'>,
  settings: TumourNormalSettings,
): TumourNormalCheck['tumourInNormal'] {
  if (counts.alleles < settings.minAlleles.value)
    return { ...counts, verdict: 'not-possible', reason: 'no-somatic-alleles', share: null }
  const share = counts.inNormal / counts.alleles
  return share > settings.warnShare.value
    ? { ...counts, verdict: 'warns', reason: 'tumour-in-normal', share }
    : { ...counts, verdict: 'passes', reason: 'as-expected', share }
}

export function worstOfPair(
  concordance: TumourNormalCheck['concordance'],
  tumourInNormal: TumourNormalCheck['tumourInNormal'],
): Verdict {
  return worstVerdict([concordance.verdict, tumourInNormal.verdict])
}
