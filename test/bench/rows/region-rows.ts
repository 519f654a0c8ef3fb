import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { formatRegion, type Region } from '../../../shared/genome/region.ts'
import { SAMPLES } from '../data/bench-data.ts'
import { outputOf, timeProcess } from '../processes.ts'
import { ensureBamIndex, openReads, type OpenReads } from '../product.ts'
import { type ReadsProcess, startReads } from '../reads-process.ts'
import { bareRegion, batchesOf, randomRegions, spreadRegions } from '../regions.ts'
import { alternate, type Timed } from '../row.ts'
import type { Benchmark, BenchContext } from './bench-context.ts'

/** Every counted run and the uncounted one. */
const batchCount = (runs: number): number => runs + 1

/** A file as both sides read it: ours with our index, theirs with their own. */
export type MeasuredReads = {
  readonly ours: ReadsProcess
  /** Arguments of `samtools view` for `regions`, before which options may stand. */
  readonly samtoolsArgs: (regions: readonly Region[]) => string[]
}

/** What a process has read before anything is measured: as much as its cache holds. */
export const regionsBefore = ({ data }: BenchContext): Region[] =>
  randomRegions(data.contigs, 30, 40_000, 'before')

async function measuredBam(context: BenchContext): Promise<MeasuredReads> {
  const { data, scratch, tools } = context
  const path = await data.bam('CHILD')
  await ensureBamIndex(path, join(scratch, 'cache'))
  const index = join(scratch, 'theirs.bam.bai')
  if (tools.samtools && !existsSync(index)) timeProcess('samtools', ['index', '-@', '2', '-o', index, path])
  return {
    ours: await startReads(path, join(scratch, 'cache'), regionsBefore(context)),
    samtoolsArgs: (regions) => ['-X', path, index, ...regions.map(formatRegion)],
  }
}

/**
 * Ms per region of htslib working in one process: `samtools view -c` decodes the records of many regions one after the
 * other and prints none; what it takes for a region without reads (start, header, index) is taken off.
 */
function htslibInProcess(file: MeasuredReads, nextBatch: () => Region[], bare: Region): Timed {
  return async () => {
    const batch = nextBatch()
    const all = timeProcess('samtools', ['view', '-c', ...file.samtoolsArgs(batch)])
    const start = timeProcess('samtools', ['view', '-c', ...file.samtoolsArgs([bare])])
    return Math.max(0, all - start) / batch.length
  }
}

/** Ms per region, each read to columns one after the other from blocks that were not read before. */
function ourRegions(file: MeasuredReads, nextBatch: () => Region[]): Timed {
  return async () => {
    const batch = nextBatch()
    const { ms } = await file.ours.read(batch)
    return ms / batch.length
  }
}

/** Batches in turn, from the first again when they run out. */
function inTurn(batches: readonly Region[][]): () => Region[] {
  let next = 0
  return () => batches[next++ % batches.length] ?? []
}

/** A time is worth nothing when the answer is another: samtools must count the same records. */
async function assertSameCounts(
  name: string,
  file: MeasuredReads,
  regions: readonly Region[],
): Promise<void> {
  const { counts } = await file.ours.read(regions)
  for (const [i, region] of regions.entries()) {
    const ours = counts[i]
    const theirs = Number(outputOf('samtools', ['view', '-c', ...file.samtoolsArgs([region])]))
    if (ours !== theirs)
      throw new Error(`${name}: ${formatRegion(region)} has ${ours} reads for us and ${theirs} for samtools`)
  }
}

export type RegionRow = {
  readonly name: string
  readonly length: number
  /** Regions of one run: enough that a run takes long beside the clock and the start of a process. */
  readonly perRun: number
  readonly target: number | null
  readonly theirs: 'in-process' | 'process'
}

/** Regions of one length that nobody read before, the file itself in the page cache. */
export function regionRow(
  row: RegionRow,
  open: (context: BenchContext) => Promise<MeasuredReads>,
): Benchmark {
  const { name, length, perRun, target } = row
  return {
    name,
    async measure(context) {
      const { data, runs, tools } = context
      const file = await open(context)
      try {
        const regions = spreadRegions(data.contigs, perRun * batchCount(runs), length)
        const batches = batchesOf(regions, perRun)
        const theirs = inTurn(batches)
        const one: Timed = async () =>
          timeProcess('samtools', ['view', ...file.samtoolsArgs(theirs().slice(0, 1))])
        const inProcess = htslibInProcess(file, theirs, bareRegion(data.contigs[0]))
        const timed = row.theirs === 'process' ? one : inProcess
        const times = await alternate(runs, ourRegions(file, inTurn(batches)), tools.samtools ? timed : null)
        if (tools.samtools) await assertSameCounts(name, file, regions.slice(0, 3))
        return { name, ...times, target, targetOf: 'ratio', peakRssMb: null }
      } finally {
        await file.ours.close()
      }
    },
  }
}

/** The region that was just read, once more. */
const cached: Benchmark = {
  name: 'region-40kb-cached',
  async measure(context) {
    const file = await measuredBam(context)
    try {
      const [region = bareRegion(context.data.contigs[0])] = spreadRegions(context.data.contigs, 1, 40_000)
      await file.ours.read([region])
      const again = (): Region[] => Array.from({ length: 10 }, () => region)
      const times = await alternate(context.runs, ourRegions(file, again), null)
      return { name: 'region-40kb-cached', ...times, target: 1, targetOf: 'ms', peakRssMb: null }
    } finally {
      await file.ours.close()
    }
  },
}

const RANDOM_REGIONS = 1000
/** Regions per second that are to be reached, each read from all three files. */
const PER_SECOND = 150

/** What clicking through a variant list asks for: one window of each of three files. */
const trio: Benchmark = {
  name: 'trio-500bp-x1000',
  async measure({ data, scratch, runs }) {
    const cache = join(scratch, 'cache')
    const files: OpenReads[] = []
    try {
      for (const sample of SAMPLES) {
        const path = await data.bam(sample)
        await ensureBamIndex(path, cache)
        files.push(await openReads(path, cache))
      }
      let run = 0
      const ours = async (): Promise<number> => {
        const regions = randomRegions(data.contigs, RANDOM_REGIONS, 500, `trio ${run++}`)
        const start = performance.now()
        for (const region of regions) await Promise.all(files.map((file) => file.readColumns(region)))
        return performance.now() - start
      }
      const times = await alternate(runs, ours, null)
      const target = (RANDOM_REGIONS / PER_SECOND) * 1000
      return { name: 'trio-500bp-x1000', ...times, target, targetOf: 'ms', peakRssMb: null }
    } finally {
      for (const file of files) await file.close()
    }
  },
}

export const REGION_ROWS: readonly Benchmark[] = [
  regionRow(
    { name: 'region-1kb', length: 1000, perRun: 50, target: null, theirs: 'in-process' },
    measuredBam,
  ),
  regionRow(
    { name: 'region-40kb', length: 40_000, perRun: 16, target: 1.5, theirs: 'in-process' },
    measuredBam,
  ),
  regionRow(
    { name: 'region-40kb-process', length: 40_000, perRun: 16, target: 1, theirs: 'process' },
    measuredBam,
  ),
  regionRow(
    { name: 'region-200kb', length: 200_000, perRun: 6, target: null, theirs: 'in-process' },
    measuredBam,
  ),
  cached,
  trio,
]
