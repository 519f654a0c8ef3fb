import { join } from 'node:path'
import { formatRegion } from '../../../shared/genome/region.ts'
import { startReads } from '../reads-process.ts'
import type { Benchmark, BenchContext } from './bench-context.ts'
import { skipped } from './bench-context.ts'
import { type MeasuredReads, type RegionRow, regionRow, regionsBefore } from './region-rows.ts'

async function measuredCram(context: BenchContext, what: 'columns' | 'records'): Promise<MeasuredReads> {
  const { path, reference } = await context.data.cram()
  const before = regionsBefore(context).slice(0, 3)
  return {
    ours: await startReads(path, join(context.scratch, 'cache'), before, { reference, what }),
    samtoolsArgs: (regions) => ['-T', reference, path, ...regions.map(formatRegion)],
  }
}

function cramRow(row: RegionRow, what: 'columns' | 'records' = 'columns'): Benchmark {
  const { name, target } = row
  const measured = regionRow(row, (context) => measuredCram(context, what))
  return {
    name,
    async measure(context) {
      if (!context.tools.samtools)
        return skipped(name, target, 'samtools, which makes the CRAM, is missing', context)
      return measured.measure(context)
    },
  }
}

/** Against `samtools view` as a process, as the target is set. */
export const CRAM_ROWS: readonly Benchmark[] = [
  cramRow({ name: 'cram-1kb', length: 1000, perRun: 20, target: 3, theirs: 'process' }),
  cramRow({ name: 'cram-40kb', length: 40_000, perRun: 8, target: 3, theirs: 'process' }),
  cramRow({ name: 'cram-200kb', length: 200_000, perRun: 4, target: 3, theirs: 'process' }),
  cramRow({ name: 'cram-40kb-records', length: 40_000, perRun: 8, target: 3, theirs: 'process' }, 'records'),
]
