import type { EventName, Reply } from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'

/**
 * The messages between a host and its engine process; they go through a structured clone. An `id` names one call or
 * one bulk request and is chosen by the host, never used twice in the life of a process.
 *
 * A bulk body flows by credit: the engine may send {@link BULK_WINDOW} chunks, then one more for each `credit` the
 * host returns, so that a slow reader holds back the engine and nothing piles up in between.
 */
export type HostMessage =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'bulk'; readonly id: number; readonly request: BulkHead }
  | { readonly type: 'credit'; readonly id: number }
  /** The asker is gone: aborts the signal of that call or bulk request. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'shutdown' }

export type EngineMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly type: 'event'; readonly name: EventName; readonly payload: unknown }
  | {
      readonly type: 'bulk-head'
      readonly id: number
      readonly status: number
      readonly headers: readonly Header[]
      /** False when the answer has no body, not even an empty one. */
      readonly body: boolean
    }
  | { readonly type: 'bulk-chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'bulk-end'; readonly id: number }
  | { readonly type: 'bulk-failed'; readonly id: number; readonly error: CasementError }

type Header = readonly [name: string, value: string]
export type BulkHead = { readonly method: string; readonly url: string; readonly headers: readonly Header[] }

/** Chunks of one bulk body under way at once. */
export const BULK_WINDOW = 8
/** Largest chunk, bytes. */
export const BULK_CHUNK = 256 * 1024

/** The engine's end of the link. */
export type HostPort = {
  post(message: EngineMessage): void
  onMessage(listener: (message: HostMessage) => void): void
}

const typeOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined

const HOST_TYPES: ReadonlySet<unknown> = new Set(['call', 'bulk', 'credit', 'cancel', 'shutdown'])
const ENGINE_TYPES: ReadonlySet<unknown> = new Set([
  'ready',
  'reply',
  'event',
  'bulk-head',
  'bulk-chunk',
  'bulk-end',
  'bulk-failed',
])

/** Tells our messages from whatever else a process may print on its channel; both ends are this program. */
export const isHostMessage = (message: unknown): message is HostMessage => HOST_TYPES.has(typeOf(message))
export const isEngineMessage = (message: unknown): message is EngineMessage =>
  ENGINE_TYPES.has(typeOf(message))
