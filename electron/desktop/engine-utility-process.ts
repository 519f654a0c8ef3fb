import { fileURLToPath } from 'node:url'
import type { EngineSettings } from '../engine/context.ts'
import type { EngineProcess } from '../host/engine-port.ts'
import { createTail } from '../host/text-tail.ts'

/** The parts of Electron's `utilityProcess` used here. */
type UtilityChild = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
  readonly stderr: { on(event: 'data', listener: (chunk: unknown) => void): unknown } | null
}
export type UtilityForker = {
  fork(
    file: string,
    args: string[],
    options: { serviceName: string; stdio: ('ignore' | 'pipe')[]; execArgv: string[] },
  ): UtilityChild
}

/** Starts the engine as a utility process of Electron, after `ready`. */
export function forkUtilityEngine(utility: UtilityForker, entry: URL, start: EngineSettings): EngineProcess {
  const child = utility.fork(fileURLToPath(entry), [JSON.stringify(start)], {
    serviceName: 'Casement engine',
    stdio: ['ignore', 'ignore', 'pipe'],
    execArgv: [],
  })
  const lastWords = createTail()
  child.stderr?.on('data', (chunk) => lastWords.add(String(chunk)))
  return {
    post: child.postMessage.bind(child),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      child.on('exit', (code) =>
        listener([`exit code ${code}`, lastWords.text()].filter((part) => part !== '').join('\n')),
      )
    },
    kill: () => child.kill(),
  }
}
