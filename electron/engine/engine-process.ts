import process from 'node:process'
import { z } from 'zod'
import { attachEngine } from './attach-engine.ts'
import { createEngine } from './engine.ts'
import { type HostPort, isHostMessage } from './link.ts'

/**
 * The entry of the engine's own process, started by a host with its options as JSON in the first argument. It talks
 * over whichever channel it was given: Electron's `process.parentPort` or Node's `process.send`.
 */
const optionsSchema = z.object({
  cacheFolder: z.string(),
  casesFolder: z.string().nullable(),
  resources: z.string(),
  roots: z.array(z.string()).nullable(),
  version: z.string(),
  workers: z.number().int().min(1),
})

/** The part of Electron's `parentPort` used here; this layer does not know Electron. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value
}

function hostPort(): HostPort {
  const desktop: unknown = 'parentPort' in process ? process.parentPort : undefined
  if (isParentPort(desktop)) {
    return {
      post: desktop.postMessage.bind(desktop),
      onMessage: (listener) => {
        desktop.on('message', ({ data }) => {
          if (isHostMessage(data)) listener(data)
        })
      },
    }
  }
  return {
    post: (message) => {
      // A closed channel means that the host is gone; 'disconnect' below ends this process.
      process.send?.(message, undefined, undefined, () => undefined)
    },
    onMessage: (listener) => {
      process.on('message', (message: unknown) => {
        if (isHostMessage(message)) listener(message)
      })
    },
  }
}

// Running from source (tests, development) or from the build decides the worker's file.
const worker = import.meta.url.endsWith('.ts') ? './work/worker.ts' : './worker.js'
const engine = createEngine({
  ...optionsSchema.parse(JSON.parse(process.argv[2] ?? '{}')),
  workerFile: new URL(worker, import.meta.url),
})
const leave = (): void => process.exit(0)

// Ctrl-C in a terminal reaches the whole process group: the host decides when the engine ends.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => {
  void engine.dispose().finally(leave)
})
attachEngine(engine, hostPort(), leave)
