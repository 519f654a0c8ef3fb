import { errorOf } from '../shared/errors/fault.ts'
import { sentence } from '../shared/errors/sentence.ts'
import { findAppFiles } from './host/app-files.ts'
import { cacheFolder, casesFolder, configFolder } from './host/folders.ts'
import { type LoopbackHost, startLoopbackHost } from './loopback/loopback-host.ts'
import { openBrowser } from './loopback/open-browser.ts'
import { readServeOptions, SERVE_USAGE } from './loopback/serve-options.ts'

/**
 * `casement serve [ROOT…] [--port N] [--no-open]`: runs the loopback host until SIGINT or SIGTERM. The address is
 * printed on stdout.
 *
 * @returns the exit code: 0 ended by the user, 1 could not start (one sentence on stderr), 2 usage
 */
export async function runServe(args: readonly string[]): Promise<number> {
  let host: LoopbackHost
  try {
    const options = await readServeOptions(args)
    if (options === null) {
      console.error(SERVE_USAGE)
      return 2
    }
    host = await startLoopbackHost({
      files: findAppFiles(import.meta.url),
      roots: options.roots,
      port: options.port,
      cacheFolder: cacheFolder(),
      casesFolder: casesFolder(),
      configFolder: configFolder(),
    })
    console.log(host.url)
    if (options.open) openBrowser(host.urlOnce())
  } catch (thrown) {
    console.error(startProblem(thrown))
    return 1
  }
  await asked()
  await host.close()
  return 0
}

/**
 * Resolves when the user or the system wants this process to end. The listeners stay: Ctrl-C arrives twice when
 * `npm start` passes it on, and the second must not cut the end short.
 */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

function startProblem(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  if (code === 'EADDRINUSE') return 'This port is already in use: choose another with --port, or none.'
  if (code === 'EACCES') return 'This port is not allowed for this user: choose one above 1023 with --port.'
  return sentence(errorOf(thrown))
}
