import { join } from 'node:path'
import type { Region } from '../../../shared/genome/region.ts'
import { AMPLICON } from '../data/amplicon.ts'
import { ensureBamIndex, openReads } from '../product.ts'
import { spreadRegions } from '../regions.ts'
import { alternate } from '../row.ts'
import type { Benchmark, BenchContext } from './bench-context.ts'

type SlabRow = {
  readonly name: string
  /** Slabs computed in one run, of which the median counts. */
  readonly perRun: number
  /** Most ms. */
  readonly target: number
  readonly path: (context: BenchContext) => Promise<string>
  readonly regions: (context: BenchContext, count: number) => Region[]
}

/** One slab, encoded, in this process; blocks of the file that were not inflated before, the file in the page cache. */
const slabRow = ({ name, perRun, target, path, regions }: SlabRow): Benchmark => ({
  name,
  async measure(context) {
    const { runs, scratch } = context
    const file = await path(context)
    await ensureBamIndex(file, join(scratch, 'cache'))
    const reads = await openReads(file, join(scratch, 'cache'))
    try {
      const places = regions(context, perRun * (runs + 1))
      const ours = async (): Promise<number> => {
        const times: number[] = []
        for (const region of places.splice(0, perRun)) {
          reads.forget()
          const start = performance.now()
          await reads.readSlab(region)
          times.push(performance.now() - start)
        }
        return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN
      }
      return { name, ...(await alternate(runs, ours, null)), target, targetOf: 'ms', peakRssMb: null }
    } finally {
      await reads.close()
    }
  },
})

const child = ({ data }: BenchContext): Promise<string> => data.bam('CHILD')
const spread =
  (length: number): SlabRow['regions'] =>
  ({ data }, count) =>
    spreadRegions(data.contigs, count, length)

export const SLAB_ROWS: readonly Benchmark[] = [
  slabRow({ name: 'slab-500bp', perRun: 50, target: 3, path: child, regions: spread(500) }),
  // A window of 29 kb with one on either side.
  slabRow({ name: 'slab-29kb', perRun: 10, target: 45, path: child, regions: spread(87_000) }),
  slabRow({
    name: 'slab-amplicon-20000x',
    perRun: 3,
    target: 150,
    path: ({ data }) => data.amplicon(),
    regions: (_, count) => Array.from({ length: count }, () => AMPLICON),
  }),
]
