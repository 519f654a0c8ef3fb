import { type ChildProcess, fork } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { UtilityForker } from '../../../electron/desktop/engine-utility-process.ts'
import type { Stage } from './stage.ts'

const PARENT_PORT = fileURLToPath(new URL('parent-port.ts', import.meta.url))

/** Electron's `utilityProcess` over `child_process`: a real process that finds a `process.parentPort`. */
export function createUtilityProcess(stage: Stage, started: ChildProcess[]): UtilityForker {
  return {
    fork(file, args, { stdio: [input, out, err], execArgv }) {
      stage.afterReady('utilityProcess.fork')
      if (input !== 'ignore') throw new Error('stdin of a utility process can only be ignored')
      const child = fork(file, args, {
        serialization: 'advanced',
        execArgv: ['--import', PARENT_PORT, ...execArgv],
        stdio: [input, out, err, 'ipc'],
      })
      started.push(child)
      return {
        postMessage: (message) => {
          if (typeof message === 'object' && message !== null) child.send(message, () => undefined)
        },
        on: (
          event: 'message' | 'exit',
          listener: ((message: unknown) => void) | ((code: number) => void),
        ) => {
          const tell = (value: unknown): unknown => Reflect.apply(listener, undefined, [value])
          // Node's `close` is Electron's `exit` here: its last words have arrived by then.
          return event === 'message'
            ? child.on('message', tell)
            : child.on('close', (code, signal) =>
                tell(code ?? (signal === null ? 1 : constants.signals[signal])),
              )
        },
        kill: () => child.kill('SIGTERM'),
        stderr: child.stderr,
      }
    },
  }
}
