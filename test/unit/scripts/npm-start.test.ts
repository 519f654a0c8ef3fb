import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SCRIPTS = fileURLToPath(new URL('../../../scripts/', import.meta.url))
const INSTEAD = 'opening Casement for a browser instead.'

/** A copy of the scripts in a project of its own, built already, whose Electron is a shell script. */
let root: string
const at = (name: string): string => path.join(root, name)
function write(name: string, text: string): void {
  mkdirSync(path.dirname(at(name)), { recursive: true })
  writeFileSync(at(name), text, { mode: 0o755 })
}
/** Notes its arguments in `electron-ran`, then does as told. */
const electron = (then: string): string =>
  `#!/bin/sh\nprintf '%s\\n' "$@" >> "${at('electron-ran')}"\n${then}\n`
function installElectron(then: string): void {
  write('node_modules/electron/path.txt', 'electron')
  write('node_modules/electron/dist/electron', electron(then))
}

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'casement start '))
  for (const name of ['start.mjs', 'run-node.mjs', 'build-age.mjs']) {
    mkdirSync(at('scripts'), { recursive: true })
    cpSync(path.join(SCRIPTS, name), at(`scripts/${name}`))
  }
  write('package.json', '{"type":"module"}')
  write('resources/genome/sources.json', '')
  for (const name of ['main/engine-process.js', 'preload/preload.cjs', 'renderer/index.html'])
    write(`out/${name}`, '')
  write('out/main/cli.js', "console.log('cli', ...process.argv.slice(2)); process.exitCode = 3")
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** @param options.before JavaScript that runs in the script's process first: by default it is not root's. */
function start(options: { before?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { before = 'process.getuid = () => 1000', env = {} } = options
  const { DISPLAY: _, WAYLAND_DISPLAY: __, CASEMENT_NO_ELECTRON: ___, ...rest } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(before)}`, at('scripts/start.mjs'), 'a b.bam'],
    { encoding: 'utf8', env: { ...rest, DISPLAY: ':0', ...env } },
  )
  return { status, stderr, lines: stdout.split('\n').filter((line) => line !== '') }
}
const ran = (): string[] | null =>
  existsSync(at('electron-ran')) ? readFileSync(at('electron-ran'), 'utf8').trim().split('\n') : null
const served = (why: string) => ({
  status: 3,
  stderr: '',
  lines: [`${why}: ${INSTEAD}`, 'cli serve a b.bam'],
})

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it('opens the desktop app when Electron is here', () => {
    installElectron('echo noise >&2; exit 0')
    expect(start()).toEqual({ status: 0, stderr: '', lines: [] })
    expect(ran()).toEqual([root, 'a b.bam'])
  })

  it('opens a browser when Electron fails at once, saying so in one line', () => {
    installElectron('echo "error while loading shared libraries" >&2; exit 127')
    expect(start()).toEqual(served('Electron could not start on this machine'))
    expect(ran()).toEqual([root, 'a b.bam'])
  })

  it('shows what Electron says to somebody who asks for it', () => {
    installElectron('echo noise >&2; exit 0')
    expect(start({ env: { CASEMENT_DEBUG: '1' } }).stderr).toBe('noise\n')
  })

  it('opens nothing else when the app ran for a while, or was asked to end', () => {
    installElectron('exit 9')
    const hours = 'process.getuid = () => 1000; let now = 0; Date.now = () => (now += 6000)'
    expect(start({ before: hours })).toEqual({ status: 9, stderr: '', lines: [] })
    installElectron('kill -INT $$')
    expect(start()).toEqual({ status: 130, stderr: '', lines: [] })
    installElectron('kill -SEGV $$')
    expect(start()).toEqual(served('Electron could not start on this machine'))
  })

  it('opens a browser when Electron is not here and cannot be downloaded', () => {
    write('node_modules/electron/install.js', "console.error('at stack'); throw new Error('no network')")
    expect(start()).toEqual(served("Electron's binary is not here and could not be downloaded"))
    rmSync(at('node_modules'), { recursive: true })
    expect(start()).toEqual(served("Electron's binary is not here and could not be downloaded"))
  })

  it('opens the desktop app when Electron can be downloaded', () => {
    const body = JSON.stringify(electron('exit 0'))
    write(
      'node_modules/electron/install.js',
      `const fs = require('node:fs'); fs.mkdirSync(__dirname + '/dist')
       fs.writeFileSync(__dirname + '/path.txt', 'electron')
       fs.writeFileSync(__dirname + '/dist/electron', ${body}, { mode: 0o755 })`,
    )
    write('node_modules/electron/package.json', '{}')
    expect(start()).toEqual({ status: 0, stderr: '', lines: [] })
    expect(ran()).toEqual([root, 'a b.bam'])
  })

  it('takes an Electron that lies elsewhere', () => {
    write('elsewhere/electron', electron('exit 0'))
    expect(start({ env: { ELECTRON_OVERRIDE_DIST_PATH: at('elsewhere') } }).status).toBe(0)
    expect(ran()).toEqual([root, 'a b.bam'])
  })

  it('downloads nothing when told not to', () => {
    write(
      'node_modules/electron/install.js',
      `require('node:fs').writeFileSync(${JSON.stringify(at('asked'))}, '')`,
    )
    write('node_modules/electron/package.json', '{}')
    expect(start({ env: { CASEMENT_NO_ELECTRON: '1' } })).toEqual(
      served("Electron's binary is not here and could not be downloaded"),
    )
    expect(existsSync(at('asked'))).toBe(false)
  })

  it('does not try where there is no display, or as root', () => {
    installElectron('exit 0')
    expect(start({ env: { DISPLAY: '' } })).toEqual(served('There is no display for the desktop app'))
    expect(start({ before: 'process.getuid = () => 0' })).toEqual(
      served('The desktop app does not run as root'),
    )
    expect(ran()).toBeNull()
  })
})
