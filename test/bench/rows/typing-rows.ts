import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { layOut } from '../../../renderer/browser/reads/layout.ts'
import { CHROMOSOMES, chromosomeLength } from '../../../shared/genome/chromosome-length.ts'
import { makeSlab } from '../../support/make-slab.ts'
import { runningEngine, settled } from '../../support/running-engine.ts'
import { vcfText } from '../../support/vcf-text.ts'
import { alternate } from '../row.ts'
import type { Benchmark } from './bench-context.ts'

const READS = 20_000
const TYPED = ['a', 'c', 'm', 's', 't', 'z', '1', 'br', 'ens']

/** The rows of 20,000 overlapping reads, sorted by the base at one place: what a key or a scroll may wait for. */
const LAYOUT_ROW: Benchmark = {
  name: 'layout-20000-reads',
  async measure({ runs }) {
    const reads = Array.from({ length: READS }, (_, i) => ({ start: i * 4, end: i * 4 + 150 }))
    const slab = makeSlab({ start: 0, end: READS * 4 + 200 }, reads)
    const ours = async (): Promise<number> => {
      const start = performance.now()
      layOut(slab, {
        viewAsPairs: false,
        showSoftClips: false,
        groupBy: 'none',
        sortBy: 'base',
        position: READS * 2,
      })
      return performance.now() - start
    }
    const times = await alternate(Math.max(runs, 9), ours, null)
    return { name: this.name, ...times, target: 10, targetOf: 'ms', peakRssMb: null }
  },
}

/** What the locus box offers after a key: the slowest of some beginnings that many genes have. */
const COMPLETION_ROW: Benchmark = {
  name: 'locus-completion',
  async measure({ scratch, runs }) {
    const path = join(scratch, 'grch38.vcf')
    const meta = CHROMOSOMES.map((c) => `##contig=<ID=chr${c},length=${chromosomeLength('GRCh38', c)}>`)
    writeFileSync(path, vcfText([], { meta }))
    await using engine = runningEngine({ resources: join(import.meta.dirname, '../../../resources') })
    await engine.call('case.open', { paths: [path] })
    await engine.until(settled)
    const ours = async (): Promise<number> => {
      let slowest = 0
      for (const query of TYPED) {
        const start = performance.now()
        const offered = await engine.call('locus.complete', { query, limit: 10 })
        slowest = Math.max(slowest, performance.now() - start)
        if (JSON.stringify(offered).length < 100) throw new Error(`nothing is offered for ${query}`)
      }
      return slowest
    }
    const times = await alternate(runs, ours, null)
    return { name: this.name, ...times, target: 50, targetOf: 'ms', peakRssMb: null }
  },
}

export const TYPING_ROWS: readonly Benchmark[] = [LAYOUT_ROW, COMPLETION_ROW]
