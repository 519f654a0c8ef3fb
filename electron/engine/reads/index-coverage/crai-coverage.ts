import type { Contig } from '../../../../shared/genome/region.ts'
import type { CraiEntry } from '../../indexing/crai.ts'
import { coverageOfBytes, type IndexCoverage } from './index-coverage.ts'

/** A CRAI has no windows of its own: those of a BAI, so that BAM and CRAM of a case are drawn alike. bp. */
const WINDOW = 16_384

/**
 * Relative depth per window of a CRAM from its CRAI alone, which says where on the genome each slice lies and how many
 * bytes it takes: they are spread evenly over the stretch. A slice of several contigs has an entry for each; its bytes
 * are shared among them by how long their stretches are.
 *
 * A slice holds some 10,000 reads: at 30x it is 50 kb long, and what is narrower is blurred.
 */
export function craiCoverage(entries: readonly CraiEntry[], contigs: readonly Contig[]): IndexCoverage {
  const bytes = contigs.map(({ length }) => new Float64Array(Math.max(0, Math.ceil(length / WINDOW)) + 1))
  const placed = new Set<number>()
  for (const slice of slicesOf(entries)) {
    const total = slice.reduce((sum, { span }) => sum + Math.max(1, span), 0)
    for (const { refId, start, span, size } of slice) {
      const length = contigs[refId]?.length ?? 0
      const windows = bytes[refId]
      if (windows === undefined || length === 0) continue
      placed.add(refId)
      const from = Math.min(Math.max(0, start - 1), length - 1)
      const to = Math.min(length, Math.max(from + 1, start - 1 + span))
      spread(windows, from, to, (size * Math.max(1, span)) / total)
    }
  }
  const startsOf = (refId: number) => (placed.has(refId) ? sums(bytes[refId]) : undefined)
  return {
    ...coverageOfBytes(WINDOW, contigs, startsOf),
    resolution: Math.max(WINDOW, usualSpan(entries)),
  }
}

/** bp: half of what slices span is in slices at least as long. That of the many of small contigs says nothing of chromosomes. */
function usualSpan(entries: readonly CraiEntry[]): number {
  const spans = Float64Array.from(entries, ({ refId, span }) => (refId < 0 ? 0 : Math.max(0, span))).sort()
  const half = spans.reduce((sum, span) => sum + span, 0) / 2
  let sum = 0
  return spans.find((span) => (sum += span) >= half) ?? 0
}

/** Entries of the same slice together; those of reads without a place are of a slice too, but take no part. */
function* slicesOf(entries: readonly CraiEntry[]): Generator<readonly CraiEntry[]> {
  let slice: CraiEntry[] = []
  for (const entry of entries) {
    const [first] = slice
    if (first !== undefined && (first.container !== entry.container || first.slice !== entry.slice)) {
      yield slice
      slice = []
    }
    if (entry.refId >= 0) slice.push(entry)
  }
  if (slice.length > 0) yield slice
}

/** Adds `size` to the windows of [from, to), 0-based, by what each has of it. Numbered from 1: 0 is before the first. */
function spread(windows: Float64Array, from: number, to: number, size: number): void {
  const perBase = size / (to - from)
  for (let window = Math.floor(from / WINDOW); window * WINDOW < to; window++) {
    const start = Math.max(from, window * WINDOW)
    const end = Math.min(to, (window + 1) * WINDOW)
    windows[window + 1] = (windows[window + 1] ?? 0) + (end - start) * perBase
  }
}

function sums(windows: Float64Array | undefined): Float64Array | undefined {
  if (windows === undefined) return undefined
  for (let i = 1; i < windows.length; i++) windows[i] = (windows[i] ?? 0) + (windows[i - 1] ?? 0)
  return windows
}
