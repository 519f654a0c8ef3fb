import type { VariantRow } from '../../../shared/variant/variant-row.ts'

/**
 * The variant nearest to a 0-based position, within `reach` bp; of several over it the shortest. Where there is none, the
 * reference block over the position.
 */
export function nearestVariant(
  rows: readonly VariantRow[],
  position: number,
  reach: number,
): VariantRow | undefined {
  let best: VariantRow | undefined
  let block: VariantRow | undefined
  let nearest = reach
  for (const row of rows) {
    const away = Math.max(row.start - position, position - Math.max(row.end, row.start + 1), 0)
    if (row.type === 'reference-block') {
      if (away === 0) block ??= row
      continue
    }
    if (away < nearest || (away === 0 && best && row.end - row.start < best.end - best.start)) {
      best = row
      nearest = Math.min(nearest, away)
    }
  }
  return best ?? block
}

type Found = {
  /** Of all rows there are, how many are variants and how many reference blocks. */
  readonly total: number
  readonly referenceBlocks: number
  /** There may be more. */
  readonly atLeast: boolean
}

/** What of a window is not drawn; null when everything is. */
export function notDrawnText(rows: readonly VariantRow[], found: Found): string | null {
  const blocks = rows.filter((row) => row.type === 'reference-block').length
  const variants = rows.length - blocks
  const count = (n: number): string => `${found.atLeast ? 'more than ' : ''}${n.toLocaleString('en-GB')}`
  const missing: string[] = []
  if (found.total > variants)
    missing.push(`${variants.toLocaleString('en-GB')} of ${count(found.total)} variants drawn`)
  if (found.referenceBlocks > blocks)
    missing.push(`${count(found.referenceBlocks)} reference blocks not drawn`)
  return missing.length === 0 ? null : `${missing.join(', ')}: zoom in`
}
