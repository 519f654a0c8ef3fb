import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import type { JobContext, JobProgress } from './job.ts'
import type { JobInput, JobName, JobOutput } from './jobs.ts'

/** What goes to a worker: the job's name and input, and the port its progress and cancellation travel on. */
export type JobRequest = { readonly job: JobName; readonly input: unknown; readonly port: MessagePort }
/** What a worker answers: domain errors are values, so that they survive the structured clone whole. */
export type JobReply = { ok: true; value: unknown } | { ok: false; error: CasementError }
/** Messages on the port, from the worker and to it. A worker says `ready` and does nothing before `go`. */
export type JobUpdate = { kind: 'ready' } | { kind: 'progress'; report: JobProgress }
export type JobCommand = { kind: 'go' } | { kind: 'abort' }

/** Runs jobs in worker threads. */
export type WorkerPool = {
  /**
   * Rejects with a Fault when the job fails. An aborted signal reaches the job as its own signal, so that it can
   * clean up; a job that has not started yet is never started.
   */
  run<K extends JobName>(job: K, input: JobInput<K>, context: JobContext): Promise<JobOutput<K>>
  close(): Promise<void>
}

/**
 * Jobs that take minutes, or that nobody waits for, and run as tasks. They have threads of their own: a click must not wait behind the indexing
 * of a genome.
 */
const LONG_JOBS: ReadonlySet<JobName> = new Set<JobName>([
  'buildBamIndex',
  'buildFastaIndexes',
  'buildVcfIndex',
  'countCoverage',
  'digestFile',
  'pileUpSites',
  'readFileFacts',
  'readGeneModel',
  'readInput',
  'readRefBases',
  'scanBamPart',
  'scanVariantPart',
  'scanVcfPart',
  'writeDemoCase',
])

/** Threads that answer a person: a trio's reads and its reference are asked for at once. */
const MIN_QUICK_THREADS = 2

/**
 * @param workerFile the worker's entry, exporting the function `run`
 * @param size number of threads for long jobs; those that somebody waits for have as many again, at least two
 */
export function createWorkerPool(workerFile: URL, size: number): WorkerPool {
  const threads = (maxThreads: number): Piscina =>
    new Piscina({
      filename: workerFile.href,
      name: 'run',
      minThreads: 0,
      maxThreads,
      // Starting a thread costs ~30 ms: keep idle ones for the next click, let go of them when the user went away.
      idleTimeout: 60_000,
    })
  const long = threads(size)
  const quick = threads(Math.max(MIN_QUICK_THREADS, size))

  return {
    async run<K extends JobName>(job: K, input: JobInput<K>, context: JobContext): Promise<JobOutput<K>> {
      throwIfCancelled(context.signal, job)
      const { port1, port2 } = new MessageChannel()
      const unstarted = new AbortController()
      let started = false
      const command = (message: JobCommand): void => port1.postMessage(message)
      const onAbort = (): void => {
        // Piscina's own abort ends the thread, in the middle of a write if need be: right for a job that is still
        // queued (nothing has happened yet), wrong for a running one, which gets to clean up after itself.
        if (started) command({ kind: 'abort' })
        else unstarted.abort()
      }
      port1.on('message', (update: JobUpdate) => {
        if (update.kind === 'progress') context.progress(update.report)
        else {
          started = true
          command({ kind: 'go' })
        }
      })
      context.signal.addEventListener('abort', onAbort, { once: true })
      try {
        const request: JobRequest = { job, input, port: port2 }
        const reply: JobReply = await (LONG_JOBS.has(job) ? long : quick).run(request, {
          transferList: [port2],
          signal: unstarted.signal,
        })
        if (!reply.ok) throw new Fault(reply.error)
        // The registry in jobs.ts types both ends of this one crossing.
        return reply.value as JobOutput<K>
      } catch (thrown) {
        if (unstarted.signal.aborted) throwIfCancelled(context.signal, job)
        throw thrown
      } finally {
        context.signal.removeEventListener('abort', onAbort)
        port1.close()
      }
    },
    async close() {
      await Promise.all([long.destroy(), quick.destroy()])
    },
  }
}
