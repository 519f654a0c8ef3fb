import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../../electron/host/content-security.ts'
import { createClient } from '../../../renderer/app/client/client.ts'
import { desktopTransport } from '../../../renderer/app/client/desktop-client.ts'
import type { Client, EventName } from '../../../shared/contract.ts'
import type { Fault } from '../../../shared/errors/fault.ts'
import type { ElectronDouble } from '../../support/electron/electron-double.ts'
import { type Frame, OUR_PAGE } from '../../support/electron/messages.ts'
import { preventable } from '../../support/electron/stage.ts'
import { PAGE, PATIENCE, startMain, startPreload } from '../../support/electron/start-main.ts'

const EDGE_VCF = path.resolve(import.meta.dirname, '../../fixtures/vcf/edge.vcf')
const folders: string[] = []
const home = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'casement desktop '))
  folders.push(folder)
  return folder
}
afterAll(() => {
  vi.unstubAllEnvs()
  vi.doUnmock('electron')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const strangers: [string, Frame][] = [
  ['another page', { url: 'https://example.org/', parent: null }],
  ['a look-alike of our page', { url: 'app://casement.evil/', parent: null }],
  ['about:blank', { url: 'about:blank', parent: null }],
  ['an empty page', { url: '', parent: null }],
  ['a frame inside our page', { url: 'app://casement/', parent: OUR_PAGE }],
  ['a frame that is gone', null],
]

describe('the desktop app, from its start to its end', () => {
  let app: ElectronDouble
  let client: Client
  const defects: Fault[] = []
  const contents = () => app.window().webContents
  /** Resolves with the next event of this name that the page hears. */
  const next = (name: EventName) =>
    new Promise((resolve) => {
      const off = client.on(name, (payload) => {
        off()
        resolve(payload)
      })
    })

  beforeAll(async () => {
    app = await startMain(home(), { argv: ['/usr/bin/electron', '/app', '--no-zygote', EDGE_VCF] })
  })
  afterAll(() => app.dispose())

  it('secures Electron before it is ready, and the session before there is a window', () => {
    const at = (what: string): number => {
      expect(app.log).toContain(what)
      return app.log.indexOf(what)
    }
    expect(at('app.enableSandbox')).toBeLessThan(at('ready'))
    expect(at('protocol.registerSchemesAsPrivileged')).toBeLessThan(at('ready'))
    expect(app.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
    expect(app.network.privileges).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    expect(at('session.defaultSession')).toBeLessThan(at('new BrowserWindow'))
    expect(app.network.granted).toEqual([false, false, false, null])
    expect(app.network.told).toEqual([{ spellChecker: false }, { mode: 'direct' }])
    expect(app.messages.channels()).toEqual(['casement:call', 'casement:listen'])
  })

  it('shows one window with our page, once it is drawn', () => {
    expect(app.windows).toHaveLength(1)
    expect(app.window().options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    })
    expect(app.window().options.webPreferences?.preload).toMatch(/preload\.cjs$/)
    expect(app.log.filter((what) => what.startsWith('load '))).toEqual(['load app://casement/'])
    expect(app.log.at(-1)).toBe('show')
  })

  it('answers app://casement/ with the page and its policy', async () => {
    const response = await app.network.fetch('app://casement/')
    expect(await response.text()).toBe(PAGE)
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect((await app.network.fetch('app://casement/package.json')).status).toBe(404)
    expect((await app.network.fetch('app://elsewhere/')).status).toBe(404)
    await expect(app.network.fetch('https://igv.org/genomes/genomes3.json')).rejects.toThrow(
      'ERR_BLOCKED_BY_CLIENT',
    )
  })

  it('lets no page leave, open or embed another', () => {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = preventable()
      contents().emit(name, event, 'https://example.org/')
      expect([name, event.defaultPrevented]).toEqual([name, true])
    }
    expect(contents().windowOpenHandler?.()).toEqual({ action: 'deny' })
    expect(contents().webRtcPolicy).toBe('disable_non_proxied_udp')
  })

  it('keeps the files it was started with until the page listens', async () => {
    expect(contents().sent.filter(([, name]) => name === 'host.openRequest')).toEqual([])
    await startPreload()
    client = createClient(desktopTransport(app.messages.bridge()), (defect) => defects.push(defect))
    expect(await next('host.openRequest')).toEqual({ paths: [EDGE_VCF] })
    expect(defects).toEqual([])
  })

  it('gives the page four named things and nothing else', () => {
    expect([...app.messages.exposed.keys()]).toEqual(['casement'])
    expect(Object.keys(app.messages.bridge()).sort()).toEqual(['bulkRoot', 'call', 'onEvent', 'pathOfFile'])
    expect(app.messages.bridge().bulkRoot).toBe('app://casement/bulk/')
  })

  it('answers calls of the host and of the engine', async () => {
    expect(await client.call('host.info', {})).toEqual({
      kind: 'desktop',
      platform: process.platform,
      roots: [],
    })
    expect(await client.call('case.state', {})).toBeNull()
    await expect(client.call('host.browse', { folder: null })).rejects.toMatchObject({
      error: { kind: 'host/unsupported' },
    })
  })

  it('opens the demo case and pages through its variants', async () => {
    const opened = next('case.changed')
    const state = await client.call('case.openDemo', {})
    expect(state).toMatchObject({ synthetic: true })
    expect(state.samples).toHaveLength(3)
    await opened
    const file = state.files.find(({ kind }) => kind === 'vcf')?.id ?? ''
    const page = await vi.waitFor(async () => {
      const asked = await client.call('variants.page', { file, offset: 0, limit: 10 })
      expect(asked.loading).toBe(false)
      return asked
    }, PATIENCE)
    expect(page.rows.length).toBeGreaterThan(5)
    expect(page.samples).toHaveLength(3)
  })

  it.each(strangers)('answers nothing to %s', async (_who, frame) => {
    expect(await app.messages.invoke(frame, 'casement:call', 'case.state', {})).toEqual({
      ok: false,
      error: { kind: 'call/unknown', call: 'from an unknown frame' },
    })
    const before = contents().sent.length
    app.messages.announce(frame, 'casement:listen')
    expect(contents().sent).toHaveLength(before)
  })

  it('refuses what is not in the contract, even from our page', async () => {
    const ask = (name: unknown, input: unknown) => app.messages.invoke(OUR_PAGE, 'casement:call', name, input)
    expect(await ask('case.restore', { events: [] })).toMatchObject({ error: { kind: 'call/unknown' } })
    expect(await ask('constructor', {})).toMatchObject({ error: { kind: 'call/unknown' } })
    expect(await ask({ odd: true }, {})).toMatchObject({ error: { kind: 'call/unknown' } })
    expect(await ask('variants.page', { file: 1 })).toMatchObject({ error: { kind: 'call/invalid' } })
    await expect(app.messages.invoke(OUR_PAGE, 'casement:other')).rejects.toThrow('No handler registered')
  })

  it('serves ranges of the reference, and refuses what is no bulk request', async () => {
    const { fastaPath } = await client.call('reference.state', {})
    const url = `${client.bulkRoot}${fastaPath}`
    const whole = await app.network.fetch(url, { headers: { range: 'bytes=0-99' } })
    expect(whole.status).toBe(206)
    expect(whole.headers.get('content-range')).toMatch(/^bytes 0-99\//)
    expect(whole.headers.get('content-length')).toBe('100')
    expect(whole.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(bytes).toHaveLength(100)
    const part = await app.network.fetch(url, { headers: { range: 'bytes=40-59' } })
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(40, 60))
    expect((await app.network.fetch(url, { method: 'POST', body: 'x' })).status).toBeGreaterThanOrEqual(400)
  })

  it('opens what is dropped on the page', async () => {
    const bridge = app.messages.bridge()
    const paths = [app.messages.droppedFile(EDGE_VCF), new File([], 'made by a page')].map(bridge.pathOfFile)
    expect(paths).toEqual([EDGE_VCF, ''])
    const state = await client.call('case.open', { paths: [EDGE_VCF] })
    expect(state.paths).toEqual([EDGE_VCF])
    expect(await client.call('recent.list', {})).toMatchObject([{ paths: [EDGE_VCF], reachable: true }])
  })

  it('starts a killed engine again, with its case, and says so to the page', async () => {
    const states: unknown[] = []
    const off = client.on('engine.state', ({ state }) => states.push(state))
    const restarted = vi.waitFor(() => expect(states).toContain('restarted'), PATIENCE)
    app.engines[0]?.kill('SIGKILL')
    await restarted
    off()
    expect(states).toEqual(['down', 'restarted'])
    expect(app.engines).toHaveLength(2)
    expect(await client.call('case.state', {})).toMatchObject({ paths: [EDGE_VCF] })
  })

  it('opens what a second instance or the system was asked to open', async () => {
    app.window().minimized = true
    const second = next('host.openRequest')
    const argv = ['/usr/bin/electron', '--allow-file-access-from-files', '/app', 'a b.bam', '/data/c.vcf']
    app.app.emit('second-instance', {}, argv, '/home/me')
    expect(await second).toEqual({ paths: [path.resolve('/home/me/a b.bam'), path.resolve('/data/c.vcf')] })
    expect(app.log.slice(-2)).toEqual(['restore', 'focus'])

    const file = next('host.openRequest')
    const event = preventable()
    app.app.emit('open-file', event, '/data/d.bam')
    expect(await file).toEqual({ paths: ['/data/d.bam'] })
    expect(event.defaultPrevented).toBe(true)
  })

  it('sends the commands of the menu to the page', async () => {
    for (const [label, command] of [
      ['Open files…', 'open-files'],
      ['Close case', 'close-case'],
      ['Keyboard shortcuts', 'shortcuts'],
    ] as const) {
      const heard = next('host.menu')
      app.clickMenu(label)
      expect(await heard).toEqual({ command })
    }
    expect(app.menuRoles()).toContain('quit')
  })

  it("asks with the system's own dialog, over its window", async () => {
    app.choose(EDGE_VCF)
    expect(await client.call('host.chooseFiles', { folder: false })).toEqual({ paths: [EDGE_VCF] })
    app.choose()
    expect(await client.call('host.chooseFiles', { folder: true })).toEqual({ paths: [] })
    expect(app.dialogs).toMatchObject([
      { properties: ['openFile', 'multiSelections'] },
      { properties: ['openDirectory'] },
    ])
  })

  it('goes on sending files while the page moves within itself', async () => {
    const file = next('host.openRequest')
    contents().emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
    app.app.emit('open-file', preventable(), '/data/e.bam')
    expect(await file).toEqual({ paths: ['/data/e.bam'] })
  })

  it('loads a page again whose process died, and holds files back until it listens', async () => {
    contents().emit('render-process-gone', {}, { reason: 'crashed' })
    await vi.waitFor(() => expect(app.log.slice(-2)).toEqual(['reload', 'load app://casement/']), PATIENCE)
    const before = contents().sent.length
    app.app.emit('open-file', preventable(), '/data/e.bam')
    expect(contents().sent).toHaveLength(before)
    app.messages.announce(OUR_PAGE, 'casement:listen')
    expect(contents().sent.at(-1)).toEqual(['casement:event', 'host.openRequest', { paths: ['/data/e.bam'] }])
  })

  it('no longer hears after unsubscribing', async () => {
    const heard: unknown[][] = []
    const off = app.messages.bridge().onEvent((...args) => heard.push(args))
    app.clickMenu('Light or dark')
    await vi.waitFor(() => expect(heard).toContainEqual(['host.menu', { command: 'theme' }]), PATIENCE)
    off()
    const before = heard.length
    const other = next('host.menu')
    app.clickMenu('Light or dark')
    await other
    expect(heard).toHaveLength(before)
    // The name and the payload: never Electron's event, which carries the way back into the host.
    expect(new Set(heard.map((args) => args.length))).toEqual(new Set([2]))
  })

  it('ends the engine before it ends', async () => {
    const [, engine] = app.engines
    app.window().close()
    expect(app.log).not.toContain('exit')
    expect(await app.app.ended).toBe(0)
    expect([engine?.exitCode, engine?.signalCode]).toEqual([0, null])
    expect(defects).toEqual([])
  })
})

describe('the desktop app', () => {
  let app: ElectronDouble
  afterEach(() => app.dispose())

  it('leaves at once when it is already running', async () => {
    app = await startMain(home(), { onlyInstance: false })
    expect(await app.app.ended).toBe(0)
    expect(app.windows).toEqual([])
    expect(app.engines).toEqual([])
  })

  it('takes every name on the command line as a file once it is packaged', async () => {
    app = await startMain(home(), { packaged: true, argv: ['/opt/Casement/casement', EDGE_VCF] })
    app.messages.announce(OUR_PAGE, 'casement:listen')
    expect(app.window().webContents.sent).toContainEqual([
      'casement:event',
      'host.openRequest',
      { paths: [EDGE_VCF] },
    ])
    expect(app.window().options.webPreferences?.devTools).toBe(false)
    expect(app.menuRoles()).not.toContain('toggleDevTools')
  })

  it('is asked much at once without taking it for a leak', async () => {
    const warnings: unknown[] = []
    const listen = (warning: unknown): void => void warnings.push(warning)
    process.on('warning', listen)
    app = await startMain(home())
    const asked = Array.from({ length: 40 }, () =>
      app.messages.invoke(OUR_PAGE, 'casement:call', 'case.state', {}),
    )
    expect(new Set((await Promise.all(asked)).map((reply) => JSON.stringify(reply)))).toEqual(
      new Set(['{"ok":true,"value":null}']),
    )
    process.off('warning', listen)
    expect(warnings).toEqual([])
  })

  it('ends without a complaint when its window is closed before the page is there', async () => {
    app = await startMain(home(), { closedAtOnce: true })
    expect(await app.app.ended).toBe(0)
    expect(app.log).not.toContain('show')
    expect(app.dialogs).toEqual([])
  })
})
