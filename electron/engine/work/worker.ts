import { errorOf } from '../../../shared/errors/fault.ts'
import type { Job } from './job.ts'
import { jobs } from './jobs.ts'
import type { JobCommand, JobReply, JobRequest, JobUpdate } from './worker-pool.ts'

/** The entry of a worker thread: runs one job and answers with its value or its domain error. */
export async function run({ job, input, port }: JobRequest): Promise<JobReply> {
  const controller = new AbortController()
  const say = (update: JobUpdate): void => port.postMessage(update)
  const allowed = new Promise<void>((go) => {
    port.on('message', (command: JobCommand) => {
      if (command.kind === 'abort') controller.abort()
      else go()
    })
  })
  say({ kind: 'ready' })
  await allowed
  try {
    // The pool's `run<K>` guarantees that the input fits the job.
    const work = jobs[job] as Job<unknown, unknown>
    const value = await work(input, {
      signal: controller.signal,
      progress: (report) => say({ kind: 'progress', report }),
    })
    return { ok: true, value }
  } catch (thrown) {
    return { ok: false, error: errorOf(thrown) }
  } finally {
    port.close()
  }
}
