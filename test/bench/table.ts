import { isWithinTarget, type Row, ratioOf } from './row.ts'
import type { Spread } from './statistics.ts'

const HEAD = ['row', 'ours ms', 'min–max', 'theirs ms', 'min–max', 'ratio', 'target', 'peak MB', '']

/** Three significant digits, and no more than the clock gives. */
function number(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function cells(spread: Spread | null): [string, string] {
  return spread === null ? ['–', ''] : [number(spread.median), `${number(spread.min)}–${number(spread.max)}`]
}

function verdict(row: Row): string {
  const within = isWithinTarget(row)
  return within === null ? '' : within ? 'ok' : 'over'
}

function target({ target, targetOf }: Row): string {
  if (target === null) return ''
  return targetOf === 'ms' ? `≤ ${number(target)} ms` : `≤ ${target}`
}

/** The table for people: columns aligned, the first to the left, the others to the right. */
export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const ratio = ratioOf(row)
    return [
      row.name,
      ...cells(row.ours),
      ...cells(row.theirs),
      ratio === null ? '–' : ratio.toFixed(2),
      target(row),
      row.peakRssMb === null ? '' : row.peakRssMb.toFixed(0),
      verdict(row),
    ]
  })
  const all = [HEAD, ...lines]
  const widths = HEAD.map((_, column) => Math.max(...all.map((cells) => (cells[column] ?? '').length)))
  const format = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [
    format(HEAD),
    widths
      .map((width) => '─'.repeat(width))
      .join('  ')
      .trimEnd(),
    ...lines.map(format),
  ].join('\n')
}

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(3)))

/** The same for programs. `target` is of `ratio` where there is one, otherwise of `ours_ms`. */
export function formatJson(rows: readonly Row[]): string {
  return JSON.stringify({
    rows: rows.map((row) => ({
      name: row.name,
      ours_ms: rounded(row.ours?.median ?? null),
      theirs_ms: rounded(row.theirs?.median ?? null),
      ratio: rounded(ratioOf(row)),
      target: row.target,
      peak_rss_mb: rounded(row.peakRssMb),
    })),
  })
}
