import { z } from 'zod'
import type { CONTAMINATION_THRESHOLDS, Settings } from './genotype-thresholds.ts'
import { thresholdSchema, type Verdict, verdictSchema } from './verdict.ts'

const contaminationReasonSchema = z.enum([
  'too-few-sites',
  'as-expected',
  'off-balance',
  'off-balance-in-tumour',
])
export type ContaminationReason = z.infer<typeof contaminationReasonSchema>

export const contaminationHintSchema = z.object({
  check: z.literal('contamination'),
  sample: z.string(),
  verdict: verdictSchema,
  reason: contaminationReasonSchema,
  thresholds: z.record(z.string(), thresholdSchema),
  /** SNVs of the autosomes that passed, with enough reads in the sample. */
  sites: z.number(),
  /** Of those, with a share of the alternate that is neither of a homozygote nor of a heterozygote. */
  offBalance: z.number(),
  /** `offBalance` over `sites`; null with too few. */
  share: z.number().nullable(),
  /** Reads of the other allele over all reads, at sites that are homozygous or off balance; null without any. */
  minorReads: z.number().nullable(),
})
export type ContaminationHint = z.infer<typeof contaminationHintSchema>

export type ContaminationSettings = Settings<typeof CONTAMINATION_THRESHOLDS>

/**
 * Reads are read wrongly now and then: of a hundred reads a site most homozygous sites of a clean sample would soon have
 * one. So the other allele's share of all reads has to be more than errors make, too.
 *
 * @param minorReads share of the other allele's reads, null without any reads
 * @param isTumour its lost chromosomes leave a few of the normal cells' alleles, as another's DNA does
 */
export function judgeContamination(
  sites: number,
  offBalance: number,
  minorReads: number | null,
  settings: ContaminationSettings,
  isTumour = false,
): { verdict: Verdict; reason: ContaminationReason; share: number | null } {
  if (sites < settings.minSites.value)
    return { verdict: 'not-possible', reason: 'too-few-sites', share: null }
  const share = offBalance / sites
  if ((minorReads ?? 0) <= settings.minMinorReads.value)
    return { verdict: 'passes', reason: 'as-expected', share }
  if (isTumour && share > settings.warnShare.value)
    return { verdict: 'warns', reason: 'off-balance-in-tumour', share }
  if (share > settings.failShare.value) return { verdict: 'fails', reason: 'off-balance', share }
  if (share > settings.warnShare.value) return { verdict: 'warns', reason: 'off-balance', share }
  return { verdict: 'passes', reason: 'as-expected', share }
}
