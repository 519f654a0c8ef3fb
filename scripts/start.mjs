// `npm start`: builds what is out of date, then opens the desktop app, or the loopback host where there is no Electron.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { needsBuild } from './build-age.mjs'
import { nodeOfTheApp, runForwardingSignals } from './run-node.mjs'

const root = path.resolve(fileURLToPath(new URL('..', import.meta.url)))
const inRoot = (...parts) => path.join(root, ...parts)
const say = (line) => process.stdout.write(`${line}\n`)

/** Longest time to wait for Electron's download, ms. */
const DOWNLOAD_MS = 60_000
/** An app that fails within this time has not started, ms. */
const AT_ONCE_MS = 5000

/** Runs one of our tools with the app's Node; its output is shown only when it fails. */
function runTool(node, args) {
  const done = spawnSync(node, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (done.status === 0) return true
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`)
  return false
}

function build(node) {
  if (!needsBuild(root)) return true
  say('Building Casement …')
  return (
    runTool(node, [inRoot('scripts', 'build-genome.ts')]) &&
    runTool(node, [
      inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
      'build',
      '--logLevel',
      'warn',
    ])
  )
}

/** Path of Electron's executable, or null when it is not there; found as the `electron` package itself finds it. */
function electronBinary() {
  const folder = inRoot('node_modules', 'electron')
  const named = path.join(folder, 'path.txt')
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!existsSync(named) && !override) return null
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron'
  const file = path.join(override || path.join(folder, 'dist'), name)
  return existsSync(file) ? file : null
}

/** Asks Electron's own installer for the binary; where the network or a proxy says no, that is an answer too. */
function downloadElectron(node) {
  const installer = inRoot('node_modules', 'electron', 'install.js')
  if (!existsSync(installer) || process.env['CASEMENT_NO_ELECTRON']) return null
  spawnSync(node, [installer], { cwd: root, stdio: 'ignore', timeout: DOWNLOAD_MS, killSignal: 'SIGKILL' })
  return electronBinary()
}

/** Why the desktop app cannot be shown here at all, or null. */
function noDesktop() {
  if (process.platform !== 'linux') return null
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'There is no display for the desktop app'
  // Chromium refuses to run its sandbox as root, and we refuse to run without it.
  if (process.getuid?.() === 0) return 'The desktop app does not run as root'
  return null
}

async function start() {
  const node = nodeOfTheApp()
  if (node === null) {
    process.stderr.write('Casement needs its dependencies: run "npm ci" first.\n')
    return 1
  }
  if (!build(node)) return 1

  const args = process.argv.slice(2)
  const { why, code } = await desktop(node, args)
  if (why === null) return code
  say(`${why}: opening Casement for a browser instead.`)
  return runForwardingSignals(node, [inRoot('out', 'main', 'cli.js'), 'serve', ...args])
}

/** Codes of a program that was asked to end: what follows Ctrl-C is not another program. */
const ASKED_TO_END = ['SIGHUP', 'SIGINT', 'SIGTERM'].map((name) => 128 + os.constants.signals[name])

/** Runs the desktop app: `why` is null when it ran, and then `code` is its exit code; else why it could not. */
async function desktop(node, args) {
  const none = noDesktop()
  if (none !== null) return { why: none, code: 1 }
  const electron = electronBinary() ?? downloadElectron(node)
  if (electron === null) return { why: "Electron's binary is not here and could not be downloaded", code: 1 }
  const started = Date.now()
  // Electron comments on the system's graphics and buses; that helps nobody but a developer.
  const code = await runForwardingSignals(
    electron,
    [root, ...args],
    process.env['CASEMENT_DEBUG'] ? 'inherit' : 'ignore',
  )
  const failedAtOnce = code !== 0 && !ASKED_TO_END.includes(code) && Date.now() - started < AT_ONCE_MS
  return { why: failedAtOnce ? 'Electron could not start on this machine' : null, code }
}

process.exitCode = await start()
