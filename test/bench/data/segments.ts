import os from 'node:os'
import { Piscina } from 'piscina'
import type { ByteSink } from '../../../electron/engine/files/atomic-write.ts'
import type { SegmentRequest } from './segment-worker.ts'

/** Makes segments in worker threads and writes them in order, a few ahead of the one being written. */
export async function writeSegments(requests: readonly SegmentRequest[], sink: ByteSink): Promise<void> {
  const threads = os.availableParallelism()
  const pool = new Piscina<SegmentRequest, Uint8Array>({
    filename: new URL('segment-worker.ts', import.meta.url).href,
    name: 'run',
    maxThreads: threads,
  })
  try {
    const ahead: Promise<Uint8Array>[] = []
    let next = 0
    for (;;) {
      for (; next < requests.length && ahead.length < threads * 2; next++) {
        const request = requests[next]
        if (request) ahead.push(pool.run(request))
      }
      const segment = ahead.shift()
      if (segment === undefined) return
      await sink.write(await segment)
    }
  } finally {
    await pool.destroy()
  }
}
