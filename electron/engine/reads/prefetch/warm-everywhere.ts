import type { WorkerPool } from '../../work/worker-pool.ts'
import type { WarmInput } from './warm-job.ts'

/**
 * Warms a region in as many threads at once: blocks are kept per thread, and nobody knows which thread will be asked.
 *
 * @throws Fault as `warmRegionJob`
 */
export async function warmEverywhere(
  pool: WorkerPool,
  threads: number,
  input: WarmInput,
  signal: AbortSignal,
): Promise<void> {
  const context = { signal, progress: (): void => {} }
  await Promise.all(Array.from({ length: threads }, () => pool.run('warmRegion', input, context)))
}
