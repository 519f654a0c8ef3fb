/** The value below which that share of the values lies, between two of them in proportion; null of none. @param share 0–1 */
export function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const lower = sorted[Math.floor(at)]
  const upper = sorted[Math.ceil(at)]
  if (lower === undefined || upper === undefined) return null
  return lower + (upper - lower) * (at - Math.floor(at))
}
