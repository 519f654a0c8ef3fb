import { z } from 'zod'
import type { Sample } from '../case/sample.ts'
import type { COPY_THRESHOLDS, SEX_THRESHOLDS, Settings } from './genotype-thresholds.ts'
import { thresholdSchema, type Verdict, verdictSchema } from './verdict.ts'

const sexSchema = z.enum(['male', 'female', 'unknown'])

/** Depths of X and Y outside the pseudoautosomal regions, over that of the autosomes. */
const relativeDepthsSchema = z.object({ x: z.number(), y: z.number().nullable() })
export type RelativeDepths = z.infer<typeof relativeDepthsSchema>

/** Sex chromosomes other than XX and XY that the numbers look like: hints, which a laboratory has to confirm. */
const karyotypeSchema = z.enum(['X0', 'XXY', 'XYY', 'XXX'])
export type Karyotype = z.infer<typeof karyotypeSchema>

const karyotypeHintSchema = z.object({
  karyotype: karyotypeSchema,
  /** False when the depth of reads that it rests on was not given. */
  isByDepth: z.boolean(),
})
export type KaryotypeHint = z.infer<typeof karyotypeHintSchema>

export const sexReasonSchema = z.enum([
  'build-unknown',
  'no-x',
  'too-few-sites',
  'targeted',
  'no-genes',
  'too-little-covered',
  'between-copies',
  'as-stated',
  'not-stated',
  'other-sex',
  /** The copies of X are not those of the stated sex, and nothing tells of Y: another sex, X0 or XXY. */
  'other-sex-y-unknown',
  'other-karyotype',
])
export type SexReason = z.infer<typeof sexReasonSchema>

/** Calls on X outside the pseudoautosomal regions: SNVs of one alternate allele that passed, with enough reads. */
const sexCallsSchema = z.object({
  homRef: z.number(),
  /** With reads of both alleles as a heterozygote has them, where they are counted. */
  het: z.number(),
  homAlt: z.number(),
  /** Calls of one copy, of the alternate: the caller was told that there is one. */
  hemizygous: z.number(),
  /** Of those, with reads of both alleles as a heterozygote has them. */
  hemizygousBalanced: z.number(),
  /**
   * Variants called on Y outside the pseudoautosomal regions; null when the file does not tell: it has hardly any variants of
   * Y in anybody, or this sample's have too few reads.
   */
  onY: z.number().nullable(),
})
export type SexCalls = z.infer<typeof sexCallsSchema>

const sexCheckBase = z.object({
  sample: z.string(),
  verdict: verdictSchema,
  reason: sexReasonSchema,
  thresholds: z.record(z.string(), thresholdSchema),
  stated: sexSchema,
  /** Null when nothing could be said. */
  seen: sexSchema.nullable(),
  hints: z.array(karyotypeHintSchema),
})

export const sexFromGenotypesSchema = sexCheckBase.extend({
  check: z.literal('sex-from-genotypes'),
  calls: sexCallsSchema.nullable(),
  /** Heterozygous over homozygous-alternate calls, single copies counted by their reads; null without any of the latter. */
  hetRatio: z.number().nullable(),
  /** Heterozygous among both. */
  hetShare: z.number().nullable(),
  depths: relativeDepthsSchema.nullable(),
})
export type SexFromGenotypes = z.infer<typeof sexFromGenotypesSchema>

/** Windows or exons in which reads were counted. */
const countedPartSchema = z.object({
  counted: z.number(),
  /** Of those, how many the depth is taken from. */
  covered: z.number(),
  /** Mean depth of the middle one; null when none has reads, and of Y where it is not known to be covered. */
  depth: z.number().nullable(),
})
export type CountedPart = z.infer<typeof countedPartSchema>

const countedDepthsSchema = z.object({
  /** A genome's windows, or exons of a file of targets. */
  of: z.enum(['windows', 'exons']),
  autosomes: countedPartSchema,
  x: countedPartSchema,
  y: countedPartSchema,
})
export type CountedDepths = z.infer<typeof countedDepthsSchema>

export const sexFromCoverageSchema = sexCheckBase.extend({
  check: z.literal('sex-from-coverage'),
  /** What the depths are from: the index alone, or reads that were counted because it could not say. */
  by: z.enum(['index', 'reads']),
  depths: relativeDepthsSchema.nullable(),
  /** What the index alone said, where reads were counted. */
  index: z.object({ reason: sexReasonSchema, depths: relativeDepthsSchema.nullable() }).nullable(),
  counted: countedDepthsSchema.nullable(),
})
export type SexFromCoverage = z.infer<typeof sexFromCoverageSchema>

export type SexSettings = Settings<typeof SEX_THRESHOLDS>
export type CopySettings = Settings<typeof COPY_THRESHOLDS>

/** Copies of X and Y by depth; null between two numbers of copies, and of Y where it is not known. */
export function copiesByDepth(
  { x, y }: RelativeDepths,
  c: CopySettings,
): { readonly x: number | null; readonly y: number | null } {
  const ofX =
    x >= c.oneCopyFrom.value && x <= c.oneCopyTo.value
      ? 1
      : x >= c.twoCopiesFrom.value && x <= c.twoCopiesTo.value
        ? 2
        : x >= c.threeCopiesFrom.value
          ? 3
          : null
  if (y === null) return { x: ofX, y: null }
  const ofY = y <= c.noYTo.value ? 0 : y < c.oneYFrom.value ? null : y < c.twoCopiesFrom.value ? 1 : 2
  return { x: ofX, y: ofY }
}

/** The karyotype that is neither XX nor XY; null for those and for what has no name here. */
export function karyotypeOf(x: number | null, y: number | null): Karyotype | null {
  if (x === 1 && y === 0) return 'X0'
  if (x === 2 && y === 1) return 'XXY'
  if (x === 1 && y === 2) return 'XYY'
  return x === 3 && y === 0 ? 'XXX' : null
}

const SEX_OF: Readonly<Record<Karyotype, Sample['sex']>> = {
  X0: 'female',
  XXY: 'male',
  XYY: 'male',
  XXX: 'female',
}

/**
 * The verdict on what was seen beside what is stated. A karyotype that explains the difference is for a person to judge; one
 * that does not leaves it a difference. One X and no Y is also a man's whose cells have lost Y with age: more often than a
 * woman with X0 is taken for a man.
 *
 * @param isYKnown calls or depth tell whether there is a Y
 * @see Thompson 2019, doi 10.1038/s41586-019-1765-3: a fifth of men in UK Biobank have cells without Y
 */
export function judgeSex(
  stated: Sample['sex'],
  seen: Sample['sex'],
  hints: readonly KaryotypeHint[],
  isYKnown: boolean,
): { verdict: Verdict; reason: SexReason } {
  if (stated === 'unknown') return { verdict: 'warns', reason: 'not-stated' }
  const [hint] = hints
  if (hint) {
    const isExplained = seen === stated || SEX_OF[hint.karyotype] === stated || hint.karyotype === 'X0'
    return isExplained
      ? { verdict: 'warns', reason: 'other-karyotype' }
      : { verdict: 'fails', reason: 'other-sex' }
  }
  if (seen === 'unknown') return { verdict: 'warns', reason: 'between-copies' }
  return seen === stated
    ? { verdict: 'passes', reason: 'as-stated' }
    : { verdict: 'fails', reason: isYKnown ? 'other-sex' : 'other-sex-y-unknown' }
}

/**
 * Heterozygous and homozygous-alternate calls on X, those of one copy counted by their reads.
 *
 * @see peddy, Pedersen 2017 and `Ped.sex_check`, which compares the ratio of the two, not the share, with 0.6
 */
export function hetRatioOf(calls: SexCalls): {
  readonly sites: number
  readonly ratio: number | null
  readonly share: number | null
} {
  const het = calls.het + calls.hemizygousBalanced
  const hom = calls.homAlt + calls.hemizygous - calls.hemizygousBalanced
  const sites = het + hom
  return { sites, ratio: hom === 0 ? null : het / hom, share: sites === 0 ? null : het / sites }
}

/** A sex by heterozygous calls on X, and karyotypes that calls on Y, and depths where they are known, speak for. */
export function sexByCalls(
  calls: SexCalls,
  depths: RelativeDepths | null,
  settings: SexSettings,
  copies: CopySettings,
): { seen: Sample['sex']; hints: KaryotypeHint[] } {
  const { ratio } = hetRatioOf(calls)
  const hasTwoX = ratio === null || ratio >= settings.hetRatio.value
  const seen = hasTwoX ? 'female' : 'male'
  if (depths !== null) {
    const found = copiesByDepth(depths, copies)
    const karyotype = karyotypeOf(found.x, found.y)
    // Depths that contradict the calls explain nothing.
    const agrees = karyotype !== null && (karyotype === 'XXY' || karyotype === 'XXX') === hasTwoX
    return { seen, hints: agrees ? [{ karyotype, isByDepth: true }] : [] }
  }
  const isOnY = calls.onY !== null && calls.onY >= settings.minCallsOnY.value
  if (hasTwoX && isOnY) return { seen, hints: [{ karyotype: 'XXY', isByDepth: false }] }
  if (!hasTwoX && calls.onY === 0) return { seen, hints: [{ karyotype: 'X0', isByDepth: false }] }
  return { seen, hints: [] }
}
