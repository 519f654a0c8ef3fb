import type { Job } from '../engine/work/job.ts'
import { type JobInput, type JobName, type JobOutput, jobs } from '../engine/work/jobs.ts'
import type { WorkerPool } from '../engine/work/worker-pool.ts'

/** What this thread may do itself. */
const HERE: ReadonlySet<JobName> = new Set([
  'buildBamIndex',
  'buildVcfIndex',
  'scanBamPart',
  'scanVariantPart',
  'scanVcfPart',
])

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
      if (!isFree || !HERE.has(name)) return threads.run(name, input, context)
      isFree = false
      try {
        // The names are those of the registry, which types both ends.
        const job = (await jobs[name]()) as Job<JobInput<K>, JobOutput<K>>
        return await job(input, context)
      } finally {
        isFree = true
      }
    },
  }
}
