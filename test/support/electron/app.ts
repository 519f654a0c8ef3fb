import { EventEmitter } from 'node:events'
import type { StartingApp } from '../../../electron/desktop/security.ts'
import { preventable, type Stage } from './stage.ts'

/** Electron's `app`: its events are emitted by the tests, a quit can be prevented. */
export class AppDouble extends EventEmitter implements StartingApp {
  readonly isPackaged: boolean
  readonly switches = new Map<string, string>()
  readonly commandLine: StartingApp['commandLine']
  /** Resolves with the exit code when the app is over. */
  readonly ended: Promise<number>
  readonly #end: (code: number) => void
  readonly #stage: Stage
  readonly #onlyInstance: boolean
  readonly #closeWindows: () => void

  constructor(
    stage: Stage,
    options: { readonly packaged: boolean; readonly onlyInstance: boolean; closeWindows(): void },
  ) {
    super()
    this.#stage = stage
    this.isPackaged = options.packaged
    this.#onlyInstance = options.onlyInstance
    this.#closeWindows = () => options.closeWindows()
    const ended = Promise.withResolvers<number>()
    this.ended = ended.promise
    this.#end = ended.resolve
    this.commandLine = {
      appendSwitch: (name, value = '') => {
        stage.beforeReady(`switch ${name}`)
        this.switches.set(name, value)
      },
    }
  }

  enableSandbox(): void {
    this.#stage.beforeReady('app.enableSandbox')
  }
  requestSingleInstanceLock(): boolean {
    return this.#onlyInstance
  }
  whenReady(): Promise<void> {
    return this.#stage.whenReady
  }
  quit(): void {
    const event = preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#closeWindows()
    this.exit(0)
  }
  exit(code: number): void {
    this.#stage.log.push('exit')
    this.#end(code)
  }
}
