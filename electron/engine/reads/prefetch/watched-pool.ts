import type { WorkerPool } from '../../work/worker-pool.ts'
import type { Prefetcher } from './prefetcher.ts'

/** A pool that lets the prefetcher know when somebody waits for it. */
export function watchedPool(
  pool: WorkerPool,
  { asked, settled }: Pick<Prefetcher<never>, 'asked' | 'settled'>,
): WorkerPool {
  return {
    run(job, input, context) {
      asked()
      return pool.run(job, input, context).finally(settled)
    },
    close: () => pool.close(),
  }
}
