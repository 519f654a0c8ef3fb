/** The left and right border of a head, px. */
export type Span = { readonly left: number; readonly right: number }

/**
 * Where a column that is dragged would stand among the others, 0-based, when it is let go at `x`: it changes places with a
 * neighbour once it is over the middle of it.
 *
 * @param heads of all columns, from left to right, as they stand before
 */
export function dropPlace(heads: readonly Span[], from: number, x: number): number {
  const middle = ({ left, right }: Span): number => (left + right) / 2
  const before = heads.filter((head, at) => at < from && middle(head) <= x).length
  const after = heads.filter((head, at) => at > from && middle(head) < x).length
  return before + after
}
