import { parentPort } from 'node:worker_threads'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { requestAnswerer } from './answer-requests.ts'
import type { WriterReply, WriterRequest } from './writer-protocol.ts'

/**
 * The entry of the thread that writes a store. DuckDB's appender works in the thread that calls it, for seconds on end:
 * neither the engine's own nor one that reads for a person may be that thread.
 */
const say = (reply: WriterReply): void => parentPort?.postMessage(reply, [])
const stop = new AbortController()
const answer = requestAnswerer({
  signal: stop.signal,
  progress: (report) => say({ kind: 'progress', report }),
})

let last = Promise.resolve()
parentPort?.on('message', (request: WriterRequest) => {
  if (request.kind === 'abort') return stop.abort()
  const before = last
  last = (async () => {
    await before
    try {
      const value = await answer(request)
      say(value === undefined ? { kind: 'done' } : { kind: 'done', value })
    } catch (thrown) {
      say({ kind: 'failed', error: errorOf(thrown) })
    }
  })()
})
