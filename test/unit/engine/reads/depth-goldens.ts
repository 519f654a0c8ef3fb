import type { IndexCoverage } from '../../../../electron/engine/reads/index-coverage/index-coverage.ts'
import { golden } from '../../../support/bam-files.ts'

/** The contigs of test/fixtures/depth/make-sam.ts. */
export const DEPTH_CONTIGS = [
  { name: 'chr1', length: 5_000_000 },
  { name: 'chr2', length: 2_000_000 },
  { name: 'chrX', length: 1_500_000 },
  { name: 'chrY', length: 1_000_000 },
  { name: 'chrM', length: 16_569 },
]
const WINDOW = 16_384

export const contigOf = (coverage: IndexCoverage, name: string) => {
  const found = coverage.contigs.find((c) => c.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

/** Depths of the windows that lie wholly within [start, end). */
export function depthsWithin(coverage: IndexCoverage, name: string, start: number, end: number): number[] {
  const { firstWindow } = contigOf(coverage, name)
  const from = firstWindow + Math.ceil(start / WINDOW)
  return [...coverage.relativeDepth.subarray(from, firstWindow + Math.floor(end / WINDOW))]
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** How our windows of chr1, chr2 and chrX compare with the depth samtools found, over its own median. */
export async function againstDepth(kind: string, coverage: IndexCoverage) {
  const rows = (await golden(`depth/${kind}.tsv`)).map(([name = '', window, depth]) => ({
    name,
    window: Number(window),
    depth: Number(depth),
  }))
  const usual = rows.filter((r) => ['chr1', 'chr2'].includes(r.name) && r.depth > 0).map((r) => r.depth)
  const pairs = rows
    .filter(({ name }) => ['chr1', 'chr2', 'chrX'].includes(name))
    .map(({ name, window, depth }) => ({
      truth: depth / middle(usual),
      ours: coverage.relativeDepth[contigOf(coverage, name).firstWindow + window] ?? Number.NaN,
    }))
  const mean = (of: (pair: (typeof pairs)[number]) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length
  const [x, y] = [mean((p) => p.truth), mean((p) => p.ours)]
  const correlation =
    mean((p) => (p.truth - x) * (p.ours - y)) /
    Math.sqrt(mean((p) => (p.truth - x) ** 2) * mean((p) => (p.ours - y) ** 2))
  return { correlation, error: middle(pairs.map((p) => Math.abs(p.truth - p.ours))) }
}
