import type { Spread } from '../statistics.ts'
import type { Measurement } from './measurements.ts'

export type Measured = {
  readonly firstFrame: Spread
  readonly complete: Spread
  readonly longestTask: Spread
  readonly heapMb: Spread | null
}

/** `none`: the same without any reads. */
export type Result = {
  readonly measurement: Measurement
  readonly casement: Measured
  readonly classic: Measured
  readonly none: Measured | null
}

const text = (spread: Spread | null | undefined): string =>
  spread ? `${spread.median.toFixed(0)} (${spread.min.toFixed(0)}–${spread.max.toFixed(0)})` : ''

const WHATS = ['firstFrame', 'complete', 'longestTask', 'heapMb'] as const

/** What is over its target. */
function verdict({ measurement: { target }, casement }: Result): string {
  const missed = WHATS.filter((what) => {
    const most = target[what] ?? null
    const median = casement[what]?.median
    return most !== null && median !== undefined && median > most
  })
  return missed.length === 0 ? 'ok' : `over: ${missed.join(', ')}`
}

const HEAD = [
  'ms',
  'first frame',
  'complete',
  'longest task',
  'igv.js complete',
  'longest task',
  'no reads',
  'to reach',
  '',
]

/** A table for reading: medians with min–max. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { measurement, casement, classic, none } = result
    const { firstFrame, complete, longestTask, heapMb } = measurement.target
    const targets = [
      firstFrame === null ? '' : `first ≤ ${firstFrame}`,
      `≤ ${complete}`,
      longestTask === null ? '' : `task ≤ ${longestTask}`,
      heapMb === undefined
        ? ''
        : `heap ≤ ${heapMb} MB: ${text(casement.heapMb)}, igv.js ${text(classic.heapMb)}`,
    ]
    return [
      measurement.name,
      text(casement.firstFrame),
      text(casement.complete),
      text(casement.longestTask),
      text(classic.complete),
      text(classic.longestTask),
      text(none?.complete),
      targets.filter((part) => part !== '').join(', '),
      verdict(result),
    ]
  })
  const all = [HEAD, ...rows]
  const widths = HEAD.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
