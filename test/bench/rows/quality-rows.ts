import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLES } from '../data/bench-data.ts'
import { outputOf, timeProcess } from '../processes.ts'
import { ensureBamIndex, openQuality } from '../product.ts'
import { alternate, type Row } from '../row.ts'
import type { Benchmark, BenchContext } from './bench-context.ts'

const TARGET_MS = 5000

/** The trio as a PED, for those that ask for one. */
function pedigree(scratch: string): string {
  const path = join(scratch, 'trio.ped')
  writeFileSync(path, 'f CHILD FATHER MOTHER 1 2\nf FATHER 0 0 1 1\nf MOTHER 0 0 2 1\n')
  return path
}

/** Counting Mendelian errors with bcftools: `+mendelian2` came with 1.18. */
function mendelianCommand(path: string, ped: string): string[] {
  const plugins = outputOf('bcftools', ['plugin', '-l']).split('\n')
  return plugins.includes('mendelian2')
    ? ['+mendelian2', path, '-P', ped]
    : ['+mendelian', path, '-p', ped, '-c']
}

/** Relatedness of three pairs and Mendelian errors of a trio of five million rows, the store open. */
const relatednessAndMendelian: Benchmark = {
  name: 'quality-trio-5m',
  async measure(context): Promise<Row> {
    const path = await context.data.genomeVcf()
    const quality = await openQuality(path, join(context.scratch, 'cache'))
    const ped = pedigree(context.scratch)
    try {
      const ours = async (): Promise<number> => {
        const start = performance.now()
        await quality.relatednessAndMendelian(SAMPLES)
        return performance.now() - start
      }
      const theirs = async (): Promise<number> =>
        timeProcess('bcftools', ['gtcheck', '-u', 'GT', '-e', '0', path]) +
        timeProcess('bcftools', mendelianCommand(path, ped))
      // bcftools reads the whole file twice: minutes of it say no more than one run.
      const other = context.tools.bcftools ? theirs : null
      const times = await alternate(other ? 1 : context.runs, ours, other)
      return { name: 'quality-trio-5m', ...times, target: TARGET_MS, targetOf: 'ms', peakRssMb: null }
    } finally {
      await quality.close()
    }
  },
}

/** Each of a trio's files of reads held against its three sample columns, in the engine's threads. */
const sampleSwap: Benchmark = {
  name: 'quality-swap-trio',
  async measure(context: BenchContext): Promise<Row> {
    const { data, scratch } = context
    const cache = join(scratch, 'cache')
    const bams = await Promise.all(SAMPLES.map((sample) => data.bam(sample)))
    for (const bam of bams) await ensureBamIndex(bam, cache)
    const quality = await openQuality(await data.genomeVcf(), cache)
    try {
      const alignments = await quality.alignments(bams)
      const ours = async (): Promise<number> => {
        const start = performance.now()
        const sites = await quality.swap(alignments)
        if (sites < 100) throw new Error(`only ${sites} sites were compared`)
        return performance.now() - start
      }
      // Neither samtools nor bcftools has it: pile-up, calling and comparing are three programs and a reference.
      const times = await alternate(context.runs, ours, null)
      return { name: 'quality-swap-trio', ...times, target: TARGET_MS, targetOf: 'ms', peakRssMb: null }
    } finally {
      await quality.close()
    }
  },
}

export const QUALITY_ROWS: readonly Benchmark[] = [relatednessAndMendelian, sampleSwap]
