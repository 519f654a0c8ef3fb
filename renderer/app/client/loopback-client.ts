import * as z from 'zod'
import type { Reply } from '../../../shared/contract.ts'
import { type CasementError, casementErrorSchema } from '../../../shared/errors/casement-error.ts'
import { readEventStream } from './event-stream.ts'
import type { Transport } from './transport.ts'

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: casementErrorSchema }),
])
const messageSchema = z.object({ name: z.string(), payload: z.unknown() })

/** Waits between attempts to reach the server again, ms; the last one repeats. */
const RETRY_MS = [250, 500, 1000, 2000, 5000]

const SESSION_ENDED = 'This session has ended. Open the address that casement serve printed.'
const UNREACHABLE = 'The Casement server cannot be reached.'

export type LoopbackOptions = {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string
  readonly fetch: typeof fetch
  readonly retryMs?: readonly number[]
}

/**
 * The transport to `casement serve`: `POST /call/<name>`, one event stream, bulk under `/bulk/`. When the stream
 * breaks the page hears `engine.state: down`; when it is back, `restarted`, because events may have been missed and
 * everything shown has to be asked for again.
 */
export function loopbackTransport(options: LoopbackOptions): Transport {
  const { origin } = options
  const retryMs = options.retryMs ?? RETRY_MS

  const call = async (name: string, input: unknown): Promise<Reply<unknown>> => {
    let response: Response
    try {
      response = await options.fetch(`${origin}/call/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
        credentials: 'same-origin',
        cache: 'no-store',
      })
      if (response.status === 401) return disconnected(SESSION_ENDED)
      const parsed = replySchema.safeParse(await response.json())
      if (!parsed.success) return failed({ kind: 'internal', detail: `${name}: answer ${response.status}` })
      return parsed.data
    } catch (thrown) {
      return disconnected(`${UNREACHABLE} ${String(thrown)}`)
    }
  }

  const listen = (listener: (name: string, payload: unknown) => void): (() => void) => {
    const stop = new AbortController()
    void follow(stop.signal, listener)
    return () => {
      stop.abort()
    }
  }

  const follow = async (
    signal: AbortSignal,
    listener: (name: string, payload: unknown) => void,
  ): Promise<void> => {
    let lost = false
    let attempt = 0
    while (!signal.aborted) {
      const ended = await readOnce(
        signal,
        (name, payload) => listener(name, payload),
        () => {
          attempt = 0
          if (lost) listener('engine.state', { state: 'restarted', detail: null })
          lost = false
        },
      )
      if (signal.aborted) return
      if (ended === 'refused') {
        listener('engine.state', { state: 'failed', detail: SESSION_ENDED })
        return
      }
      if (!lost) listener('engine.state', { state: 'down', detail: UNREACHABLE })
      lost = true
      await pause(retryMs[Math.min(attempt, retryMs.length - 1)] ?? 1000, signal)
      attempt += 1
    }
  }

  /** One connection from its opening to its end, which is normal: a tunnel or a laptop went to sleep. */
  const readOnce = async (
    signal: AbortSignal,
    deliver: (name: string, payload: unknown) => void,
    opened: () => void,
  ): Promise<'refused' | 'broken'> => {
    try {
      const response = await options.fetch(`${origin}/events`, {
        headers: { accept: 'text/event-stream' },
        credentials: 'same-origin',
        cache: 'no-store',
        signal,
      })
      if (response.status === 401) return 'refused'
      if (!response.ok || response.body === null) return 'broken'
      opened()
      for await (const message of readEventStream(response.body)) {
        const parsed = messageSchema.safeParse(JSON.parse(message.data))
        if (parsed.success) deliver(parsed.data.name, parsed.data.payload)
      }
    } catch {
      // Whatever broke the stream, the answer is the same: say so and try again.
    }
    return 'broken'
  }

  return { bulkRoot: `${origin}/bulk/`, call, listen }
}

function failed(error: CasementError): Reply<unknown> {
  return { ok: false, error }
}

function disconnected(detail: string): Reply<unknown> {
  return failed({ kind: 'host/disconnected', detail })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
