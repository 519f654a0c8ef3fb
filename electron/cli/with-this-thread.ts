import { buildBamIndexJob } from '../engine/indexing/build-bam-index.ts'
import { buildVcfIndexJob } from '../engine/indexing/vcf-index-builder.ts'
import type { Job } from '../engine/work/job.ts'
import type { JobInput, JobName, JobOutput } from '../engine/work/jobs.ts'
import { scanJobs } from '../engine/work/scan-jobs.ts'
import type { WorkerPool } from '../engine/work/worker-pool.ts'

/** What this thread may do itself. */
const JOBS = { ...scanJobs, buildBamIndex: buildBamIndexJob, buildVcfIndex: buildVcfIndexJob }

/**
 * A pool with one thread more: the calling one, which does what it is free for. It is at work while the others start
 * (a tenth of a second), and needs no copy of what it found. Not for the engine, whose own thread has people to answer.
 */
export function withThisThread(threads: Pick<WorkerPool, 'run'>): Pick<WorkerPool, 'run'> {
  let isFree = true
  return {
    async run<K extends JobName>(
      name: K,
      input: JobInput<K>,
      context: Parameters<WorkerPool['run']>[2],
    ): Promise<JobOutput<K>> {
      const job = isFree ? jobNamed(name) : undefined
      if (!job) return threads.run(name, input, context)
      isFree = false
      try {
        return await job(input, context)
      } finally {
        isFree = true
      }
    },
  }
}

function jobNamed<K extends JobName>(name: K): Job<JobInput<K>, JobOutput<K>> | undefined {
  // The names are those of the registry in jobs.ts, which types both.
  return (JOBS as Partial<Record<JobName, unknown>>)[name] as Job<JobInput<K>, JobOutput<K>> | undefined
}
