import { join } from 'node:path'
import { timeCasement } from '../casement-process.ts'
import { ensureBamIndex } from '../product.ts'
import { alternate } from '../row.ts'
import type { Benchmark } from './bench-context.ts'

const NAME = 'coverage-index-only'

/** `casement coverage FILE --index-only` as a process: the coverage of the whole file without reading it. */
export const COVERAGE_ROW: Benchmark = {
  name: NAME,
  async measure({ data, runs, scratch }) {
    const path = await data.bam('CHILD')
    await ensureBamIndex(path, join(scratch, 'cache'))
    let peak = 0
    const ours = async (): Promise<number> => {
      const { ms, peakRss } = timeCasement(['coverage', path, '--index-only'], scratch)
      peak = Math.max(peak, peakRss)
      return ms
    }
    const times = await alternate(runs, ours, null)
    return { name: NAME, ...times, target: null, targetOf: 'ratio', peakRssMb: peak / 1e6 }
  },
}
