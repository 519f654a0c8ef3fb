import type { DesktopBridge } from '../../../shared/host/desktop-bridge.ts'
import type { Transport } from './transport.ts'

declare global {
  interface Window {
    /** Present in the desktop app only, put there by the preload script. */
    readonly casement?: DesktopBridge<File>
  }
}

/** The transport over the desktop app's preload bridge. */
export function desktopTransport(bridge: DesktopBridge<File>): Transport {
  return {
    bulkRoot: bridge.bulkRoot,
    call: (name, input) => bridge.call(name, input),
    listen: (listener) => bridge.onEvent(listener),
  }
}
