import * as z from 'zod'
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type Client,
  type EventName,
  type EventPayload,
  events,
} from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Transport } from './transport.ts'

/** The contract seen one name at a time, so that a name's schema and its type stay together in generic code. */
const callSchemas: { readonly [K in CallName]: { readonly output: z.ZodType<CallOutput<K>> } } = calls
const eventSchemas: { readonly [K in EventName]: z.ZodType<EventPayload<K>> } = events

type Listeners = { [K in EventName]: Set<(payload: EventPayload<K>) => void> }

const isEventName = (name: string): name is EventName => Object.hasOwn(events, name)

function internal(what: string, problem: z.core.$ZodError): Fault {
  return new Fault({ kind: 'internal', detail: `${what}: ${z.prettifyError(problem)}` }, { cause: problem })
}

/**
 * The contract's client over any transport. Answers and events are checked against the contract on arrival, so
 * that a defect of a host shows here (`onDefect`, or the rejected call) and not as a strange picture.
 */
export function createClient(
  transport: Transport,
  onDefect: (defect: Fault) => void,
): Client & { close(): void } {
  const listeners: Listeners = {
    'case.changed': new Set(),
    'case.loaded': new Set(),
    'task.changed': new Set(),
    'quality.changed': new Set(),
    'variants.grown': new Set(),
    'engine.state': new Set(),
    'host.openRequest': new Set(),
    'host.menu': new Set(),
  }

  const dispatch = <K extends EventName>(name: K, to: Listeners[K], payload: unknown): void => {
    const parsed = eventSchemas[name].safeParse(payload)
    if (!parsed.success) {
      onDefect(internal(`event ${name}`, parsed.error))
      return
    }
    for (const listener of to) listener(parsed.data)
  }

  const close = transport.listen((name, payload) => {
    if (isEventName(name)) dispatch(name, listeners[name], payload)
    else onDefect(new Fault({ kind: 'internal', detail: `event ${name} is not in the contract` }))
  })

  return {
    bulkRoot: transport.bulkRoot,
    close,
    async call<K extends CallName>(name: K, input: CallInput<K>): Promise<CallOutput<K>> {
      const reply = await transport.call(name, input)
      if (!reply.ok) throw new Fault(reply.error)
      const parsed = callSchemas[name].output.safeParse(reply.value)
      if (!parsed.success) throw internal(`answer to ${name}`, parsed.error)
      return parsed.data
    },
    on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void) {
      listeners[name].add(listener)
      return () => {
        listeners[name].delete(listener)
      }
    },
  }
}
