import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type Client,
  type EventName,
  type EventPayload,
  type Handlers,
} from '../../shared/contract.ts'
import { Fault } from '../../shared/errors/fault.ts'

type AnyListener = { readonly name: EventName; readonly listener: (payload: never) => void }

/** A client without an engine: answers what it is given, as data that satisfies the contract. */
export type FakeClient = Client & {
  /** Every call made, oldest first. */
  readonly made: readonly { readonly name: CallName; readonly input: unknown }[]
  emit<K extends EventName>(name: K, payload: EventPayload<K>): void
  /** Replaces or adds an answer. */
  answer<K extends CallName>(name: K, handler: Handlers<K>[K]): void
}

const NEVER_ABORTED = { aborted: false, addEventListener() {}, removeEventListener() {} }

/** The test double of the engine and its host. A call without an answer rejects with `call/unknown`. */
export function createFakeClient(answers: Partial<Handlers<CallName>> = {}): FakeClient {
  const handlers: Partial<Record<CallName, unknown>> = { ...answers }
  const listeners = new Set<AnyListener>()
  const made: { name: CallName; input: unknown }[] = []

  const handlerOf = <K extends CallName>(name: K): Handlers<K>[K] => {
    const handler = handlers[name]
    if (typeof handler !== 'function') throw new Fault({ kind: 'call/unknown', call: name })
    return handler as Handlers<K>[K]
  }
  return {
    bulkRoot: 'http://fake.invalid/bulk/',
    made,
    async call<K extends CallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>> {
      made.push({ name, input })
      const answer = await handlerOf(name)(input, NEVER_ABORTED)
      // A double that answers what the contract does not allow would prove nothing.
      return calls[name].output.parse(answer) as CallOutput<K>
    },
    on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void) {
      const entry: AnyListener = { name, listener }
      listeners.add(entry)
      return () => {
        listeners.delete(entry)
      }
    },
    emit(name, payload) {
      for (const entry of listeners)
        if (entry.name === name) (entry.listener as (payload: unknown) => void)(payload)
    },
    answer(name, handler) {
      handlers[name] = handler
    },
  }
}
