import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Region } from '../../../shared/genome/region.ts'
import { runningEngine, settled } from '../../support/running-engine.ts'
import { SAMPLES } from '../data/bench-data.ts'
import { spreadRegions } from '../regions.ts'
import { alternate } from '../row.ts'
import { ensureBamIndex } from '../product.ts'
import type { Benchmark } from './bench-context.ts'

const STEPS = 30
const WINDOW = 500

/** Somebody looks at a variant for longer than this, ms. */
const LOOK = 120

/**
 * A step to another variant: the reads of one window of each of three BAMs through the engine, its workers and its bulk
 * way; median of some steps to places not read before.
 *
 * @param hinted the engine was told where the step goes while the user was still looking elsewhere
 */
const stepRow = (name: string, hinted: boolean): Benchmark => ({
  name,
  async measure({ data, scratch, runs }) {
    await using engine = runningEngine()
    const paths: string[] = []
    for (const sample of SAMPLES) {
      const path = await data.bam(sample)
      await ensureBamIndex(path, join(scratch, 'cache'))
      paths.push(path)
    }
    await engine.call('case.open', { paths })
    const { files } = await engine.until(settled)
    const ids = files.map((file) => file.id)
    const places = spreadRegions(data.contigs, STEPS * (runs + 1), WINDOW)

    const read = async (id: string, { contig, start, end }: Region): Promise<void> => {
      const query = `referenceName=${contig}&start=${start}&end=${end}`
      await (await engine.bulk(`htsget/blocks/${id}?${query}`)).arrayBuffer()
    }
    const step = async (place: Region): Promise<number> => {
      if (hinted) await engine.call('prefetch.hint', { loci: [place], files: ids })
      await sleep(LOOK)
      const start = performance.now()
      await Promise.all(ids.map((id) => read(id, place)))
      return performance.now() - start
    }
    const ours = async (): Promise<number> => {
      const times: number[] = []
      for (const place of places.splice(0, STEPS)) times.push(await step(place))
      return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
    }
    const times = await alternate(runs, ours, null)
    return { name, ...times, target: null, targetOf: 'ms', peakRssMb: null }
  },
})

export const STEP_ROWS: readonly Benchmark[] = [
  stepRow('trio-step', false),
  stepRow('trio-step-hinted', true),
]
