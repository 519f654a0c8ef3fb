import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createTail } from './text-tail.ts'
import type { EngineSettings } from '../engine/context.ts'
import type { EngineProcess } from './engine-port.ts'

/** Starts the engine as a child process of Node, for the loopback host and the command line. */
export function forkEngine(entry: URL, start: EngineSettings): EngineProcess {
  const child = fork(fileURLToPath(entry), [JSON.stringify(start)], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastWords = createTail()
  child.stderr?.setEncoding('utf8').on('data', (text: string) => lastWords.add(text))

  return {
    // A message to a process that has just died is lost with it; its exit answers whoever waits.
    post: (message) => child.send(message, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      let told = false
      const tell = (how: string): void => {
        if (told) return
        told = true
        listener([how, lastWords.text()].filter((part) => part !== '').join('\n'))
      }
      // 'close' comes after the last of stderr; 'error' instead of it when the process could not be started.
      child.on('close', (code, signal) => tell(signal === null ? `exit code ${code}` : `ended by ${signal}`))
      child.on('error', (problem) => tell(problem.message))
    },
    kill: () => child.kill('SIGKILL'),
  }
}
