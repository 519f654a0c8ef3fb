import type { Client } from '../../../shared/contract.ts'
import { createClient } from './client.ts'
import { desktopTransport } from './desktop-client.ts'
import { loopbackTransport } from './loopback-client.ts'

export type Connection = {
  readonly client: Client
  /** Path of a dropped file; null in a browser, which never tells a page where a file lies. */
  readonly pathOfFile: ((file: File) => string) | null
}

/** Connects the page to whatever hosts it: the desktop app when its bridge is there, else the loopback server. */
export function connect(): Connection {
  const bridge = window.casement
  if (bridge !== undefined)
    return { client: createClient(desktopTransport(bridge), reportError), pathOfFile: bridge.pathOfFile }
  const transport = loopbackTransport({
    origin: window.location.origin,
    fetch: (input, init) => window.fetch(input, init),
  })
  return { client: createClient(transport, reportError), pathOfFile: null }
}
