import type { Contig } from '../../../../shared/genome/region.ts'
import { SWAP_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import {
  genotypeOfReads,
  judgeSwap,
  type SwapCheck,
  type SwapRow,
  type SwapSettings,
  type SwapSite,
  worstOfSwaps,
} from '../../../../shared/quality/sample-swap.ts'
import type { KeptFile } from '../../reads/open-readers.ts'
import type { JobContext } from '../../work/job.ts'
import type { WorkerPool } from '../../work/worker-pool.ts'
import { chromosomeNumber } from './genotype-columns.ts'
import { type PersonColumn, personOf } from './person-column.ts'
import type { PileUpSite } from './pile-up.ts'
import { swapSites } from './swap-sites.ts'

/** A file of reads, as a worker opens it, and whom the case takes it for. */
export type SwapAlignment = {
  /** Id in the case. */
  readonly id: string
  readonly file: KeptFile
  readonly contigs: readonly Contig[]
  readonly sample: string | null
  /** Whose that sample is; its own person's unless it is said. */
  readonly person?: string
  /** `SM` of its read groups. */
  readonly tags: readonly string[]
}

/**
 * Whether the reads of each file are of the sample they are taken for: their genotypes at SNVs at which the samples differ
 * are held against every sample column.
 *
 * @throws Fault `call/invalid` for a sample that its store does not have, and as the job `pileUpSites`
 */
export async function swapCheck(
  alignments: readonly SwapAlignment[],
  columns: readonly PersonColumn[],
  pool: Pick<WorkerPool, 'run'>,
  context: JobContext,
  settings: SwapSettings = SWAP_THRESHOLDS,
): Promise<SwapCheck> {
  const { signal } = context
  const hasCram = alignments.some(({ file }) => file.kind === 'cram')
  const sites = await swapSites(
    columns,
    alignments.map(({ contigs }) => contigs),
    hasCram && settings.cramSites.value < settings.sites.value
      ? { ...settings, sites: settings.cramSites }
      : settings,
    signal,
  )
  const reading = {
    minMappingQuality: settings.minMappingQuality.value,
    minBaseQuality: settings.minBaseQuality.value,
  }
  const people = columns.map((column) => ({ sample: column.sample, person: personOf(column) }))
  let done = 0
  const rows = await Promise.all(
    alignments.map(async (alignment): Promise<SwapRow> => {
      const parts = partsOf(sitesIn(alignment, sites), alignment.file.kind)
      const counts = await Promise.all(
        parts.map((part) =>
          pool.run(
            'pileUpSites',
            { ...alignment.file, sites: part, settings: reading },
            { signal, progress: () => undefined },
          ),
        ),
      )
      const reads = counts.flat()
      context.progress({
        phase: 'comparing reads with variants',
        done: ++done,
        total: alignments.length,
        unit: 'steps',
      })
      const calls = reads.map((one) => genotypeOfReads(one, settings))
      const { id, sample, person, tags } = alignment
      const of = { file: id, sample, person: person ?? sample, tags }
      return judgeSwap(of, people, sites, calls, settings)
    }),
  )
  return { check: 'sample-swap', verdict: worstOfSwaps(rows), thresholds: settings, sites, rows }
}

/** Sites of a CRAM that one thread piles up at once; with a BAM's each thread would read a large index for a few of them. */
const CRAM_PART = 25

function partsOf(sites: readonly PileUpSite[], kind: KeptFile['kind']): PileUpSite[][] {
  const size = kind === 'cram' ? CRAM_PART : Math.max(1, sites.length)
  return Array.from({ length: Math.ceil(sites.length / size) }, (_, i) =>
    sites.slice(i * size, (i + 1) * size),
  )
}

function sitesIn({ contigs }: SwapAlignment, sites: readonly SwapSite[]): PileUpSite[] {
  const names = new Map(contigs.map(({ name }) => [chromosomeNumber(name), name]))
  return sites.map(({ chromosome, position, ref, alt }) => ({
    contig: names.get(chromosomeNumber(chromosome)) ?? null,
    position,
    ref,
    alt,
  }))
}
