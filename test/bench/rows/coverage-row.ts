import { join } from 'node:path'
import { peakRssOf, timeCasement } from '../casement-process.ts'
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
    const command = ['coverage', path, '--index-only']
    const ours = async (): Promise<number> => timeCasement(command, scratch)
    const times = await alternate(runs, ours, null)
    return {
      name: NAME,
      ...times,
      target: null,
      targetOf: 'ratio',
      peakRssMb: peakRssOf(command, scratch) / 1e6,
    }
  },
}
