import type { SchemeRegistry, SecuredSession } from '../../../electron/desktop/security.ts'
import type { Stage } from './stage.ts'

type SchemeHandler = (request: Request) => Promise<Response>
type Privileges = Parameters<SchemeRegistry['registerSchemesAsPrivileged']>[0]

/** Electron's `protocol` and `session`, and what a page gets from them for a URL. */
export type Network = {
  readonly protocol: SchemeRegistry & { handle(scheme: string, handler: SchemeHandler): void }
  readonly session: { readonly defaultSession: SecuredSession }
  readonly privileges: Privileges
  /** What the session's handlers answered to whoever asks for anything. */
  readonly granted: unknown[]
  /** What the session was told about proxies and dictionaries. */
  readonly told: unknown[]
  /** As a page of the app: through the session's filter, then to the scheme's handler. */
  fetch(url: string, init?: RequestInit): Promise<Response>
}

export function createNetwork(stage: Stage): Network {
  const schemes = new Map<string, SchemeHandler>()
  const privileges: Privileges = []
  const granted: unknown[] = []
  const told: unknown[] = []
  let cancels: (url: string) => boolean = () => true

  const defaultSession: SecuredSession = {
    setPermissionRequestHandler: (handler) => handler(null, 'media', (yes) => granted.push(yes)),
    setPermissionCheckHandler: (handler) => granted.push(handler()),
    setDevicePermissionHandler: (handler) => granted.push(handler()),
    setDisplayMediaRequestHandler: (handler) => handler({}, (streams) => granted.push(streams)),
    setSpellCheckerEnabled: (enable) => told.push({ spellChecker: enable }),
    setProxy: async (config) => void told.push(config),
    webRequest: {
      onBeforeRequest: (listener) => {
        cancels = (url) => {
          let answer = true
          listener({ url }, ({ cancel }) => {
            answer = cancel
          })
          return answer
        }
      },
    },
  }

  return {
    privileges,
    granted,
    told,
    protocol: {
      registerSchemesAsPrivileged(given) {
        stage.beforeReady('protocol.registerSchemesAsPrivileged')
        privileges.push(...given)
      },
      handle(scheme, handler) {
        stage.afterReady('protocol.handle')
        schemes.set(scheme, handler)
      },
    },
    session: {
      get defaultSession() {
        stage.afterReady('session.defaultSession')
        return defaultSession
      },
    },
    async fetch(url, init) {
      if (cancels(url)) throw new Error('ERR_BLOCKED_BY_CLIENT')
      const handler = schemes.get(new URL(url).protocol.slice(0, -1))
      if (handler === undefined) throw new Error('ERR_UNKNOWN_URL_SCHEME')
      return handler(new Request(url, init))
    },
  }
}
