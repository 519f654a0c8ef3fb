import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions } from 'electron'
import type { SecuredContents } from '../../../electron/desktop/security.ts'
import type { AppDouble } from './app.ts'
import type { Stage } from './stage.ts'

/** Electron's `WebContents`: remembers what it was sent, and tells it to a page with the event `sent`. */
export class WebContentsDouble extends EventEmitter implements SecuredContents {
  readonly sent: [channel: string, ...args: unknown[]][] = []
  windowOpenHandler: (() => { action: 'deny' }) | null = null
  webRtcPolicy = 'default'
  readonly #reload: () => void

  constructor(reload: () => void) {
    super()
    this.#reload = reload
  }
  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.windowOpenHandler = handler
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy
  }
  send(channel: string, ...args: unknown[]): void {
    // Electron clones; what cannot be cloned throws here as it does there.
    const cloned: unknown[] = structuredClone(args)
    this.sent.push([channel, ...cloned])
    this.emit('sent', channel, ...cloned)
  }
  reload(): void {
    this.#reload()
  }
}

/** Electron's `BrowserWindow`, whose page is whatever the app answers for its URL. */
export class WindowDouble extends EventEmitter {
  readonly webContents: WebContentsDouble
  readonly options: BrowserWindowConstructorOptions
  minimized = false
  readonly #stage: Stage
  readonly #app: AppDouble
  readonly #fetch: (url: string) => Promise<Response>
  #url = ''
  #destroyed = false

  constructor(
    parts: { stage: Stage; app: AppDouble; fetch: (url: string) => Promise<Response> },
    options: BrowserWindowConstructorOptions,
  ) {
    super()
    this.#stage = parts.stage
    this.#app = parts.app
    this.#fetch = parts.fetch
    this.#stage.afterReady('new BrowserWindow')
    this.options = options
    this.webContents = new WebContentsDouble(() => {
      this.#stage.log.push('reload')
      this.loadURL(this.#url).catch((thrown: unknown) => this.#stage.log.push(String(thrown)))
    })
    this.#app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    this.#stage.log.push(`load ${url}`)
    this.#url = url
    this.webContents.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false })
    const { ok, status } = await this.#fetch(url)
    if (this.#destroyed) throw new Error('ERR_FAILED (-2)')
    if (!ok) throw new Error(`ERR_UNEXPECTED (${status})`)
    this.emit('ready-to-show')
  }
  show(): void {
    this.#stage.log.push('show')
  }
  focus(): void {
    this.#stage.log.push('focus')
  }
  restore(): void {
    this.#stage.log.push('restore')
    this.minimized = false
  }
  isMinimized(): boolean {
    return this.minimized
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.emit('closed')
    this.webContents.emit('destroyed')
  }
  /** The user closes the window, the only one there is. */
  close(): void {
    this.destroy()
    this.#app.emit('window-all-closed')
  }
}
