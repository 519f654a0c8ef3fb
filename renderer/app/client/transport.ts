import type { Reply } from '../../../shared/contract.ts'

/** Carries calls and events as they are: names and values are checked by `client.ts`, on this side of it. */
export type Transport = {
  call(name: string, input: unknown): Promise<Reply<unknown>>
  /** Starts delivering events to `listener`; asked for once, when the client is made. */
  listen(listener: (name: string, payload: unknown) => void): () => void
  readonly bulkRoot: string
}
