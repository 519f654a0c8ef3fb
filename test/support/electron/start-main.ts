import type { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileFunction } from 'node:vm'
import { vi } from 'vitest'
import type * as AppFiles from '../../../electron/host/app-files.ts'
import { createElectronDouble, type ElectronDouble } from './electron-double.ts'

/** The page that is served: the built one is looked at by the end-to-end tests. */
export const PAGE = '<!doctype html><title>Casement</title>'

/** How long is waited for what the app does by itself: a busy machine takes seconds for what takes none. */
export const PATIENCE = { timeout: 60_000 }

const MAIN = '../../../electron/main.ts'
const PRELOAD = '../../../electron/preload.ts'
const APP_FILES = '../../../electron/host/app-files.ts'

/**
 * Runs the real `main.ts` against a double of Electron: with the real engine, in folders of the test's own, and with a
 * page of one line in place of the built one.
 *
 * @param home an empty folder
 */
export async function startMain(
  home: string,
  options: {
    packaged?: boolean
    onlyInstance?: boolean
    argv?: readonly string[]
    /** The user closes the window before its page is there. */
    closedAtOnce?: boolean
    /** A built `main.js`, with the page beside it, in place of the sources. */
    built?: string
  } = {},
): Promise<ElectronDouble> {
  const renderer = join(home, 'renderer')
  mkdirSync(renderer, { recursive: true })
  writeFileSync(join(renderer, 'index.html'), PAGE)
  const double = createElectronDouble(options)
  vi.resetModules()
  vi.doMock('electron', () => double.electron)
  vi.doMock(APP_FILES, async (original) => {
    const real = await original<typeof AppFiles>()
    return { findAppFiles: (from: string) => ({ ...real.findAppFiles(from), renderer }) }
  })
  vi.stubEnv('CASEMENT_CACHE', join(home, 'cache'))
  vi.stubEnv('CASEMENT_CONFIG', join(home, 'config'))
  const { argv } = process
  process.argv = [...(options.argv ?? ['/usr/bin/electron', home])]
  try {
    await import(options.built ?? MAIN)
    // As Electron does: never before the entry was evaluated.
    double.becomeReady()
    if (options.closedAtOnce)
      double.app.once('web-contents-created', (_event, contents: EventEmitter) => {
        contents.once('did-start-navigation', () => setImmediate(() => double.window().close()))
      })
    else if (options.onlyInstance !== false)
      await vi.waitFor(() => {
        if (!double.log.includes('show')) throw new Error(`no window yet: ${double.log.join(', ')}`)
      }, PATIENCE)
  } finally {
    process.argv = argv
  }
  return double
}

/** Runs the real preload script, from its source, in the window's page. */
export async function startPreload(): Promise<void> {
  await import(PRELOAD)
}

/** Runs a built preload script as a sandboxed renderer does: CommonJS, with nothing but Electron to `require`. */
export function startBuiltPreload(file: string, { electron }: ElectronDouble): void {
  const run: unknown = compileFunction(readFileSync(file, 'utf8'), ['require', 'module', 'exports'])
  if (typeof run !== 'function') return
  const require = (name: string): object => {
    if (name === 'electron') return electron
    throw new Error(`a sandboxed preload script cannot require ${name}`)
  }
  Reflect.apply(run, undefined, [require, { exports: {} }, {}])
}
