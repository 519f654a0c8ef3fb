import { move, transferableSymbol, valueSymbol } from 'piscina'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { Job } from './job.ts'
import { progressNowAndThen } from './progress.ts'
import { type JobName, jobs } from './jobs.ts'
import { transferListOf } from './transferred.ts'
import type { JobCommand, JobReply, JobRequest, JobUpdate } from './worker-pool.ts'

/** The entry of a worker thread: runs one job and answers with its value or its domain error: a {@link JobReply}. */
export async function run({ job, input, port }: JobRequest): Promise<unknown> {
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
    const work = await jobNamed(job)
    const value = await work(input, {
      signal: controller.signal,
      progress: progressNowAndThen((report) => say({ kind: 'progress', report })),
    })
    return sent({ ok: true, value }, transferListOf(value))
  } catch (thrown) {
    return { ok: false, error: errorOf(thrown) } satisfies JobReply
  } finally {
    port.close()
  }
}

/** The job, loaded when it is the first of its kind. */
async function jobNamed(name: JobName): Promise<Job<unknown, unknown>> {
  // The pool's `run<K>` guarantees that the input fits the job.
  return (await jobs[name]()) as Job<unknown, unknown>
}

/** A reply whose marked bytes Piscina moves; at the other end it is the plain reply. */
function sent(reply: JobReply, transferList: ArrayBuffer[]): unknown {
  return move({ [transferableSymbol]: transferList, [valueSymbol]: reply })
}
