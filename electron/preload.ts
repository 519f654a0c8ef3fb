import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Reply } from '../shared/contract.ts'
import type { DesktopBridge } from '../shared/host/desktop-bridge.ts'
import { APP_ORIGIN, CALL_CHANNEL, EVENT_CHANNEL, LISTEN_CHANNEL } from './desktop/channels.ts'

/** Four named things, no channel names from the page, and never Electron's event object. */
const bridge = {
  call: (name: string, input: unknown): Promise<Reply<unknown>> =>
    ipcRenderer.invoke(CALL_CHANNEL, name, input),
  onEvent: (listener: (name: string, payload: unknown) => void) => {
    const receive = (_event: unknown, name: string, payload: unknown): void => listener(name, payload)
    ipcRenderer.on(EVENT_CHANNEL, receive)
    ipcRenderer.send(LISTEN_CHANNEL)
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive)
    }
  },
  pathOfFile: (file: File): string => webUtils.getPathForFile(file),
  bulkRoot: `${APP_ORIGIN}/bulk/`,
} satisfies DesktopBridge<File>

contextBridge.exposeInMainWorld('casement', bridge)
