import { z } from 'zod'
import { log10BinomialTail } from './binomial-tail.ts'
import type { MENDELIAN_THRESHOLDS, Settings } from './genotype-thresholds.ts'
import {
  mostUniparental,
  type ParentalBin,
  type UniparentalHint,
  uniparentalHintSchema,
} from './uniparental.ts'
import { thresholdSchema, type Verdict, verdictSchema } from './verdict.ts'

/** bp of a bin. */
export const MENDELIAN_BIN = 1_000_000

/** As `bcftools +mendelian2` counts: `missing` may be counted beside an error. */
const inheritanceCountsSchema = z.object({
  good: z.number(),
  /** Good, with somebody who carries an alternate allele. */
  goodAlt: z.number(),
  errors: z.number(),
  missing: z.number(),
  /** Two alleles where there can be one copy (a male's X): not tested. */
  twoForOne: z.number(),
})
export type InheritanceCounts = z.infer<typeof inheritanceCountsSchema>

const mendelianBinSchema = z.object({
  /** 0-based, bp; {@link MENDELIAN_BIN} long. */
  start: z.number(),
  tested: z.number(),
  errors: z.number(),
  /** Sites at which the child of both parents has to be heterozygous; of half a trio, at which the parent is homozygous. */
  informative: z.number(),
  /** Of those, the child has the mother's, or the father's, allele only. */
  motherOnly: z.number(),
  fatherOnly: z.number(),
})

const mendelianContigSchema = inheritanceCountsSchema.extend({
  contig: z.string(),
  /** `1` … `22`, `X`, `Y`; null of other contigs. */
  chromosome: z.string().nullable(),
  /** Errors over errors and `goodAlt`; null without any. */
  rate: z.number().nullable(),
  /** Log10 of the chance of as many errors by the rate of the other autosomes: exact binomial, one-sided. */
  log10P: z.number().nullable(),
  bins: z.array(mendelianBinSchema),
})
export type MendelianContig = z.infer<typeof mendelianContigSchema>

const mendelianReasonSchema = z.enum([
  'too-few-sites',
  'no-parent',
  'as-expected',
  'many-errors',
  'not-these-parents',
  'one-parent-only',
])
export type MendelianReason = z.infer<typeof mendelianReasonSchema>

/** What of one parent alone cannot be seen with the parents that are there. */
const unseenUniparentalSchema = z.enum([
  /** Both copies of the parent that is there: the child shares an allele with it everywhere. */
  'heterodisomy-of-known-parent',
  /** One copy of that parent doubled: as above, and a run of homozygosity, which this check does not look at. */
  'isodisomy-of-known-parent',
  /** Which copies a missing parent gave. */
  'kind-of-unknown-parent',
])

export const mendelianCheckSchema = z.object({
  check: z.literal('mendelian'),
  verdict: verdictSchema,
  reason: mendelianReasonSchema,
  thresholds: z.record(z.string(), thresholdSchema),
  child: z.string(),
  father: z.string().nullable(),
  mother: z.string().nullable(),
  /** Of the autosomes together. */
  total: inheritanceCountsSchema,
  rate: z.number().nullable(),
  contigs: z.array(mendelianContigSchema),
  /** X and Y when they were left out: of a build whose pseudoautosomal regions are not known, or of unknown sex. */
  leftOut: z.array(z.object({ chromosome: z.string(), why: z.enum(['build', 'sex']) })),
  hints: z.array(uniparentalHintSchema),
  unseen: z.array(unseenUniparentalSchema),
})
export type MendelianCheck = z.infer<typeof mendelianCheckSchema>

export type MendelianSettings = Settings<typeof MENDELIAN_THRESHOLDS>

const NO_COUNTS: InheritanceCounts = { good: 0, goodAlt: 0, errors: 0, missing: 0, twoForOne: 0 }

export function addedCounts(all: readonly InheritanceCounts[]): InheritanceCounts {
  return all.reduce(
    (sum, one) => ({
      good: sum.good + one.good,
      goodAlt: sum.goodAlt + one.goodAlt,
      errors: sum.errors + one.errors,
      missing: sum.missing + one.missing,
      twoForOne: sum.twoForOne + one.twoForOne,
    }),
    NO_COUNTS,
  )
}

/** Errors among the sites at which anything could have gone wrong. */
export function errorRate({ errors, goodAlt }: Pick<InheritanceCounts, 'errors' | 'goodAlt'>): number | null {
  return errors + goodAlt === 0 ? null : errors / (errors + goodAlt)
}

/** Least background: what a genome of few sites shows by chance, and a little more than callers err. */
const LEAST_BACKGROUND = 0.01
/**
 * Share of informative sites with one parent's alleles only in a uniparental stretch: of a trio all but errors; of half a
 * trio those at which the parent that is not there has no allele of the other's. [general knowledge]
 */
const EXPECTED = { trio: 0.95, half: 0.1 } as const

/** A contig with what its hints are made of: per bin, where a parent is heterozygous, and the child there too. */
export type CountedContig = Omit<MendelianContig, 'rate' | 'log10P'> & {
  readonly hets: readonly {
    readonly mother: number
    readonly childOfMother: number
    readonly father: number
    readonly childOfFather: number
  }[]
}

/** The rate of errors of each contig, and its chance by those of the other autosomes. */
export function ratedContigs(
  contigs: readonly CountedContig[],
  isReference: (contig: CountedContig) => boolean,
): MendelianContig[] {
  const all = addedCounts(contigs.filter(isReference))
  return contigs.map((contig) => {
    const { hets: _, ...counted } = contig
    const own = isReference(contig) ? contig : NO_COUNTS
    const rate = errorRate(contig)
    const trials = contig.errors + contig.goodAlt
    // One more of each: of chromosomes without any error the next one is not impossible.
    const errors = all.errors - own.errors + 1
    const others = errors + all.goodAlt - own.goodAlt + 1
    return {
      ...counted,
      rate,
      log10P: rate === null ? null : log10BinomialTail(contig.errors, trials, errors / others),
    }
  })
}

/** Stretches of autosomes where the child has one parent's alleles only. */
export function uniparentalHints(
  autosomes: readonly CountedContig[],
  has: { readonly mother: boolean; readonly father: boolean },
  settings: MendelianSettings,
): UniparentalHint[] {
  const expected = has.mother && has.father ? EXPECTED.trio : EXPECTED.half
  const sum = (bins: readonly ParentalBin[], of: (bin: ParentalBin) => number): number =>
    bins.reduce((total, bin) => total + of(bin), 0)
  return autosomes.flatMap((contig) =>
    (['mother', 'father'] as const).flatMap((origin): UniparentalHint[] => {
      const hits = (bin: ParentalBin): number => (origin === 'mother' ? bin.motherOnly : bin.fatherOnly)
      const others = autosomes.filter((other) => other !== contig)
      const informative = sum(
        others.flatMap(({ bins }) => bins),
        (bin) => bin.informative,
      )
      const background =
        (sum(
          others.flatMap(({ bins }) => bins),
          hits,
        ) +
          1) /
        (informative + 2)
      const p = Math.max(LEAST_BACKGROUND, background)
      if (p >= expected) return []
      const found = mostUniparental(contig.bins, hits, expected, p)
      if (found === null) return []
      const within = contig.bins.slice(found.from, found.to)
      const start = within[0]?.start ?? 0
      const end = (within.at(-1)?.start ?? 0) + MENDELIAN_BIN
      const ofOneParent = sum(within, hits)
      const isOne =
        found.lod >= settings.updLod.value &&
        ofOneParent >= settings.updMinSites.value &&
        end - start >= settings.updMinLength.value
      if (!isOne) return []
      const log10P = log10BinomialTail(
        sum(contig.bins, hits),
        sum(contig.bins, (bin) => bin.informative),
        background,
      )
      return [
        {
          contig: contig.contig,
          origin,
          kind: has[origin] ? kindOf(contig.hets.slice(found.from, found.to), origin, settings) : 'unknown',
          start,
          end,
          informative: sum(within, (bin) => bin.informative),
          ofOneParent,
          lod: found.lod,
          log10P,
        },
      ]
    }),
  )
}

function kindOf(
  hets: CountedContig['hets'],
  origin: 'mother' | 'father',
  { isodisomyHets, heterodisomyHets }: MendelianSettings,
): UniparentalHint['kind'] {
  let ofParent = 0
  let ofChild = 0
  for (const bin of hets) {
    ofParent += origin === 'mother' ? bin.mother : bin.father
    ofChild += origin === 'mother' ? bin.childOfMother : bin.childOfFather
  }
  if (ofParent === 0) return 'unknown'
  const share = ofChild / ofParent
  if (share < isodisomyHets.value) return 'isodisomy'
  return share >= heterodisomyHets.value ? 'heterodisomy' : 'mixed'
}

export function judgeMendelian(
  total: InheritanceCounts,
  hints: readonly UniparentalHint[],
  isHalf: boolean,
  settings: MendelianSettings,
): { verdict: Verdict; reason: MendelianReason } {
  const rate = errorRate(total)
  if (rate === null || total.errors + total.goodAlt < settings.minSites.value)
    return { verdict: 'not-possible', reason: 'too-few-sites' }
  const sites = total.errors + total.goodAlt
  const isAbove = (limit: number): boolean =>
    rate > limit && log10BinomialTail(total.errors, sites, limit) < Math.log10(settings.chance.value)
  if (isAbove(settings.failRate.value)) return { verdict: 'fails', reason: 'not-these-parents' }
  if (isAbove(settings.warnRate.value)) return { verdict: 'warns', reason: 'many-errors' }
  const reason = isHalf ? 'one-parent-only' : 'as-expected'
  return { verdict: hints.length > 0 ? 'warns' : 'passes', reason }
}
