/** What is said of repeated measurements, all in the samples' own unit. */
export type Spread = { readonly median: number; readonly min: number; readonly max: number }

/** The middle of the samples (the mean of the two in the middle when there is an even number), and their ends.
 * @throws RangeError when there is no sample */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b)
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  const high = sorted[Math.ceil((sorted.length - 1) / 2)]
  const min = sorted[0]
  const max = sorted.at(-1)
  if (low === undefined || high === undefined || min === undefined || max === undefined)
    throw new RangeError('There is no median of no samples.')
  return { median: (low + high) / 2, min, max }
}
