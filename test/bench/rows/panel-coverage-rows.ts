import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLES } from '../data/bench-data.ts'
import { startPanel } from '../panel-process.ts'
import { outputOf, timeProcess } from '../processes.ts'
import { ensureBamIndex } from '../product.ts'
import { alternate } from '../row.ts'
import type { Benchmark } from './bench-context.ts'

const GENES = 200
/** ms */
const AIM = 20_000
/** Of samtools' time, one thread of it. */
const RATIO = 1.5

/** As samtools depth counts; bedcov has no way to count mates once. */
const DEPTH = ['depth', '-s', '-Q', '11', '-b'] as const
const BEDCOV = ['bedcov', '-Q', '11', '-d', '15'] as const

type Theirs = {
  readonly command: readonly string[]
  readonly target: number
  readonly targetOf: 'ratio' | 'ms'
}

/**
 * Coverage of every exon of 200 genes in a trio, by two threads of an engine that is running, and by samtools with one
 * thread, file by file. `bedcov` goes through the index as we do; `depth` reads the whole file.
 */
const panelRow = (name: string, { command, target, targetOf }: Theirs): Benchmark => ({
  name,
  async measure({ data, sizeMb, scratch, runs, tools, say }) {
    const cache = join(scratch, 'cache')
    const paths: string[] = []
    for (const sample of SAMPLES) {
      const path = await data.bam(sample)
      await ensureBamIndex(path, cache)
      paths.push(path)
    }
    const panel = startPanel(GENES, sizeMb, cache, paths)
    try {
      const { bed: text, depths } = await panel.count()
      const bed = join(scratch, 'panel.bed')
      writeFileSync(bed, text)
      say(`${name}: ${text.split('\n').length - 1} stretches`)
      const ours = async (): Promise<number> => (await panel.count()).ms
      const theirs = async (): Promise<number> =>
        paths.reduce((ms, path) => ms + timeProcess('samtools', [...command, bed, path]), 0)
      const times = await alternate(runs, ours, tools.samtools ? theirs : null)
      if (tools.samtools) assertLikeDepths(name, bed, paths[0] ?? '', depths[0] ?? 0)
      return { name, ...times, target, targetOf, peakRssMb: null }
    } finally {
      await panel.close()
    }
  },
})

/**
 * A time is worth nothing when the answer is another. Ours is a little more: where the earlier mate has a deletion and the
 * later one bases, samtools depth counts none.
 */
function assertLikeDepths(name: string, bed: string, path: string, ours: number): void {
  const lines = outputOf('samtools', [...DEPTH, bed, path]).split('\n')
  const theirs = lines.reduce((sum, line) => sum + Number(line.split('\t')[2] ?? 0), 0)
  if (ours < theirs || ours > theirs * 1.001)
    throw new Error(`${name}: depths add up to ${ours} for us and to ${theirs} for samtools`)
}

export const PANEL_COVERAGE_ROWS: readonly Benchmark[] = [
  panelRow(`panel-coverage-${GENES}`, { command: BEDCOV, target: RATIO, targetOf: 'ratio' }),
  panelRow(`panel-coverage-${GENES}-depth`, { command: DEPTH, target: AIM, targetOf: 'ms' }),
]
