import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readIndexFile } from '../../../electron/engine/indexing/index-file.ts'
import { indexCoverage } from '../../../electron/engine/reads/index-coverage/index-coverage.ts'
import { fullSizeBai, GRCH38 } from '../../support/full-size-index.ts'
import { alternate } from '../row.ts'
import type { Benchmark } from './bench-context.ts'

const NAME = 'coverage-trio-indexes'
const TARGET_MS = 1000

/** Index-only coverage of a trio at 30x, from indexes of full size (synthetic), one after the other in this process. */
export const TRIO_COVERAGE_ROW: Benchmark = {
  name: NAME,
  async measure({ runs, scratch }) {
    const folder = join(scratch, 'full-size')
    mkdirSync(folder, { recursive: true })
    const paths = ['child', 'father', 'mother'].map((member) => join(folder, `${member}.bai`))
    const bytes = fullSizeBai((contig) => (contig === 'chrX' || contig === 'chrY' ? 0.5 : 1))
    for (const path of paths) writeFileSync(path, bytes)
    const ours = async (): Promise<number> => {
      const start = performance.now()
      for (const path of paths) indexCoverage(await readIndexFile(path, path), GRCH38)
      return performance.now() - start
    }
    const times = await alternate(runs, ours, null)
    return { name: NAME, ...times, target: TARGET_MS, targetOf: 'ms', peakRssMb: null }
  },
}
