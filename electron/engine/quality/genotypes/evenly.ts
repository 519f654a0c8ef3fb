/** So many, as far apart as the order allows; all when there are fewer. */
export function evenly<T>(all: readonly T[], wanted: number): T[] {
  if (all.length <= wanted) return [...all]
  return Array.from({ length: wanted }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / wanted)]).flatMap(
    (one) => (one === undefined ? [] : [one]),
  )
}
