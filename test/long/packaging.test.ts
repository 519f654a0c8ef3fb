import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createClient } from '../../renderer/app/client/client.ts'
import { desktopTransport } from '../../renderer/app/client/desktop-client.ts'
import { type AsarFile, layOutAsar, readAsar, sha256 } from '../support/asar.ts'
import type { ElectronDouble } from '../support/electron/electron-double.ts'
import { OUR_PAGE } from '../support/electron/messages.ts'
import { startBuiltPreload, startMain } from '../support/electron/start-main.ts'
import { readFuses, writeStubDist } from '../support/electron/stub-dist.ts'

/**
 * Everything of a package but Electron itself: electron-builder over a stub of its distribution, with no network, and
 * then the packaged app run from the package, against a double of Electron.
 */
const ROOT = path.resolve(import.meta.dirname, '../..')
const packageSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})
const readPackage = (folder: string) =>
  packageSchema.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')))

let work: string
let built: string
let files: AsarFile[]
let downloads: string[]
const unpackedIn = (resources: string, name: string): string =>
  path.join(resources, 'app.asar.unpacked', name)
const unpacked = (name = ''): string => unpackedIn(path.join(built, 'resources'), name)

/** Runs electron-builder with every way to a download leading to a server of ours, which notes who asks and ends it. */
async function pack(...more: string[]): Promise<{ status: unknown; output: string; asked: string[] }> {
  const asked: string[] = []
  const note = ({ method, url }: IncomingMessage): void => {
    asked.push(`${method} ${url}`)
    child.kill()
  }
  const server = createServer(note).on('connect', note)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const nowhere = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
  const cache = path.join(work, 'cache')
  const env = {
    ...process.env,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    ELECTRON_GET_USE_PROXY: '1',
    ELECTRON_MIRROR: nowhere,
    ELECTRON_BUILDER_BINARIES_MIRROR: nowhere,
    // Nor is anything found that was downloaded before.
    electron_config_cache: cache,
    ELECTRON_CACHE: cache,
    ELECTRON_BUILDER_CACHE: cache,
  }
  const builder = path.join(ROOT, 'node_modules/electron-builder/cli.js')
  const child = spawn(process.execPath, [builder, '--linux', '--x64', '--dir', ...more], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  server.close()
  server.closeAllConnections()
  return { status, output: out + err, asked }
}

function buildWhenNeeded(): void {
  const age = pathToFileURL(path.join(ROOT, 'scripts/build-age.mjs')).href
  const code = `import { needsBuild } from ${JSON.stringify(age)}; process.exitCode = needsBuild(process.cwd()) ? 1 : 0`
  if (spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT }).status === 0) return
  const done = spawnSync('npm run -s build', { cwd: ROOT, encoding: 'utf8', shell: true })
  if (done.status !== 0) throw new Error(`the build failed: ${done.stdout}${done.stderr}`)
}

beforeAll(async () => {
  buildWhenNeeded()
  work = mkdtempSync(path.join(os.tmpdir(), 'casement package '))
  mkdirSync(path.join(work, 'electron'))
  writeStubDist(path.join(work, 'electron'))
  const { status, output, asked } = await pack(
    `-c.electronDist=${path.join(work, 'electron')}`,
    `-c.directories.output=${path.join(work, 'dist')}`,
  )
  if (status !== 0) throw new Error(`electron-builder failed: ${output}\n${asked.join('\n')}`)
  downloads = asked
  built = path.join(work, 'dist', 'linux-unpacked')
  files = readAsar(path.join(built, 'resources', 'app.asar'))
})
afterAll(() => {
  vi.unstubAllEnvs()
  vi.doUnmock('electron')
  rmSync(work, { recursive: true, force: true })
})

describe('the package', () => {
  it('is made without asking anybody for anything', () => {
    expect(downloads).toEqual([])
  })

  it('would have been heard asking', async () => {
    const { status, asked } = await pack(`-c.directories.output=${path.join(work, 'none')}`)
    expect(status).not.toBe(0)
    expect(asked[0]).toMatch(/^GET .*electron-v[\d.]+-linux-x64\.zip$/)
  })

  it('has its fuses flipped', () => {
    expect(readFuses(path.join(work, 'electron', 'electron')).runAsNode).toBe(true)
    expect(readFuses(path.join(built, 'casement'))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      embeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('holds the app, its page and its genome, and no command line', () => {
    const names = files.map((file) => file.path)
    for (const name of [
      'package.json',
      'out/main/main.js',
      'out/main/engine-process.js',
      'out/main/worker.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'resources/genome/clinvar-GRCh38.bin',
      'resources/genome/genes-GRCh38.bin',
      'resources/genome/bands.json',
      'resources/genome/sources.json',
      'resources/icons/icon.png',
    ])
      expect(names).toContain(name)
    expect(names).not.toContain('out/main/cli.js')
    expect(names.filter((name) => /\.(map|d\.[cm]?ts|tsx?)$/.test(name))).toEqual([])
    // The store of variants is the only native part: its library, and what joins Node to it, of this platform alone.
    const duckdb = `node_modules/@duckdb/node-bindings-${process.platform}-${process.arch}/`
    const native = names.filter((name) => /\.(node|so|dylib|dll)$/.test(name))
    expect(native.filter((name) => !name.startsWith(duckdb))).toEqual([])
    expect(native).toHaveLength(2)
  })

  it('has in the archive what is read through it, and beside it what runs in Node', () => {
    const packed = files.filter(({ bytes }) => bytes !== null)
    expect(new Set(packed.map((file) => file.path.split('/').slice(0, 2).join('/')))).toEqual(
      new Set(['out/preload', 'out/renderer']),
    )
    for (const { path: name, bytes, hash } of files)
      expect([name, sha256(bytes ?? readFileSync(unpacked(name)))]).toEqual([name, hash])
  })

  it('has the packages that the app imports, with what those need, and none of the tools or of the page', () => {
    const imported = new Set<string>()
    for (const file of globSync('out/main/**/*.js', { cwd: unpacked() })) {
      const code = readFileSync(unpacked(file), 'utf8')
      for (const [, name = ''] of code.matchAll(
        /(?:\bfrom|^import|\bimport\(|\brequire\()\s*["']([^"'\n]+)["']/gm,
      ))
        if (!/^(node:|\.|electron$)/.test(name)) imported.add(packageOf(name))
    }
    expect(imported.size).toBeGreaterThan(2)
    const needed = withDependencies(imported)
    const present = files.flatMap(
      ({ path: name }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? [],
    )
    expect([...needed].filter((name) => !present.includes(name))).toEqual([])
    const { dependencies, devDependencies } = readPackage(ROOT)
    const outside = [...Object.keys(devDependencies), 'igv', 'react', 'react-dom', 'uplot', 'zustand']
    expect(outside.filter((name) => present.includes(name))).toEqual([])
    // What nothing of ours needs is there by accident.
    const ours = withDependencies(
      Object.keys(dependencies).filter((name) =>
        /^(piscina|zod|chevrotain|@gmod\/.*|@duckdb\/.*)$/.test(name),
      ),
    )
    // An optional dependency, one for each platform.
    ours.add(`@duckdb/node-bindings-${process.platform}-${process.arch}`)
    expect([...new Set(present)].filter((name) => !ours.has(name))).toEqual([])
  })

  it('lets each of them be found from where the engine runs', () => {
    const script = `
      import { createRequire } from 'node:module'
      import { readdirSync, readFileSync } from 'node:fs'
      const from = process.argv[1]
      const missing = []
      for (const name of process.argv.slice(2)) {
        try { await import(name) } catch (thrown) { missing.push(name + ': ' + thrown.message) }
      }
      console.log(JSON.stringify(missing))`
    const names = ['piscina', 'zod', 'chevrotain', '@duckdb/node-api', '@gmod/indexedfasta', '@gmod/twobit']
    // The names are resolved from the working folder.
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', script, ...names], {
      cwd: unpacked('out/main'),
      encoding: 'utf8',
    })
    expect([done.stdout.trim(), done.stderr]).toEqual(['[]', ''])
  })

  it('carries the licences of the packages it carries', () => {
    const missing = globSync('node_modules/{*,@*/*}/LICEN[CS]E*', { cwd: ROOT })
      .filter((name) => existsSync(unpacked(path.dirname(name))))
      .filter((name) => !existsSync(unpacked(name)))
    expect(missing).toEqual([])
  })
})

describe('the packaged app', () => {
  let app: ElectronDouble | undefined
  afterAll(() => app?.dispose())

  it('runs, with the page from its archive and the engine beside it', { timeout: 60_000 }, async () => {
    const installed = path.join(work, 'installed', 'resources')
    layOutAsar(path.join(built, 'resources'), installed)
    const archive = path.join(installed, 'app.asar')
    const home = path.join(work, 'home')
    app = await startMain(home, {
      packaged: true,
      argv: [path.join(work, 'installed', 'casement')],
      built: path.join(archive, 'out/main/main.js'),
    })
    const { preload } = app.window().options.webPreferences ?? {}
    expect(preload).toBe(path.join(archive, 'out/preload/preload.cjs'))
    startBuiltPreload(String(preload), app)
    expect(app.window().options.icon).toBe(unpackedIn(installed, 'resources/icons/icon.png'))
    const page = await app.network.fetch('app://casement/')
    expect(await page.text()).toBe(readFileSync(path.join(ROOT, 'out/renderer/index.html'), 'utf8'))

    // Nothing of the engine may come through the archive: its process starts without.
    expect(app.engines[0]?.spawnargs).toContain(unpackedIn(installed, 'out/main/engine-process.js'))
    rmSync(path.join(archive, 'node_modules'), { recursive: true })
    rmSync(path.join(archive, 'resources'), { recursive: true })
    const client = createClient(desktopTransport(app.messages.bridge()), (defect) => {
      throw defect
    })
    const about = await client.call('app.about', {})
    expect(about.sources.length).toBeGreaterThan(0)
    // Written by a worker thread of Piscina's.
    const state = await client.call('case.openDemo', {})
    expect(state.samples).toHaveLength(3)
    expect(await client.call('locus.resolve', { query: 'BRCA1' })).toMatchObject({ contig: 'chr17' })
    expect(await app.messages.invoke(OUR_PAGE, 'casement:call', 'host.info', {})).toMatchObject({ ok: true })
    app.window().close()
    expect(await app.app.ended).toBe(0)
  })
})

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** These packages and all that they depend on. */
function withDependencies(names: Iterable<string>): Set<string> {
  const all = new Set<string>()
  const add = (name: string): void => {
    if (all.has(name)) return
    all.add(name)
    Object.keys(readPackage(path.join(ROOT, 'node_modules', name)).dependencies).forEach(add)
  }
  for (const name of names) add(name)
  return all
}
