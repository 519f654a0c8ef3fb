import { stat } from 'node:fs/promises'
import os from 'node:os'
import {
  type BamIndexInput,
  type BamIndexOutput,
  buildBamIndexJob,
} from '../engine/indexing/build-bam-index.ts'
import { indexBamInParts, indexVcfInParts, type Scanning } from '../engine/indexing/parts/scan-parts.ts'
import {
  type VcfIndexInput,
  type VcfIndexOutput,
  buildVcfIndexJob,
} from '../engine/indexing/vcf-index-builder.ts'
import type { JobContext } from '../engine/work/job.ts'
import { createWorkerPool } from '../engine/work/worker-pool.ts'
import { withThisThread } from './with-this-thread.ts'
import { workerFile } from './worker-file.ts'

/** A smaller file is indexed before worker threads have started (compressed bytes). */
const WORTH_THREADS = 8 << 20

async function isWorthThreads(path: string): Promise<boolean> {
  // What is wrong with a file that cannot be asked, the job says.
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  return size >= WORTH_THREADS
}

/** A thread for every core, this one among them: nobody works with the app meanwhile, as somebody does beside the engine's. */
async function withThreads<T>(work: (scanning: Scanning) => Promise<T>): Promise<T> {
  const workers = os.availableParallelism()
  const pool = createWorkerPool(workerFile(), Math.max(1, workers - 1))
  try {
    return await work({ pool: withThisThread(pool), workers })
  } finally {
    await pool.close()
  }
}

/** Indexes a BAM file, a large one with all cores. Errors as {@link buildBamIndexJob}. */
export async function indexBam(input: BamIndexInput, context: JobContext): Promise<BamIndexOutput> {
  if (!(await isWorthThreads(input.path))) return buildBamIndexJob(input, context)
  return withThreads((scanning) => indexBamInParts(scanning, input, context))
}

/** Indexes a VCF, a large one with all cores. Errors as {@link buildVcfIndexJob}. */
export async function indexVcf(input: VcfIndexInput, context: JobContext): Promise<VcfIndexOutput> {
  if (!(await isWorthThreads(input.path))) return buildVcfIndexJob(input, context)
  return withThreads((scanning) => indexVcfInParts(scanning, input, context))
}
