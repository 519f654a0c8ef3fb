import { Worker } from 'node:worker_threads'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { JobProgress } from '../../work/job.ts'
import { buffersOf } from '../../work/transferred.ts'
import type { RestRead, WriterReply, WriterRequest } from './writer-protocol.ts'

/** A thread that writes a store: see `writer-thread.ts`. */
export type WriterThread = {
  /** Does one thing after the other. @throws Fault why it could not be done */
  ask(request: WriterRequest): Promise<RestRead | undefined>
  /** Ends what takes long. */
  abort(): void
  close(): Promise<void>
}

/** @param workerFile the entry of the pool's workers, beside which the writer's lies */
export function startWriterThread(workerFile: URL, progress: (report: JobProgress) => void): WriterThread {
  const isSource = workerFile.href.endsWith('.ts')
  const worker = new Worker(
    new URL(isSource ? '../variants/store/writer-thread.ts' : './store-writer.js', workerFile),
  )
  const waiting: PromiseWithResolvers<RestRead | undefined>[] = []
  const failAll = (thrown: unknown): void => {
    for (const one of waiting.splice(0)) one.reject(thrown)
  }
  worker.on('message', (reply: WriterReply) => {
    if (reply.kind === 'progress') progress(reply.report)
    else if (reply.kind === 'done') waiting.shift()?.resolve(reply.value)
    else waiting.shift()?.reject(new Fault(reply.error))
  })
  worker.on('error', failAll)
  worker.on('exit', () =>
    failAll(new Fault({ kind: 'internal', detail: 'the thread that writes the store ended' })),
  )
  return {
    ask(request) {
      const one = Promise.withResolvers<RestRead | undefined>()
      waiting.push(one)
      worker.postMessage(request, request.kind === 'append' ? buffersOf(request.batches) : [])
      return one.promise
    },
    abort: () => worker.postMessage({ kind: 'abort' } satisfies WriterRequest, []),
    async close() {
      await worker.terminate()
    },
  }
}
