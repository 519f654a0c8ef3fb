import { EventEmitter } from 'node:events'
import type { IpcReceiver, Sender } from '../../../electron/desktop/ipc-gate.ts'
import type { DesktopBridge } from '../../../shared/host/desktop-bridge.ts'
import type { WebContentsDouble } from './window.ts'

export type Frame = Sender['senderFrame']

/** The main frame of the window, showing our page. */
export const OUR_PAGE: NonNullable<Frame> = { url: 'app://casement/', parent: null }

/** Electron's `ipcMain` and, at the other end, what a preload script finds: clones that arrive later. */
export type Messages = {
  readonly ipcMain: IpcReceiver
  /** `contextBridge`, `ipcRenderer` and `webUtils`, for a preload script in {@link OUR_PAGE}. */
  readonly inPage: object
  readonly channels: () => string[]
  /** Calls a channel as a page in this frame would. */
  invoke(frame: Frame, channel: string, ...args: unknown[]): Promise<unknown>
  /** Sends on a channel as a page in this frame would. */
  announce(frame: Frame, channel: string): void
  /** What preload scripts put on the page's `window`. */
  readonly exposed: ReadonlyMap<string, unknown>
  bridge(): DesktopBridge<File>
  /** A file that was dropped on the page from this path. */
  droppedFile(path: string): File
}

/** @param contents the web contents of the window, once there is one */
export function createMessages(contents: () => WebContentsDouble): Messages {
  const calls = new Map<string, Parameters<IpcReceiver['handle']>[1]>()
  const listeners = new Map<string, (event: Sender) => void>()
  const page = new EventEmitter()
  const exposed = new Map<string, unknown>()
  const paths = new WeakMap<File, string>()

  const invoke = async (frame: Frame, channel: string, ...args: unknown[]): Promise<unknown> => {
    const handler = calls.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    const [name, input] = structuredClone(args)
    return structuredClone(await handler({ senderFrame: frame, sender: contents() }, name, input))
  }
  const announce = (frame: Frame, channel: string): void =>
    listeners.get(channel)?.({ senderFrame: frame, sender: contents() })

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => invoke(OUR_PAGE, channel, ...args),
    send: (channel: string) => void setImmediate(() => announce(OUR_PAGE, channel)),
    on: (channel: string, listener: (...args: unknown[]) => void) => page.on(channel, listener),
    removeListener: (channel: string, listener: (...args: unknown[]) => void) =>
      page.removeListener(channel, listener),
  }

  return {
    ipcMain: {
      handle(channel, listener) {
        if (calls.has(channel)) throw new Error(`a second handler for ${channel}`)
        calls.set(channel, listener)
      },
      on: (channel, listener) => listeners.set(channel, listener),
    },
    inPage: {
      ipcRenderer,
      contextBridge: {
        exposeInMainWorld(name: string, api: unknown) {
          exposed.set(name, api)
          contents().on('sent', (channel: string, ...args: unknown[]) => {
            setImmediate(() => page.emit(channel, { sender: ipcRenderer, ports: [] }, ...args))
          })
        },
      },
      webUtils: { getPathForFile: (file: File) => paths.get(file) ?? '' },
    },
    channels: () => [...calls.keys(), ...listeners.keys()],
    invoke,
    announce,
    exposed,
    bridge() {
      const bridge = exposed.get('casement')
      if (!isBridge(bridge)) throw new Error('the preload script exposed no bridge')
      return bridge
    },
    droppedFile(path) {
      const file = new File([], path)
      paths.set(file, path)
      return file
    },
  }
}

const isBridge = (value: unknown): value is DesktopBridge<File> =>
  typeof value === 'object' && value !== null && 'call' in value && 'onEvent' in value
