import { z } from 'zod'
import { CHROMOSOMES } from '../genome/chromosome-length.ts'
import { contigMeaning } from '../genome/contig-name.ts'
import { type ContigCoverage, type IndexCoverageSummary, NO_SIGNAL } from '../genome/index-coverage.ts'

/** A stretch of a chromosome with another depth than the sample's usual, told to about 1 Mb. */
export const coverageStepSchema = z.object({
  /** By the file's name. */
  contig: z.string(),
  /** bp, 0-based half-open. */
  start: z.number(),
  end: z.number(),
  /** Median relative depth of it; 0 where there are no reads. */
  median: z.number(),
  /** What it is held against: 1 on autosomes, on X the sample's median of X. */
  usual: z.number(),
})
export type CoverageStep = z.infer<typeof coverageStepSchema>

export type StepRules = {
  /** Depth over the usual: outside of these something may be lost or gained. */
  readonly least: number
  readonly most: number
  /** bp of bins with reads: what is shorter is not told from a genome's own unevenness. */
  readonly length: number
  /** bp without reads, on an autosome: longer than any gap of an assembly. */
  readonly lengthWithoutReads: number
}

/** bp: what depths are taken together over. */
const BIN = 1_000_000
/** Bins on either side that a bin is smoothed with: what is not as long as most of them is no step. */
const BESIDE = 2
/** Of a chromosome's bins: a step of as many is the chromosome. */
const WHOLE = 0.9

/**
 * Steps of the depth along each autosome and X: runs of bins, smoothed by a median of five, that are out of range. Bins
 * most of whose windows have no signal (centromeres, gaps) are passed over: a run goes on behind them. A step of nearly
 * all of a chromosome is not among them: that is told by the chromosome's median.
 *
 * @param relativeDepth of all windows, as `index-coverage.ts` lists them
 */
export function coverageSteps(
  { contigs, windowSize }: IndexCoverageSummary,
  relativeDepth: Float32Array,
  rules: StepRules,
): CoverageStep[] {
  return contigs.flatMap((contig) => {
    const chromosome = CHROMOSOMES.indexOf(contigMeaning(contig.name).key)
    if (chromosome < 0 || chromosome > X || contig.median === null) return []
    const bins = binsOf(contig, windowSize, relativeDepth)
    if (chromosome === X) return stepsOf(bins, contig.name, contig.median, rules)
    const steps = [...stepsOf(bins, contig.name, 1, rules), ...withoutReads(bins, contig.name, rules)]
    return steps.toSorted((a, b) => a.start - b.start)
  })
}

/** bp, 0-based half-open; depth is null where most windows have no signal. */
type Bin = { readonly start: number; readonly end: number; readonly depth: number | null }

const X = CHROMOSOMES.indexOf('X')

function binsOf(
  { length, firstWindow, windows }: ContigCoverage,
  windowSize: number,
  depths: Float32Array,
): Bin[] {
  const each = Math.max(1, Math.round(BIN / windowSize))
  return Array.from({ length: Math.ceil(windows / each) }, (_, i) => {
    const [from, to] = [i * each, Math.min(windows, (i + 1) * each)]
    const all = depths.subarray(firstWindow + from, firstWindow + to)
    const signal = Array.from(all.filter((depth) => depth >= NO_SIGNAL))
    return {
      start: from * windowSize,
      end: Math.min(length, to * windowSize),
      depth: signal.length * 2 < all.length ? null : medianOf(signal),
    }
  })
}

function stepsOf(
  bins: readonly Bin[],
  contig: string,
  usual: number,
  { least, most, length }: StepRules,
): CoverageStep[] {
  const measured = bins.flatMap(({ start, end, depth }) => (depth === null ? [] : [{ start, end, depth }]))
  const sides = measured.map((_, i) => {
    const around = measured.slice(Math.max(0, i - BESIDE), i + BESIDE + 1)
    const level = medianOf(around.map(({ depth }) => depth)) / usual
    return level < least ? -1 : level > most ? 1 : 0
  })
  return runsOf(measured, sides).flatMap(({ start, end, bins: run }) => {
    if (lengthOf(run) < length || run.length >= measured.length * WHOLE) return []
    return [{ contig, start, end, median: medianOf(run.map(({ depth }) => depth)), usual }]
  })
}

/** Stretches without reads that are too long to be a gap of the assembly. */
function withoutReads(
  bins: readonly Bin[],
  contig: string,
  { lengthWithoutReads }: StepRules,
): CoverageStep[] {
  const isEmpty = bins.map(({ depth }) => Number(depth === null))
  return runsOf(bins, isEmpty).flatMap(({ start, end, bins: run }) =>
    lengthOf(run) >= lengthWithoutReads ? [{ contig, start, end, median: 0, usual: 1 }] : [],
  )
}

/** Bins one after the other of the same value, where that is not 0. */
function runsOf<B extends Bin>(
  bins: readonly B[],
  values: readonly number[],
): { readonly start: number; readonly end: number; readonly bins: readonly B[] }[] {
  const runs: { start: number; end: number; bins: B[] }[] = []
  for (const [i, bin] of bins.entries()) {
    if (values[i] === 0) continue
    const last = values[i] === values[i - 1] ? runs.at(-1) : undefined
    if (last === undefined) runs.push({ start: bin.start, end: bin.end, bins: [bin] })
    else {
      last.bins.push(bin)
      last.end = bin.end
    }
  }
  return runs
}

const lengthOf = (bins: readonly Pick<Bin, 'start' | 'end'>[]): number =>
  bins.reduce((sum, { start, end }) => sum + end - start, 0)

/** Of an even number of values the upper one of the middle; 0 of none. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
