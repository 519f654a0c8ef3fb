import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { VariantQuery } from '../../../shared/variant/variant-query.ts'
import { peakRssOf, timeCasement } from '../casement-process.ts'
import { timeProcess } from '../processes.ts'
import { type Asking, openImported, openImportedTogether } from '../product.ts'
import { alternate, type Row } from '../row.ts'
import type { Benchmark, BenchContext } from './bench-context.ts'

/** What a reviewer asks first: three conditions, a few thousand rows of millions. */
const CONDITIONS = ['impact in ["HIGH", "MODERATE"]', 'popmax_af < 0.001', 'gt(CHILD) == "het"']
/** The same for bcftools, which reads the impact out of the text: of any transcript, where ours is of the shown one. */
const THEIR_CONDITIONS = 'INFO/CSQ~"|MODERATE|" && FMT/GT[0]="0/1" && QUAL>50'

const query = (expressions: readonly string[], sort: VariantQuery['sort'] = []): VariantQuery => ({
  filters: expressions.map((expression) => ({ expression, missing: 'drop' })),
  sort,
})

/** The filter before: other words on the same columns. */
const BEFORE = ['impact == "LOW"', 'popmax_af < 0.01', 'gt(CHILD) == "hom-alt"']

const PAGE = 50

/** `casement variants --count` of a file that was never imported, start of Node included. */
function importing(
  name: string,
  file: (context: BenchContext) => Promise<string>,
  most: number,
  target: number,
): Benchmark {
  return {
    name,
    async measure(context) {
      const path = await file(context)
      const { scratch, runs } = context
      const forget = (): void => rmSync(join(scratch, 'cache', 'variants'), { recursive: true, force: true })
      const command = ['variants', path, '--count']
      const ours = async (): Promise<number> => {
        forget()
        return timeCasement(command, scratch)
      }
      const times = await alternate(Math.min(runs, most), ours, null)
      forget()
      const peak = peakRssOf(command, scratch) / 1e6
      return { name, ...times, target, targetOf: 'ms', peakRssMb: peak }
    },
  }
}

/** Something asked of five million rows, in this process; nothing of the answer is remembered from the run before. */
function asking(
  name: string,
  target: number | null,
  ask: (variants: Asking, run: number) => Promise<void>,
  theirs: ((path: string) => number) | null = null,
  before: (variants: Asking) => Promise<void> = () => Promise.resolve(),
): Benchmark {
  return {
    name,
    async measure(context): Promise<Row> {
      const path = await context.data.genomeVcf()
      const imported = await openImported(path, join(context.scratch, 'cache'))
      let run = 0
      try {
        const ours = async (): Promise<number> => {
          const variants = await imported.ask()
          try {
            await before(variants)
            const start = performance.now()
            await ask(variants, run++)
            return performance.now() - start
          } finally {
            variants.close()
          }
        }
        const other = theirs !== null && context.tools.bcftools ? async () => theirs(path) : null
        // bcftools reads the whole file for each answer: minutes of it say no more than one run.
        const times = await alternate(other ? 1 : context.runs, ours, other)
        return { name, ...times, target, targetOf: 'ms', peakRssMb: null }
      } finally {
        await imported.close()
      }
    },
  }
}

const byFrequency = query([], [{ column: 'popmax_af', descending: true }])

/** The file's rows are known to it: nothing is read but the store. */
const reopening: Benchmark = {
  name: 'variants-reopen-5m',
  async measure(context) {
    const imported = await openImported(await context.data.genomeVcf(), join(context.scratch, 'cache'))
    try {
      const ours = async (): Promise<number> => {
        const start = performance.now()
        await imported.reopen()
        return performance.now() - start
      }
      const times = await alternate(context.runs, ours, null)
      return { name: 'variants-reopen-5m', ...times, target: 300, targetOf: 'ms', peakRssMb: null }
    } finally {
      await imported.close()
    }
  },
}

/** The same conditions asked of two files as one list: how many pass, and the first page. */
const joint: Benchmark = {
  name: 'variants-joint-filter',
  async measure({ data, scratch, runs }) {
    const cache = join(scratch, 'cache')
    const small = await data.genomeVcf()
    const imported = await openImportedTogether([small, await data.svVcf()], cache)
    try {
      const ours = async (): Promise<number> => {
        const variants = await imported.ask()
        try {
          await variants.page(query(BEFORE), 0, PAGE)
          const start = performance.now()
          const { rows, passing } = await variants.page(query(CONDITIONS), 0, PAGE)
          const took = performance.now() - start
          if (passing === 0 || rows !== PAGE) throw new Error(`${passing} passed, ${rows} came`)
          return took
        } finally {
          variants.close()
        }
      }
      const times = await alternate(runs, ours, null)
      return { name: joint.name, ...times, target: 100, targetOf: 'ms', peakRssMb: null }
    } finally {
      await imported.close()
    }
  },
}

export const VARIANT_ROWS: readonly Benchmark[] = [
  importing('variants-import-1m', ({ data }) => data.vcf(), 5, 8_000),
  importing('variants-import-5m', ({ data }) => data.genomeVcf(), 1, 45_000),
  reopening,
  asking(
    'variants-filter-5m',
    100,
    async (variants) => {
      const { rows, passing } = await variants.page(query(CONDITIONS), 0, PAGE)
      if (passing === 0 || rows === 0) throw new Error('nothing passed')
    },
    (path) => timeProcess('bcftools', ['view', '-H', '-i', THEIR_CONDITIONS, path]),
    // As in a list that has been filtered before, otherwise: the columns have been read, nothing of the answer is known.
    async (variants) => void (await variants.page(query(BEFORE), 0, PAGE)),
  ),
  asking(
    'variants-page-5m',
    50,
    async (variants, run) => {
      await variants.page(byFrequency, Math.floor((variants.rows / 11) * ((run % 9) + 1)), PAGE)
    },
    null,
    async (variants) => void (await variants.order(byFrequency)),
  ),
  asking('variants-sort-5m', null, async (variants) => void (await variants.page(byFrequency, 0, PAGE))),
  joint,
]
