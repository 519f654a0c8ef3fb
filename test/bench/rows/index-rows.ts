import os from 'node:os'
import { join } from 'node:path'
import { peakRssOf, timeCasement } from '../casement-process.ts'
import { timeProcess } from '../processes.ts'
import { openEngine } from '../product.ts'
import { alternate } from '../row.ts'
import type { Benchmark, BenchContext } from './bench-context.ts'

/** Threads the outside tools get beside their main one, as the targets are set. */
const THREADS = '2'

type Indexing = {
  readonly name: string
  readonly file: (context: BenchContext) => Promise<string>
  readonly format: 'bai' | 'csi' | 'tbi'
  readonly tool: 'samtools' | 'bcftools'
  /** The tool's arguments to index `path` into `output`. */
  readonly args: (path: string, output: string) => readonly string[]
  readonly target: number | null
}

/** `casement index` against an outside tool, each a process of its own, start of Node included. */
function indexing({ name, file, format, tool, args, target }: Indexing): Benchmark {
  return {
    name,
    async measure(context) {
      const { runs, scratch, tools } = context
      const path = await file(context)
      const command = ['index', path, '--format', format]
      const ours = async (): Promise<number> => timeCasement(command, scratch)
      const output = join(scratch, `theirs.${format}`)
      const theirs = tools[tool] ? async () => timeProcess(tool, args(path, output)) : null
      const times = await alternate(runs, ours, theirs)
      return { name, ...times, target, targetOf: 'ratio', peakRssMb: peakRssOf(command, scratch) / 1e6 }
    },
  }
}

const child = ({ data }: BenchContext): Promise<string> => data.bam('CHILD')

/** The same index built by the app's engine: its worker threads are running, no process has to start. */
const inEngine: Benchmark = {
  name: 'bai-in-engine',
  async measure(context) {
    const path = await child(context)
    const { scratch, runs } = context
    const engine = openEngine(Math.max(1, os.availableParallelism() - 1))
    try {
      const ours = async (): Promise<number> => {
        const start = performance.now()
        await engine.indexBam(path, join(scratch, 'cache'))
        return performance.now() - start
      }
      const times = await alternate(runs, ours, null)
      return { name: 'bai-in-engine', ...times, target: null, targetOf: 'ratio', peakRssMb: null }
    } finally {
      await engine.close()
    }
  },
}

export const INDEX_ROWS: readonly Benchmark[] = [
  indexing({
    name: 'bai',
    file: child,
    format: 'bai',
    tool: 'samtools',
    args: (path, output) => ['index', '-@', THREADS, '-o', output, path],
    target: 1.1,
  }),
  inEngine,
  indexing({
    name: 'csi',
    file: child,
    format: 'csi',
    tool: 'samtools',
    args: (path, output) => ['index', '-c', '-@', THREADS, '-o', output, path],
    target: null,
  }),
  indexing({
    name: 'tbi',
    file: ({ data }) => data.vcf(),
    format: 'tbi',
    tool: 'bcftools',
    args: (path, output) => ['index', '-t', '-f', '--threads', THREADS, '-o', output, path],
    target: 1.1,
  }),
]
