/** How many letters must be put in, taken out or changed to make one text the other (Levenshtein). */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}

/** A third of the letters wrong is still a slip; more is another name. */
const slips = (name: string): number => Math.max(1, Math.floor(name.length / 3))

/**
 * At most three of `names` that somebody who typed `typed` may have meant, closest first: compared without case, as a
 * whole or by what is after the dot (`AC` for `info.AC`), and those that `typed` starts.
 */
export function closestNames(typed: string, names: Iterable<string>): string[] {
  const wanted = typed.slice(0, 60).toLowerCase()
  const near: [number, string][] = []
  for (const name of names) {
    const whole = name.toLowerCase()
    const field = whole.slice(whole.indexOf('.') + 1)
    const starts = wanted.length >= 3 && (whole.startsWith(wanted) || field.startsWith(wanted))
    const steps = Math.min(distance(wanted, whole), distance(wanted, field))
    if (starts || steps <= slips(wanted)) near.push([steps, name])
  }
  return near
    .sort(([a], [b]) => a - b)
    .slice(0, 3)
    .map(([, name]) => name)
}
