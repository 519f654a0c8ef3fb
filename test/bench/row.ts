import { type Spread, spreadOf } from './statistics.ts'

/** What one row of the table measured. */
export type Row = {
  readonly name: string
  /** Times in ms; null when not measured. */
  readonly ours: Spread | null
  readonly theirs: Spread | null
  /** The most that is allowed: of the ratio ours / theirs, or, when `targetOf` is `ms`, of our time. */
  readonly target: number | null
  readonly targetOf: 'ratio' | 'ms'
  /** Largest resident memory of our process, MB (10^6 bytes). */
  readonly peakRssMb: number | null
}

/** Ours / theirs, of the medians; null when one of them was not measured. */
export function ratioOf({ ours, theirs }: Row): number | null {
  return ours === null || theirs === null || theirs.median <= 0 ? null : ours.median / theirs.median
}

/** True or false when the row has a target and what it is about was measured; else null. */
export function isWithinTarget(row: Row): boolean | null {
  const value = row.targetOf === 'ratio' ? ratioOf(row) : (row.ours?.median ?? null)
  return value === null || row.target === null ? null : value <= row.target
}

/** What is measured: returns the ms of one run. */
export type Timed = () => Promise<number>

/**
 * Runs ours and theirs alternately, so that whatever else the machine does meets both. One run of each before that
 * is not counted: it fills the page cache and lets the compiler see the code.
 */
export async function alternate(
  runs: number,
  ours: Timed | null,
  theirs: Timed | null,
): Promise<Pick<Row, 'ours' | 'theirs'>> {
  const samples = { ours: [] as number[], theirs: [] as number[] }
  for (let run = -1; run < runs; run++) {
    const mine = ours === null ? null : await ours()
    const other = theirs === null ? null : await theirs()
    if (run < 0) continue
    if (mine !== null) samples.ours.push(mine)
    if (other !== null) samples.theirs.push(other)
  }
  return {
    ours: ours === null ? null : spreadOf(samples.ours),
    theirs: theirs === null ? null : spreadOf(samples.theirs),
  }
}
