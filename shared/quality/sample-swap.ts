import { z } from 'zod'
import { log10BinomialTail } from './binomial-tail.ts'
import type { Settings, SWAP_THRESHOLDS } from './genotype-thresholds.ts'
import { thresholdSchema, type Verdict, verdictSchema, worstVerdict } from './verdict.ts'

/** Copies of the alternate allele; null where nothing can be said. */
const copiesSchema = z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable()
export type AlternateCopies = z.infer<typeof copiesSchema>

/** A SNV at which samples differ. */
const swapSiteSchema = z.object({
  /** `1` … `22`. */
  chromosome: z.string(),
  /** 1-based. */
  position: z.number(),
  ref: z.string(),
  alt: z.string(),
  /** Of each column, in their order. */
  genotypes: z.array(copiesSchema),
})
export type SwapSite = z.infer<typeof swapSiteSchema>

/** Reads of a file at a site, mates that overlap counted once. */
export type SiteReads = { readonly ref: number; readonly alt: number; readonly other: number }

/** Sites at which both the reads and the column say what the genotype is, and at which they say the same. */
const concordanceSchema = z.object({
  sample: z.string(),
  compared: z.number(),
  same: z.number(),
  /** Null with too few sites. */
  share: z.number().nullable(),
})
type Concordance = z.infer<typeof concordanceSchema>

export const swapReasonSchema = z.enum([
  'too-few-sites',
  'no-column',
  'same-sample',
  'other-sample',
  'no-sample-fits',
  'less-than-expected',
  'several-fit',
])
export type SwapReason = z.infer<typeof swapReasonSchema>

/** What `@RG SM` says beside the sample that a file is taken for. */
export const tagReasonSchema = z.enum(['same', 'none', 'other', 'several'])
export type TagReason = z.infer<typeof tagReasonSchema>

const swapRowSchema = z.object({
  /** Id of the file of reads in the case. */
  file: z.string(),
  /** The sample that it is taken for; null when it is of none. */
  sample: z.string().nullable(),
  verdict: verdictSchema,
  reason: swapReasonSchema,
  /** The sample that fits best; null when none was compared. */
  best: z.string().nullable(),
  concordances: z.array(concordanceSchema),
  /** Sites at which the reads say what the genotype is. */
  called: z.number(),
  tags: z.object({ verdict: verdictSchema, reason: tagReasonSchema, found: z.array(z.string()) }),
})
export type SwapRow = z.infer<typeof swapRowSchema>

export const swapCheckSchema = z.object({
  check: z.literal('sample-swap'),
  verdict: verdictSchema,
  thresholds: z.record(z.string(), thresholdSchema),
  sites: z.array(swapSiteSchema),
  rows: z.array(swapRowSchema),
})
export type SwapCheck = z.infer<typeof swapCheckSchema>

export type SwapSettings = Settings<typeof SWAP_THRESHOLDS>

/** A simple genotype from counts of reads; null when they are few, or do not say. */
export function genotypeOfReads({ ref, alt, other }: SiteReads, settings: SwapSettings): AlternateCopies {
  const reads = ref + alt
  if (reads < settings.minReads.value || other > settings.maxOther.value * (reads + other)) return null
  const share = alt / reads
  if (share <= settings.readsHomozygous.value) return 0
  if (share >= 1 - settings.readsHomozygous.value) return 2
  const isHet = share >= settings.readsHeterozygous.value && share <= 1 - settings.readsHeterozygous.value
  return isHet ? 1 : null
}

/** A sample with genotypes, and whose it is: two of one person, as tumour and normal, have the same. */
export type SwapColumn = { readonly sample: string; readonly person: string }

/**
 * A file of reads beside the samples. Reads of a sample without genotypes are held against another of the same person.
 *
 * @param calls genotypes of its reads, site by site
 */
export function judgeSwap(
  alignment: {
    readonly file: string
    readonly sample: string | null
    readonly person: string | null
    readonly tags: readonly string[]
  },
  columns: readonly SwapColumn[],
  sites: readonly SwapSite[],
  calls: readonly AlternateCopies[],
  settings: SwapSettings,
): SwapRow {
  const concordances = columns.map(({ sample }, i) => concordanceOf(sample, i, sites, calls, settings))
  const { file, sample } = alignment
  return {
    file,
    sample,
    ...judged(alignment, columns, concordances, settings),
    concordances,
    called: calls.filter((call) => call !== null).length,
    tags: judgeTags(sample, alignment.tags),
  }
}

function concordanceOf(
  sample: string,
  column: number,
  sites: readonly SwapSite[],
  calls: readonly AlternateCopies[],
  settings: SwapSettings,
): Concordance {
  let compared = 0
  let same = 0
  sites.forEach(({ genotypes }, i) => {
    const stated = genotypes[column] ?? null
    const seen = calls[i] ?? null
    if (stated === null || seen === null) return
    compared++
    if (stated === seen) same++
  })
  return { sample, compared, same, share: compared < settings.minCompared.value ? null : same / compared }
}

function judged(
  { sample, person }: { readonly sample: string | null; readonly person: string | null },
  columns: readonly SwapColumn[],
  concordances: readonly Concordance[],
  settings: SwapSettings,
): { verdict: Verdict; reason: SwapReason; best: string | null } {
  const known = concordances.filter(({ share }) => share !== null)
  const share = (one: Concordance | undefined): number => one?.share ?? 0
  const best = known.reduce<Concordance | undefined>(
    (most, one) => (share(one) > share(most) ? one : most),
    undefined,
  )
  const of = (verdict: Verdict, reason: SwapReason) => ({ verdict, reason, best: best?.sample ?? null })
  if (!best) return of('not-possible', concordances.length === 0 ? 'no-column' : 'too-few-sites')
  const isSame = (one: Concordance): boolean => share(one) > settings.samePerson.value
  const fits = known.filter(isSame)
  const isPersons = (one: Concordance): boolean =>
    person !== null && columns.some((column) => column.sample === one.sample && column.person === person)
  const own = concordances.find((one) => one.sample === sample) ?? concordances.find(isPersons)
  if (!own) return fits.length > 0 ? of('warns', 'no-column') : of('not-possible', 'no-column')
  if (own.share === null) return of('not-possible', 'too-few-sites')
  // Two that fit alike are the same person twice: relatedness says so, unless it is stated.
  const others = fits.filter((one) => one !== own && !isPersons(one))
  if (isSame(own)) return others.length > 0 ? of('warns', 'several-fit') : of('passes', 'same-sample')
  if (others.length > 0) return of('fails', 'other-sample')
  if (areFew(own, settings)) return of('passes', 'same-sample')
  // A tumour that lost chromosomes has not all of its normal's genotypes.
  const least = own.sample === sample ? settings.otherPerson : settings.otherPersonOfPair
  return share(own) >= least.value ? of('warns', 'less-than-expected') : of('fails', 'no-sample-fits')
}

/**
 * Whether there are no more differences than chance gives at as many sites: of eight reads at one site in a hundred all are
 * of one of two alleles, so that of thirty sites one that differs says nothing.
 */
function areFew({ compared, same }: Concordance, { samePerson, chance }: SwapSettings): boolean {
  const tail = log10BinomialTail(compared - same, compared, 1 - samePerson.value)
  return tail >= Math.log10(chance.value)
}

function judgeTags(sample: string | null, tags: readonly string[]): SwapRow['tags'] {
  const found = [...new Set(tags)]
  const of = (verdict: Verdict, reason: TagReason): SwapRow['tags'] => ({ verdict, reason, found })
  if (found.length === 0) return of('warns', 'none')
  if (found.length > 1) return of('warns', 'several')
  return found[0] === sample ? of('passes', 'same') : of('warns', 'other')
}

export const worstOfSwaps = (rows: readonly SwapRow[]): Verdict =>
  worstVerdict(rows.flatMap(({ verdict, tags }) => [verdict, tags.verdict]))
