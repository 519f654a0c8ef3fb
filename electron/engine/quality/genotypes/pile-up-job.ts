import type { SiteReads } from '../../../../shared/quality/sample-swap.ts'
import type { JobContext } from '../../work/job.ts'
import type { KeptFile } from '../../reads/open-readers.ts'
import { readerOf } from '../../reads/reads-input.ts'
import { pileUp, type PileUpSettings, type PileUpSite } from './pile-up.ts'

export type PileUpInput = KeptFile & {
  readonly sites: readonly PileUpSite[]
  readonly settings: PileUpSettings
}

/** Counts of reads at sites of a BAM or a CRAM. Runs in a worker. @throws as `readerOf` and {@link pileUp} */
export async function pileUpJob(input: PileUpInput, { signal }: JobContext): Promise<SiteReads[]> {
  const reader = await readerOf(input)
  return pileUp(reader, input.sites, input.settings, signal)
}
