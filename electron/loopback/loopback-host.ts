import os from 'node:os'
import type { AppFiles } from '../host/app-files.ts'
import { createBulkHandler } from '../host/bulk-handler.ts'
import { createCallGate } from '../host/call-gate.ts'
import { forkEngine } from '../host/engine-child-process.ts'
import { superviseEngine } from '../host/engine-supervisor.ts'
import { createOwnPresets } from '../host/own-presets.ts'
import { createRecentCases } from '../host/recent-cases.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { createAuth } from './auth.ts'
import { createFileBrowser } from './file-browser.ts'
import { startLoopbackServer } from './server.ts'

export type LoopbackHost = {
  /** The address to print: it carries the token. */
  readonly url: string
  /** An address that works once, for starting a browser. */
  urlOnce(): string
  close(): Promise<void>
}

export type LoopbackHostOptions = {
  readonly files: AppFiles
  readonly roots: readonly string[]
  readonly port: number
  readonly cacheFolder: string
  readonly casesFolder: string
  readonly configFolder: string
}

/** Worker threads: one core is left for the engine's own thread and the browser. */
const workerCount = (): number => Math.max(1, Math.min(8, os.availableParallelism() - 1))

/** Puts the app on 127.0.0.1: an engine in a process of its own, and the server in front of it. */
export async function startLoopbackHost(options: LoopbackHostOptions): Promise<LoopbackHost> {
  const { files, roots, cacheFolder, casesFolder } = options
  const browser = createFileBrowser(roots)
  const recent = createRecentCases(options.configFolder, (file) => browser.isAllowed(file))
  const engine = superviseEngine({
    start: () =>
      forkEngine(files.engineEntry, {
        cacheFolder,
        casesFolder,
        resources: files.resources,
        roots,
        version: files.version,
        workers: workerCount(),
      }),
  })
  const gate = createCallGate(engine, {
    'host.info': () => Promise.resolve({ kind: 'loopback', platform: process.platform, roots: [...roots] }),
    'host.chooseFiles': () =>
      Promise.reject(new Fault({ kind: 'host/unsupported', what: "the system's own file dialog" })),
    'host.chooseSave': () =>
      Promise.reject(new Fault({ kind: 'host/unsupported', what: "the system's own file dialog" })),
    ...browser.handlers,
    ...recent.handlers,
    ...createOwnPresets(options.configFolder).handlers,
  })

  const auth = createAuth()
  try {
    const server = await startLoopbackServer({
      auth,
      port: options.port,
      gate,
      bulk: createBulkHandler(engine),
      greeting: () => ['engine.state', engine.state()],
      rendererFolder: files.renderer,
    })
    engine.on((name, payload) => {
      recent.observe(name, payload)
      server.send(name, payload)
    })
    const address = (token: string): string => `http://127.0.0.1:${server.port}/?token=${token}`
    return {
      url: address(auth.token),
      urlOnce: () => address(auth.issueOnce()),
      async close() {
        await server.close()
        await engine.stop()
        await recent.settled()
      },
    }
  } catch (thrown) {
    await engine.stop()
    throw thrown
  }
}
