import * as z from 'zod'
import {
  type CallInput,
  type CallOutput,
  engineCalls,
  type Handlers,
  hostCalls,
  type HostCallName,
  type Reply,
} from '../../shared/contract.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'

/** Answers any call a page may make, whatever it sends; never rejects. */
export type CallGate = (name: unknown, input: unknown, signal: AbortSignal) => Promise<Reply<unknown>>

type EngineCaller = {
  call(name: string, input: unknown, signal: AbortSignal): Promise<Reply<unknown>>
}

/** Calls of the contract that only a host may make: a page has no events to replay. */
const NOT_FOR_PAGES: ReadonlySet<string> = new Set(['case.restore'])

/**
 * The one door both hosts put before everything a page asks for: the name must be in the contract, the input must
 * fit its schema, and what a host's own handler answers is checked before it leaves.
 */
export function createCallGate(engine: EngineCaller, host: Handlers<HostCallName>): CallGate {
  return async (name, input, signal) => {
    if (typeof name !== 'string' || NOT_FOR_PAGES.has(name)) return unknownCall(name)
    try {
      if (isHostCall(name)) return await answer(name, host, input, signal)
      if (!Object.hasOwn(engineCalls, name)) return unknownCall(name)
      const parsed = engineSchemas[name]?.input.safeParse(input)
      if (parsed?.success !== true) return invalid(name, parsed?.error)
      return await engine.call(name, parsed.data, signal)
    } catch (thrown) {
      return failed(errorOf(thrown))
    }
  }
}

const engineSchemas: { readonly [name: string]: { readonly input: z.ZodType } } = engineCalls
const hostSchemas: {
  readonly [K in HostCallName]: {
    readonly input: z.ZodType<CallInput<K>>
    readonly output: z.ZodType<CallOutput<K>>
  }
} = hostCalls

const isHostCall = (name: string): name is HostCallName => Object.hasOwn(hostCalls, name)

async function answer<K extends HostCallName>(
  name: K,
  handlers: Handlers<K>,
  input: unknown,
  signal: AbortSignal,
): Promise<Reply<unknown>> {
  const asked = hostSchemas[name].input.safeParse(input)
  if (!asked.success) return invalid(name, asked.error)
  const value = await handlers[name](asked.data, signal)
  const told = hostSchemas[name].output.safeParse(value)
  if (!told.success) return failed({ kind: 'internal', detail: `${name}: ${z.prettifyError(told.error)}` })
  return { ok: true, value: told.data }
}

function failed(error: CasementError): Reply<unknown> {
  return { ok: false, error }
}

function unknownCall(name: unknown): Reply<unknown> {
  return failed({ kind: 'call/unknown', call: typeof name === 'string' ? name.slice(0, 100) : typeof name })
}

function invalid(name: string, problem: z.ZodError | undefined): Reply<unknown> {
  return failed({
    kind: 'call/invalid',
    call: name,
    detail: problem === undefined ? '' : z.prettifyError(problem),
  })
}
