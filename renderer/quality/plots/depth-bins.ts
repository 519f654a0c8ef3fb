import type { IndexCoverageSummary } from '../../../shared/genome/index-coverage.ts'
import type { AxisChromosome } from './genome-axis.ts'

/** bp of a bin that is drawn: a whole genome has more windows than a screen has pixels. */
const BIN = 1_000_000

/** Relative depth along the genome: Mb from the left, and the mean of each bin's windows; null in gaps between chromosomes. */
export function depthBins(
  { contigs, windowSize }: IndexCoverageSummary,
  axis: readonly AxisChromosome[],
  relativeDepth: Float32Array,
): { x: number[]; y: (number | null)[] } {
  const x: number[] = []
  const y: (number | null)[] = []
  const each = Math.max(1, Math.round(BIN / windowSize))
  for (const { contig, start } of axis) {
    const found = contigs.find(({ name }) => name === contig)
    if (!found) continue
    for (let window = 0; window < found.windows; window += each) {
      const end = Math.min(found.windows, window + each)
      let sum = 0
      for (let i = window; i < end; i++) sum += relativeDepth[found.firstWindow + i] ?? 0
      x.push(start + ((window + end) / 2) * (windowSize / 1_000_000))
      y.push(sum / (end - window))
    }
  }
  return { x, y }
}
