import { errorOf } from '../../shared/errors/fault.ts'
import type { Engine } from './engine.ts'
import { BULK_CHUNK, BULK_WINDOW, type BulkHead, type HostMessage, type HostPort } from './link.ts'

/** What a running call or bulk request can be told from outside. */
type Running = {
  readonly abort: AbortController
  readonly credit: () => void
  /** Held while it is answered: the signal of a request that was collected as garbage is never aborted. */
  readonly request?: Request
}

/**
 * Connects an engine to its host's messages: calls to replies, bulk requests to chunks, cancellations to signals,
 * events outwards. `onShutdown` is called when the host asks the process to end, after the engine was disposed.
 */
export function attachEngine(engine: Engine, port: HostPort, onShutdown: () => void): void {
  const running = new Map<number, Running>()

  const answerCall = async (id: number, name: string, input: unknown): Promise<void> => {
    const abort = new AbortController()
    running.set(id, { abort, credit: () => undefined })
    try {
      port.post({ type: 'reply', id, reply: await engine.call(name, input, abort.signal) })
    } catch (thrown) {
      port.post({ type: 'reply', id, reply: { ok: false, error: errorOf(thrown) } })
    } finally {
      running.delete(id)
    }
  }

  const answerBulk = async (id: number, head: BulkHead): Promise<void> => {
    const abort = new AbortController()
    const credits = createCredits(BULK_WINDOW, abort.signal)
    const request = new Request(head.url, {
      method: head.method,
      headers: head.headers.map(([name, value]): [string, string] => [name, value]),
      signal: abort.signal,
    })
    running.set(id, { abort, credit: credits.add, request })
    try {
      const response = await engine.bulk(request)
      const { status, body } = response
      port.post({ type: 'bulk-head', id, status, headers: [...response.headers], body: body !== null })
      if (body !== null) {
        for await (const bytes of chunksOf(body, abort.signal)) {
          await credits.take()
          port.post({ type: 'bulk-chunk', id, bytes })
        }
      }
      port.post({ type: 'bulk-end', id })
    } catch (thrown) {
      // After a cancellation nobody listens any more; the answer is the same and is dropped there.
      port.post({ type: 'bulk-failed', id, error: errorOf(thrown) })
    } finally {
      running.delete(id)
    }
  }

  const receive = (message: HostMessage): void => {
    switch (message.type) {
      case 'call':
        void answerCall(message.id, message.name, message.input)
        return
      case 'bulk':
        void answerBulk(message.id, message.request)
        return
      case 'credit':
        running.get(message.id)?.credit()
        return
      case 'cancel':
        running.get(message.id)?.abort.abort()
        return
      case 'shutdown':
        for (const { abort } of running.values()) abort.abort()
        void engine.dispose().finally(onShutdown)
    }
  }

  engine.on((name, payload) => {
    port.post({ type: 'event', name, payload })
  })
  port.onMessage(receive)
  port.post({ type: 'ready' })
}

/** A counting gate: `take` waits for a credit and rejects when the signal aborts. */
function createCredits(start: number, signal: AbortSignal): { add: () => void; take: () => Promise<void> } {
  let left = start
  let wake: () => void = () => undefined
  const blocked = (): boolean => left === 0 && !signal.aborted
  signal.addEventListener('abort', () => wake(), { once: true })
  return {
    add: () => {
      left += 1
      wake()
    },
    take: async () => {
      while (blocked()) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      signal.throwIfAborted()
      left -= 1
    },
  }
}

/**
 * The body in pieces of at most {@link BULK_CHUNK} bytes, each in a buffer of its own: Electron's clone would send
 * the whole buffer under a view. Leaving early, or an abort, cancels the body.
 */
async function* chunksOf(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  const cancel = (): void => {
    reader.cancel(signal.reason).catch(() => undefined)
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    for (;;) {
      const { value, done } = await reader.read()
      signal.throwIfAborted()
      if (done) return
      for (let from = 0; from < value.byteLength; from += BULK_CHUNK)
        yield value.slice(from, from + BULK_CHUNK)
    }
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
}
