import { describe, expect, it } from 'vitest'
import {
  isOurPage,
  secureContents,
  type SecuredSession,
  secureSession,
  secureStart,
} from '../../../electron/desktop/security.ts'

describe('before Electron is ready', () => {
  it('sandboxes every renderer, resolves no name and registers an honest scheme', () => {
    const done: unknown[] = []
    secureStart(
      {
        enableSandbox: () => done.push('sandbox'),
        commandLine: { appendSwitch: (name, value) => done.push([name, value]) },
      },
      { registerSchemesAsPrivileged: (schemes) => done.push(schemes) },
    )
    expect(done).toContain('sandbox')
    expect(done).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
    // Not more than this: `bypassCSP` would undo the policy, `allowServiceWorkers` would outlive a version.
    expect(done).toContainEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })
})

/** A session that remembers what it was told. */
function fakeSession() {
  const told: unknown[] = []
  const granted: unknown[] = []
  let request: (url: string) => boolean = () => true
  const session: SecuredSession = {
    setPermissionRequestHandler: (handler) => handler(null, 'media', (yes) => granted.push(yes)),
    setPermissionCheckHandler: (handler) => granted.push(handler()),
    setDevicePermissionHandler: (handler) => granted.push(handler()),
    setDisplayMediaRequestHandler: (handler) => handler({}, (streams) => granted.push(streams)),
    setSpellCheckerEnabled: (enable) => told.push(['spell checker', enable]),
    setProxy: async (config) => void told.push(config),
    webRequest: {
      onBeforeRequest: (listener) => {
        request = (url) => {
          let cancelled = true
          listener({ url }, ({ cancel }) => {
            cancelled = cancel
          })
          return !cancelled
        }
      },
    },
  }
  return { session, told, granted, lets: (url: string) => request(url) }
}

describe('the session', () => {
  it('grants nothing', async () => {
    const { session, granted } = fakeSession()
    await secureSession(session)
    expect(granted).toEqual([false, false, false, null])
  })

  it('downloads no dictionaries and asks no proxy', async () => {
    const { session, told } = fakeSession()
    await secureSession(session)
    expect(told).toEqual([['spell checker', false], { mode: 'direct' }])
  })

  it.each([
    ['app://casement/index.html', true],
    ['blob:app://casement/1-2', true],
    ['data:image/png;base64,', true],
    ['https://igv.org/genomes/genomes3.json', false],
    ['http://127.0.0.1/', false],
    ['ws://127.0.0.1/', false],
    ['wss://example.org/', false],
    ['file:///etc/passwd', false],
    ['ftp://example.org/', false],
    ['application://x/', false],
    ['', false],
    ['no url', false],
  ])('on a request for %s: let through %s', async (url, through) => {
    const { session, lets } = fakeSession()
    await secureSession(session)
    expect(lets(url)).toBe(through)
  })
})

describe('web contents', () => {
  it('neither leave their page nor open another', () => {
    const refused: string[] = []
    const policies: unknown[] = []
    secureContents({
      on: (event: string, listener: (event: { preventDefault(): void }) => void) =>
        listener({ preventDefault: () => refused.push(event) }),
      setWindowOpenHandler: (handler) => policies.push(handler()),
      setWebRTCIPHandlingPolicy: (policy) => policies.push(policy),
    })
    expect(refused.sort()).toEqual([
      'will-attach-webview',
      'will-frame-navigate',
      'will-navigate',
      'will-redirect',
    ])
    expect(policies).toEqual([{ action: 'deny' }, 'disable_non_proxied_udp'])
  })
})

describe('our page', () => {
  it.each([
    ['app://casement/', true],
    ['app://casement', true],
    ['app://casement/index.html?x#y', true],
    ['', false],
    ['about:blank', false],
    ['app://casement.evil/', false],
    ['app://casementx/', false],
    ['app://other/', false],
    ['app:casement', false],
    ['https://casement/', false],
    ['file:///app://casement/', false],
  ])('is %s: %s', (url, ours) => {
    expect(isOurPage(url)).toBe(ours)
  })
})
