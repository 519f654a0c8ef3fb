import { APP_ORIGIN, APP_SCHEME } from './channels.ts'

/** Schemes a page of ours may load anything from; the rest is cancelled before it reaches the network stack. */
const LOCAL_SCHEMES: ReadonlySet<string> = new Set([`${APP_SCHEME}:`, 'blob:', 'data:'])

/** The parts of Electron's `app` and `protocol` that have to be set before it is ready. */
export type StartingApp = {
  enableSandbox(): void
  readonly commandLine: { appendSwitch(name: string, value?: string): void }
}
export type SchemeRegistry = {
  registerSchemesAsPrivileged(
    schemes: { scheme: string; privileges: { standard: true; secure: true; supportFetchAPI: true } }[],
  ): void
}

/** Before `ready`: every renderer sandboxed, no name resolves, our scheme is a proper origin that obeys the CSP. */
export function secureStart(app: StartingApp, protocol: SchemeRegistry): void {
  app.enableSandbox()
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ])
    app.commandLine.appendSwitch(name)
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** The part of Electron's `Session` that can let something in or out. */
export type SecuredSession = {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: unknown, callback: (granted: boolean) => void) => void,
  ): void
  setPermissionCheckHandler(handler: () => boolean): void
  setDevicePermissionHandler(handler: () => boolean): void
  setDisplayMediaRequestHandler(handler: (request: unknown, callback: (streams: null) => void) => void): void
  setSpellCheckerEnabled(enable: boolean): void
  setProxy(config: { mode: 'direct' }): Promise<void>
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { url: string }, callback: (response: { cancel: boolean }) => void) => void,
    ): void
  }
}

/** Before the first window: no permission, device, capture, dictionary or request from outside. */
export async function secureSession(session: SecuredSession): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isLocal(url) }))
  await session.setProxy({ mode: 'direct' })
}

type Refusable = { preventDefault(): void }

/** The part of Electron's `WebContents` through which a page could leave or open something. */
export type SecuredContents = {
  on(event: 'will-navigate', listener: (event: Refusable) => void): unknown
  on(event: 'will-frame-navigate', listener: (event: Refusable) => void): unknown
  on(event: 'will-redirect', listener: (event: Refusable) => void): unknown
  on(event: 'will-attach-webview', listener: (event: Refusable) => void): unknown
  setWindowOpenHandler(handler: () => { action: 'deny' }): void
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void
}

/** For every web contents made: it shows the page it was given and nothing else, ever. */
export function secureContents(contents: SecuredContents): void {
  const refuse = (event: Refusable): void => event.preventDefault()
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', refuse)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/** Whether a URL is a page of ours; empty ones and `about:blank` are not. */
export function isOurPage(url: string): boolean {
  // Not `new URL(url).origin`: outside Chromium a custom scheme's origin is "null".
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`)
}

function isLocal(url: string): boolean {
  return URL.canParse(url) && LOCAL_SCHEMES.has(new URL(url).protocol)
}
