import type { EventName, Reply } from '../../shared/contract.ts'
import { type CasementError, casementErrorSchema } from '../../shared/errors/casement-error.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { errorResponse } from '../engine/error-response.ts'
import { type EngineMessage, isEngineMessage } from '../engine/link.ts'
import { type BodyFeed, createBodyFeed } from './body-feed.ts'
import type { EngineProcess } from './engine-port.ts'

/** The host's end of the link to one engine process, from its start to its death. */
export type EngineLink = {
  call(name: string, input: unknown, signal?: AbortSignal): Promise<Reply<unknown>>
  /** Resolves with the answer's head; errors before it are answered as responses, later ones break the body. */
  bulk(request: Request): Promise<Response>
  readonly ready: Promise<void>
  /** Resolves when the process is gone, with what is known about it. Everything pending has been answered by then. */
  readonly died: Promise<string>
  shutdown(): void
  kill(): void
}

type PendingCall = { readonly name: string; readonly answer: (reply: Reply<unknown>) => void }
type PendingBulk = {
  readonly url: string
  readonly feed: BodyFeed
  readonly answer: (response: Response) => void
}

export function linkEngine(
  engine: EngineProcess,
  told: {
    event(name: EventName, payload: unknown): void
    /** The process is gone; told before anything pending is answered. */
    death?(): void
  },
): EngineLink {
  const calls = new Map<number, PendingCall>()
  const bulks = new Map<number, PendingBulk>()
  const ready = Promise.withResolvers<void>()
  const died = Promise.withResolvers<string>()
  let deathDetail: string | null = null
  let nextId = 1

  const failBulk = (id: number, error: CasementError): void => {
    const bulk = bulks.get(id)
    bulks.delete(id)
    bulk?.answer(errorResponse(error))
    bulk?.feed.fail(new Fault(error))
  }

  const receive = (message: EngineMessage): void => {
    switch (message.type) {
      case 'ready':
        ready.resolve()
        return
      case 'event':
        told.event(message.name, message.payload)
        return
      case 'reply':
        calls.get(message.id)?.answer(message.reply)
        return
      case 'bulk-head': {
        const bulk = bulks.get(message.id)
        const headers = message.headers.map(([name, value]): [string, string] => [name, value])
        bulk?.answer(new Response(message.body ? bulk.feed.body : null, { status: message.status, headers }))
        return
      }
      case 'bulk-chunk':
        bulks.get(message.id)?.feed.push(message.bytes)
        return
      case 'bulk-end':
        bulks.get(message.id)?.feed.end()
        bulks.delete(message.id)
        return
      case 'bulk-failed':
        failBulk(message.id, casementErrorSchema.parse(message.error))
    }
  }

  engine.onMessage((message) => {
    if (isEngineMessage(message)) receive(message)
  })
  engine.onExit((detail) => {
    deathDetail = detail
    told.death?.()
    for (const { name, answer } of calls.values())
      answer({ ok: false, error: { kind: 'engine/died', call: name, detail } })
    for (const [id, { url }] of bulks) failBulk(id, { kind: 'engine/died', call: callOfUrl(url), detail })
    died.resolve(detail)
  })

  return {
    ready: ready.promise,
    died: died.promise,

    call(name, input, signal) {
      if (deathDetail !== null)
        return Promise.resolve({ ok: false, error: { kind: 'engine/died', call: name, detail: deathDetail } })
      if (signal?.aborted) return Promise.resolve(cancelled(name))
      const id = nextId++
      return new Promise((resolve) => {
        const answer = (reply: Reply<unknown>): void => {
          calls.delete(id)
          signal?.removeEventListener('abort', onAbort)
          resolve(reply)
        }
        const onAbort = (): void => {
          engine.post({ type: 'cancel', id })
          answer(cancelled(name))
        }
        calls.set(id, { name, answer })
        signal?.addEventListener('abort', onAbort, { once: true })
        engine.post({ type: 'call', id, name, input })
      })
    },

    bulk(request) {
      const { url, method, headers, signal } = request
      if (deathDetail !== null)
        return Promise.resolve(
          errorResponse({ kind: 'engine/died', call: callOfUrl(url), detail: deathDetail }),
        )
      if (signal.aborted) return Promise.reject(abortReason(signal))
      const id = nextId++
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          if (!bulks.delete(id)) return
          engine.post({ type: 'cancel', id })
        }
        const feed = createBodyFeed({
          taken: () => {
            if (bulks.has(id)) engine.post({ type: 'credit', id })
          },
          cancelled: leave,
          done: () => signal.removeEventListener('abort', onAbort),
        })
        const onAbort = (): void => {
          leave()
          reject(abortReason(signal))
          feed.fail(abortReason(signal))
        }
        bulks.set(id, { url, feed, answer: resolve })
        signal.addEventListener('abort', onAbort, { once: true })
        engine.post({ type: 'bulk', id, request: { method, url, headers: [...headers] } })
      })
    },

    shutdown: () => engine.post({ type: 'shutdown' }),
    kill: () => engine.kill(),
  }
}

function cancelled(name: string): Reply<unknown> {
  return { ok: false, error: { kind: 'task/cancelled', title: name } }
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError')
}

/** The part of a bulk URL that says what was asked for, without data of the case. */
function callOfUrl(url: string): string {
  return new URL(url).pathname
}
