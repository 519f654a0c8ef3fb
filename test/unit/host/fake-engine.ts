import type { EngineMessage, HostMessage } from '../../../electron/engine/link.ts'
import type { EngineProcess } from '../../../electron/host/engine-port.ts'

/** An engine process in the test's own hands: what the host posts is kept, what the test says is heard. */
export type FakeEngine = EngineProcess & {
  readonly posted: HostMessage[]
  say(message: EngineMessage): void
  die(detail?: string): void
  readonly killed: () => boolean
  /** The last message of a type. */
  last<T extends HostMessage['type']>(type: T): Extract<HostMessage, { type: T }>
}

export function createFakeEngine(): FakeEngine {
  const posted: HostMessage[] = []
  const messages: ((message: unknown) => void)[] = []
  const exits: ((detail: string) => void)[] = []
  let killed = false
  const die = (detail = 'exit code 1'): void => exits.forEach((listener) => listener(detail))
  return {
    posted,
    post: (message) => posted.push(structuredClone(message)),
    onMessage: (listener) => messages.push(listener),
    onExit: (listener) => exits.push(listener),
    kill: () => {
      killed = true
      die('killed')
    },
    say: (message) => messages.forEach((listener) => listener(structuredClone(message))),
    die,
    killed: () => killed,
    last(type) {
      const found = posted.findLast(
        (message): message is Extract<HostMessage, { type: typeof type }> => message.type === type,
      )
      if (found === undefined) throw new Error(`nothing of type ${type} was posted`)
      return found
    },
  }
}

/** Lets everything that is already decided happen. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
