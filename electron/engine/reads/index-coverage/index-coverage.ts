import {
  type ContigCoverage,
  type IndexCoverageSummary,
  NO_SIGNAL,
} from '../../../../shared/genome/index-coverage.ts'
import { CHROMOSOMES } from '../../../../shared/genome/chromosome-length.ts'
import { contigMeaning } from '../../../../shared/genome/contig-name.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import type { BinningIndex } from '../../indexing/binning-index.ts'
import { MAX_INFLATED, typicalBlockSize } from './block-size.ts'
import { fillsFromBefore } from './linear-index.ts'
import { type Place, windowStarts } from './window-starts.ts'

/** The depths of all contigs' windows, one contig after the other in the order of the file's header. */
export type IndexCoverage = IndexCoverageSummary & { readonly relativeDepth: Float32Array }

/** Contigs shorter than this share of the longest are no measure of a genome whose chromosomes we cannot name. */
const LARGE = 0.1

const AUTOSOMES: ReadonlySet<string> = new Set(CHROMOSOMES.slice(0, 22))
const NOT_USUAL: ReadonlySet<string> = new Set(['X', 'Y', 'M', 'rCRS', 'NC_001807', 'EBV'])

/**
 * Relative depth per window of a BAM from its index alone: no read is looked at. A window's value is the compressed
 * bytes of the reads that start in it, per base of the window, over the median of that among the windows with signal
 * of the contigs that are usual: the autosomes 1–22, or without such names every contig a tenth as long as the
 * longest that is not X, Y or mitochondrial, or if those have no reads all contigs.
 *
 * The last window of a contig is as long as it is; one shorter than half a window shares its value with the one
 * before it and counts in no median and no share, unless it is the only one.
 *
 * @param contigs of the file's header, in its order.
 * @returns windows of 2^minShift bp (16,384 for a BAI).
 * @see Pedersen, Collins, Talkowski, Quinlan. Indexcov: fast coverage quality control for whole-genome sequencing.
 *   GigaScience 2017, doi 10.1093/gigascience/gix090, for the idea.
 */
export function indexCoverage(index: BinningIndex, contigs: readonly Contig[]): IndexCoverage {
  const before = index.format === 'csi' ? false : fillsFromBefore(index)
  const blockSize = typicalBlockSize(index)
  const place: Place = (block, within) => block + (within / MAX_INFLATED) * blockSize
  return coverageOfBytes(2 ** index.binning.minShift, contigs, (refId, windows) => {
    const reference = index.references[refId]
    return reference && windowStarts(reference, index.binning, windows, before, place)
  })
}

/**
 * Relative depth per window from the bytes each takes, normalised as {@link indexCoverage} says.
 *
 * @param startsOf bytes of the file before each window of a contig and, last, after them: `windows + 1` numbers,
 *   ascending; undefined for a contig without reads
 */
export function coverageOfBytes(
  windowSize: number,
  contigs: readonly Contig[],
  startsOf: (refId: number, windows: number) => Float64Array | undefined,
): IndexCoverage {
  const counts = contigs.map(({ length }) => Math.max(0, Math.ceil(length / windowSize)))
  const windows = counts.reduce((sum, count) => sum + count, 0)
  const depth = new Float32Array(windows)

  const spans: Span[] = []
  let firstWindow = 0
  for (const [refId, { length }] of contigs.entries()) {
    const count = counts[refId] ?? 0
    const starts = startsOf(refId, count)
    if (starts) fillBytes(depth.subarray(firstWindow, firstWindow + count), starts, length, windowSize)
    const isShort = count > 1 && length - (count - 1) * windowSize < windowSize / 2
    spans.push({ firstWindow, windows: count, whole: isShort ? count - 1 : count })
    firstWindow += count
  }

  const { usual, medianBytes } = usualOf(contigs, spans, depth)
  if (medianBytes > 0) for (let i = 0; i < windows; i++) depth[i] = (depth[i] ?? 0) / medianBytes
  const summaries = contigs.map(({ name, length }, refId): ContigCoverage => {
    const span = spans[refId] ?? { firstWindow: 0, windows: 0, whole: 0 }
    return { name, length, ...summaryOf(depth, span, length, windowSize), usual: usual.has(refId) }
  })
  const wholeOf = (refId: number): number => spans[refId]?.whole ?? 0
  const measured = [...usual].reduce((sum, refId) => sum + wholeOf(refId), 0)
  const empty = [...usual].reduce(
    (sum, refId) => sum + (summaries[refId]?.withoutSignal ?? 0) * wholeOf(refId),
    0,
  )
  return {
    windowSize,
    resolution: windowSize,
    windows,
    medianBytes,
    withoutSignal: measured === 0 ? 1 : empty / measured,
    contigs: summaries,
    relativeDepth: depth,
  }
}

/** The windows of a contig in the column; `whole` of them are long enough to count. */
type Span = { readonly firstWindow: number; readonly windows: number; readonly whole: number }

/** Bytes of each window, as if it were a whole one. */
function fillBytes(column: Float32Array, starts: Float64Array, length: number, windowSize: number): void {
  const count = column.length
  for (let i = 0; i < count; i++) column[i] = (starts[i + 1] ?? 0) - (starts[i] ?? 0)
  const tail = length - (count - 1) * windowSize
  const last = count - 1
  if (count > 1 && tail < windowSize / 2) {
    const bytes = (starts[count] ?? 0) - (starts[last - 1] ?? 0)
    column.fill((bytes * windowSize) / (windowSize + tail), last - 1)
  } else if (count > 0) column[last] = ((column[last] ?? 0) * windowSize) / tail
}

/** Which contigs the median is taken over, by number, and that median. */
function usualOf(
  contigs: readonly Contig[],
  spans: readonly Span[],
  bytes: Float32Array,
): { usual: ReadonlySet<number>; medianBytes: number } {
  const keys = contigs.map(({ name }) => contigMeaning(name).key)
  const longest = contigs.reduce((most, { length }) => Math.max(most, length), 0)
  const numbersWhere = (holds: (key: string, length: number) => boolean): Set<number> =>
    new Set(contigs.flatMap(({ length }, i) => (holds(keys[i] ?? '', length) ? [i] : [])))
  const choices = [
    numbersWhere((key) => AUTOSOMES.has(key)),
    numbersWhere((key, length) => !NOT_USUAL.has(key) && length >= longest * LARGE),
    numbersWhere(() => true),
  ]
  for (const usual of choices) {
    const values = spans.flatMap(({ firstWindow, whole }, i) =>
      usual.has(i) ? [bytes.subarray(firstWindow, firstWindow + whole)] : [],
    )
    const sorted = withSignal(values, 0).sort()
    const first = medianOfSorted(sorted)
    if (first === undefined) continue
    // What is far below the usual is no signal, and must not pull the usual down: a stray read in a gap.
    const above = sorted.findIndex((value) => value >= first * NO_SIGNAL)
    return { usual, medianBytes: medianOfSorted(sorted.subarray(above)) ?? first }
  }
  return { usual: choices.find((choice) => choice.size > 0) ?? new Set(), medianBytes: 0 }
}

/** Of an even count the mean of the middle two; undefined of none. */
function medianOfSorted(sorted: Float32Array): number | undefined {
  const half = sorted.length >> 1
  const upper = sorted[half]
  const lower = sorted[half - 1]
  return sorted.length % 2 === 0 && upper !== undefined && lower !== undefined ? (lower + upper) / 2 : upper
}

/** A copy of what is more than `least`. */
function withSignal(parts: readonly Float32Array[], least: number): Float32Array {
  const kept = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let count = 0
  for (const part of parts)
    for (let i = 0; i < part.length; i++) {
      const value = part[i] ?? 0
      if (value > least) kept[count++] = value
    }
  return kept.subarray(0, count)
}

function summaryOf(
  depth: Float32Array,
  { firstWindow, windows, whole }: Span,
  length: number,
  windowSize: number,
): Omit<ContigCoverage, 'name' | 'length' | 'usual'> {
  const measured = depth.subarray(firstWindow, firstWindow + whole)
  const signal = withSignal([measured], NO_SIGNAL)
  const last = length - (windows - 1) * windowSize
  let total = 0
  for (let i = 0; i < windows; i++)
    total += (depth[firstWindow + i] ?? 0) * (i === windows - 1 ? last : windowSize)
  return {
    firstWindow,
    windows,
    median: medianOfSorted(signal.sort()) ?? null,
    mean: length > 0 ? total / length : 0,
    withoutSignal: whole === 0 ? 1 : 1 - signal.length / whole,
  }
}
