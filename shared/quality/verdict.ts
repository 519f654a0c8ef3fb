import { z } from 'zod'

/**
 * What a check of samples says. `not-possible` is none of the others: nothing was found out, and the reason says why.
 */
export const verdictSchema = z.enum(['passes', 'warns', 'fails', 'not-possible'])
export type Verdict = z.infer<typeof verdictSchema>

const BY_WEIGHT: readonly Verdict[] = ['passes', 'not-possible', 'warns', 'fails']

/** The one that matters most; of none at all `not-possible`. What could not be looked at outweighs what passed. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'not-possible'
  return BY_WEIGHT.findLast((verdict) => verdicts.includes(verdict)) ?? 'not-possible'
}

/** Where a threshold is from; `general-knowledge` was not checked against a source and is for the user to judge. */
export const thresholdSourceSchema = z.enum([
  'somalier',
  'king',
  'peddy',
  'slivar',
  'laboratory',
  'general-knowledge',
  'set-by-user',
])
export type ThresholdSource = z.infer<typeof thresholdSourceSchema>

/** A number that a verdict hangs on, and who says so. */
export const thresholdSchema = z.object({ value: z.number(), source: thresholdSourceSchema })
export type Threshold = z.infer<typeof thresholdSchema>

export const threshold = (value: number, source: ThresholdSource): Threshold => ({ value, source })
