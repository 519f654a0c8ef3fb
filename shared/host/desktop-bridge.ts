import type { Reply } from '../contract.ts'

/**
 * What the preload script puts on `window.casement`: the only door from the page to the desktop host. The preload
 * `satisfies` this type and the renderer's desktop client is written against it. `DroppedFile` is the DOM's `File`
 * (this layer knows no DOM).
 */
export type DesktopBridge<DroppedFile = unknown> = {
  /** Never rejects for a domain error: those are in the reply. */
  readonly call: (name: string, input: unknown) => Promise<Reply<unknown>>
  /** Every event of the contract; the returned function stops listening. */
  readonly onEvent: (listener: (name: string, payload: unknown) => void) => () => void
  /** Path of a file that was dropped on the page; empty when it has none on disk. */
  readonly pathOfFile: (file: DroppedFile) => string
  /** Absolute URL prefix of bulk requests, ending in `/`. */
  readonly bulkRoot: string
}
