import { NumberHeap } from './number-heap.ts'

/** Between two reads of a row, bp: IGV's. */
export const ROW_GAP = 2

/** Intervals to be put into rows, ascending by start; `fixed` is the row an interval keeps, -1 for none. */
export type Intervals = {
  readonly start: ArrayLike<number>
  readonly end: ArrayLike<number>
  readonly fixed?: ArrayLike<number>
}

/**
 * The row of each interval: the first that is free, as IGV fills its rows, with at least {@link ROW_GAP} between two of a
 * row. Fixed ones keep theirs, and the others go around them.
 */
export function packRows({ start, end, fixed }: Intervals): { row: Int32Array; rows: number } {
  const n = start.length
  const row = new Int32Array(n)
  /** When each row is free again, and whether it waits in `free`. */
  const until: number[] = []
  const waits: boolean[] = []
  const free = new NumberHeap()
  /** Ends of rows that are taken: end × 2^20 + row. */
  const taken = new NumberHeap()
  const nextFixed = fixed ? fixedStarts(start, fixed) : undefined

  const take = (i: number, r: number): void => {
    row[i] = r
    until[r] = Math.max(until[r] ?? -Infinity, end[i] ?? 0)
    taken.push((until[r] ?? 0) * ROWS_MOST + r)
  }
  const grow = (to: number): void => {
    while (until.length <= to) {
      waits.push(true)
      free.push(until.length)
      until.push(-Infinity)
    }
  }
  const release = (at: number): void => {
    while (taken.size > 0 && Math.floor(taken.peek() / ROWS_MOST) + ROW_GAP <= at) {
      const r = taken.pop() % ROWS_MOST
      if (waits[r] === true || (until[r] ?? 0) + ROW_GAP > at) continue
      waits[r] = true
      free.push(r)
    }
  }

  if (nextFixed) grow(nextFixed.rows - 1)
  for (let i = 0; i < n; i++) {
    const kept = fixed?.[i] ?? -1
    const from = start[i] ?? 0
    release(from)
    if (kept >= 0) {
      nextFixed?.passed(kept)
      take(i, kept)
      continue
    }
    const skipped: number[] = []
    let found = -1
    while (free.size > 0) {
      const r = free.pop()
      if ((until[r] ?? 0) + ROW_GAP > from) waits[r] = false
      else if (nextFixed && nextFixed.start(r) < (end[i] ?? 0) + ROW_GAP) skipped.push(r)
      else {
        found = r
        break
      }
    }
    for (const r of skipped) free.push(r)
    if (found < 0) {
      found = until.length
      until.push(-Infinity)
      waits.push(false)
    } else waits[found] = false
    take(i, found)
  }
  return { row, rows: until.length }
}

/** More rows than are ever drawn. */
const ROWS_MOST = 2 ** 20

/** Where the next fixed interval of each row begins. */
function fixedStarts(
  start: ArrayLike<number>,
  fixed: ArrayLike<number>,
): { rows: number; start(row: number): number; passed(row: number): void } {
  const ofRow: number[][] = []
  for (let i = 0; i < start.length; i++) {
    const r = fixed[i] ?? -1
    if (r >= 0) (ofRow[r] ??= []).push(start[i] ?? 0)
  }
  const at = new Uint32Array(ofRow.length)
  return {
    rows: ofRow.length,
    start: (r) => ofRow[r]?.[at[r] ?? 0] ?? Infinity,
    passed(r) {
      at[r] = (at[r] ?? 0) + 1
    },
  }
}
