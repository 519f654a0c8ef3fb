import { countCoverageJob } from '../../electron/engine/quality/coverage/job.ts'
import type { Counting } from '../../electron/engine/quality/coverage/count-parts.ts'
import { type CoverageSample, panelCoverage } from '../../electron/engine/quality/coverage/panel-coverage.ts'
import { consumesQuery, consumesReference } from '../../electron/engine/files/bam/cigar.ts'
import type { BamRecord } from '../../electron/engine/files/bam/record.ts'
import { describeFile } from '../../electron/engine/files/describe.ts'
import type { CramReferenceInput } from '../../electron/engine/reads/cram-reference.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import type { WorkerPool } from '../../electron/engine/work/worker-pool.ts'
import type { Contig } from '../../shared/genome/region.ts'
import type {
  CountedSample,
  CoverageRules,
  CoverageTargets,
  PanelCoverage,
} from '../../shared/quality/panel-coverage.ts'

/** Runs the parts of coverage in this thread, one at a time as a worker does. */
export function countingHere(workers = 1, partSize?: number): Counting {
  let last: Promise<unknown> = Promise.resolve()
  const run: WorkerPool['run'] = async (name, input, context) => {
    if (name !== 'countCoverage') throw new Error(`${name} is not expected`)
    // The registry in jobs.ts types both; here there is one job.
    const part = input as Parameters<typeof countCoverageJob>[0]
    const result = last.then(() => countCoverageJob(part, context))
    last = result.catch(() => {})
    return (await result) as never
  }
  return { pool: { run }, workers, ...(partSize === undefined ? {} : { partSize }) }
}

export async function coverageSample(
  path: string,
  cacheFolder: string,
  reference: CramReferenceInput | null = null,
): Promise<CoverageSample> {
  const { identity, kind, contigs } = await describeFile(path)
  const file = { identity, kind: kind === 'cram' ? 'cram' : 'bam', reference, cacheFolder } as const
  return { sample: 'panel', file, contigs }
}

/** The coverage of one file, counted in this thread. */
export async function coverageOf(
  sample: CoverageSample,
  targets: CoverageTargets,
  rules: CoverageRules,
  counting = countingHere(),
): Promise<PanelCoverage> {
  const asked = { build: 'unknown', contigs: sample.contigs, samples: [sample] } as const
  return panelCoverage(counting, asked, targets, unobserved, rules)
}

/** What was counted of the first file. @throws Error when it was not */
export function countedOf({ samples }: PanelCoverage): CountedSample {
  const result = samples[0]?.result
  if (result === undefined || 'error' in result) throw new Error(`not counted: ${JSON.stringify(result)}`)
  return result
}

/** Depths by contig, a number a base. */
export type Depths = ReadonlyMap<string, readonly number[]>

/** Depth of fragments, the slow and obvious way: at each base the names of the reads that have one there. */
export function fragmentDepths(
  records: Iterable<BamRecord>,
  contigs: readonly Contig[],
  { mapqAbove, supplementary }: CoverageRules,
): Depths {
  const names = contigs.map(({ length }) => Array.from({ length }, () => new Set<string>()))
  let pieces = 0
  for (const record of records) {
    const { flags, mapq, refId, cigar } = record
    if ((flags & 0x704) !== 0 || mapq <= mapqAbove) continue
    const isPiece = (flags & 0x800) !== 0
    if (isPiece && !supplementary) continue
    // A supplementary alignment is nobody's mate.
    const name = isPiece ? `piece ${pieces++}` : record.name
    let position = record.start
    for (const op of cigar) {
      if (!consumesReference(op & 15)) continue
      const next = position + (op >>> 4)
      if (consumesQuery(op & 15)) for (let at = position; at < next; at++) names[refId]?.[at]?.add(name)
      position = next
    }
  }
  return new Map(contigs.map(({ name }, i) => [name, (names[i] ?? []).map((set) => set.size)]))
}

/** What coverage of targets should come to, the slow and obvious way: a set of bases for each exon, gene and all. */
export function expectedCoverage(targets: CoverageTargets, depths: Depths, { thresholds }: CoverageRules) {
  const { first, start, end } = targets.exons
  const basesOf = (g: number, rows: readonly number[]): string[] => {
    const contig = targets.genes[g]?.contig ?? ''
    const bases = new Set<string>()
    for (const row of rows)
      for (let at = start[row] ?? 0; at < (end[row] ?? 0); at++) bases.add(`${contig}:${at}`)
    return [...bases]
  }
  const depthAt = (base: string): number => {
    const [contig = '', at] = base.split(':')
    return depths.get(contig)?.[Number(at)] ?? Number.NaN
  }
  const sums = (bases: readonly string[]) => {
    const all = bases.map(depthAt)
    return {
      bases: all.length,
      atLeast: thresholds.map((threshold) => all.filter((depth) => depth >= threshold).length),
      mean: all.reduce((sum, depth) => sum + depth, 0) / all.length,
      min: all.reduce((least, depth) => Math.min(least, depth), Infinity),
    }
  }
  const rowsOf = (g: number): number[] =>
    Array.from({ length: (first[g + 1] ?? 0) - (first[g] ?? 0) }, (_, i) => (first[g] ?? 0) + i)
  const genes = targets.genes.map((_, g) => basesOf(g, rowsOf(g)))
  return {
    exons: targets.genes.flatMap((_, g) => rowsOf(g).map((row) => sums(basesOf(g, [row])))),
    genes: genes.map(sums),
    total: sums([...new Set(genes.flat())]),
    /** Of each threshold and gene the bases below it. */
    below: thresholds.map((threshold) =>
      genes.map((bases) => bases.filter((base) => depthAt(base) < threshold)),
    ),
  }
}
