import { z } from 'zod'

/** Where a child's copies of a chromosome seem to be of one parent alone. */
export const uniparentalHintSchema = z.object({
  contig: z.string(),
  /** The parent whose alleles the child has, of which alone. */
  origin: z.enum(['mother', 'father']),
  /**
   * One copy doubled (`isodisomy`: homozygous where that parent has two alleles), both copies (`heterodisomy`: heterozygous
   * there), stretches of either (`mixed`), or `unknown` where that parent is not there to tell.
   */
  kind: z.enum(['isodisomy', 'heterodisomy', 'mixed', 'unknown']),
  /** First and last bin, 0-based half-open, bp. */
  start: z.number(),
  end: z.number(),
  /** Sites that tell, within, and those at which the child has that parent's alleles only. */
  informative: z.number(),
  ofOneParent: z.number(),
  /** Log10 of the odds of one parent alone against both. */
  lod: z.number(),
  /** Log10 of the chance of as many on the whole chromosome by the rate of the others: exact binomial, one-sided. */
  log10P: z.number(),
})
export type UniparentalHint = z.infer<typeof uniparentalHintSchema>

/** Sites of a bin that tell which parent's alleles the child has. */
export type ParentalBin = {
  /** 0-based, bp. */
  readonly start: number
  /** Sites at which the child of both parents cannot be homozygous for one allele of theirs. */
  readonly informative: number
  readonly motherOnly: number
  readonly fatherOnly: number
}

/**
 * The stretch of neighbouring bins with the highest odds of one parent alone against both: each informative site adds
 * log10(q/p) where the child has the one parent's allele only and log10((1−q)/(1−p)) where not. Null when there is none
 * that speaks for it.
 *
 * @param hits of a bin
 * @param expected q: the share of such sites in a uniparental stretch
 * @param background p: their share elsewhere
 */
export function mostUniparental(
  bins: readonly ParentalBin[],
  hits: (bin: ParentalBin) => number,
  expected: number,
  background: number,
): { readonly from: number; readonly to: number; readonly lod: number } | null {
  const forIt = Math.log10(expected / background)
  const against = Math.log10((1 - expected) / (1 - background))
  let best: { from: number; to: number; lod: number } | null = null
  let sum = 0
  let from = 0
  bins.forEach((bin, i) => {
    if (sum <= 0) {
      sum = 0
      from = i
    }
    const found = hits(bin)
    sum += found * forIt + (bin.informative - found) * against
    if (sum > (best?.lod ?? 0)) best = { from, to: i + 1, lod: sum }
  })
  return best
}
