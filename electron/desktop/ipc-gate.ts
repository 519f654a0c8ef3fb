import type { Reply } from '../../shared/contract.ts'
import type { CallGate } from '../host/call-gate.ts'
import { CALL_CHANNEL, LISTEN_CHANNEL } from './channels.ts'
import { isOurPage } from './security.ts'

/** Where a message came from, as Electron tells it. `parent` is null for a window's main frame. */
export type Sender = {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
  readonly sender: SenderContents
}
type SenderContents = {
  once(event: 'destroyed', listener: () => void): unknown
}

/** The part of Electron's `ipcMain` used here. */
export type IpcReceiver = {
  handle(
    channel: string,
    listener: (event: Sender, name: unknown, input: unknown) => Promise<Reply<unknown>>,
  ): void
  on(channel: string, listener: (event: Sender) => void): unknown
}

/**
 * The only place that listens to pages. A message counts when it comes from the main frame of a window that shows
 * our page; the name and the input are then checked by the call gate. A call is aborted when its window goes away.
 *
 * @param onListen a page can take events from now on
 */
export function openIpcGate(ipc: IpcReceiver, gate: CallGate, onListen: () => void): void {
  const callsOf = createCallsOfWindows()
  ipc.handle(CALL_CHANNEL, async (event, name, input) => {
    if (!isTrusted(event))
      return { ok: false, error: { kind: 'call/unknown', call: 'from an unknown frame' } }
    const left = new AbortController()
    const calls = callsOf(event.sender)
    calls.add(left)
    try {
      return await gate(name, input, left.signal)
    } finally {
      calls.delete(left)
    }
  })
  ipc.on(LISTEN_CHANNEL, (event) => {
    if (isTrusted(event)) onListen()
  })
}

/** The calls under way of each window. One listener for all of them: Node takes eleven for a leak. */
function createCallsOfWindows(): (sender: SenderContents) => Set<AbortController> {
  const known = new WeakMap<SenderContents, Set<AbortController>>()
  return (sender) => {
    const before = known.get(sender)
    if (before !== undefined) return before
    const calls = new Set<AbortController>()
    known.set(sender, calls)
    sender.once('destroyed', () => {
      for (const call of calls) call.abort()
    })
    return calls
  }
}

function isTrusted({ senderFrame }: Sender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurPage(senderFrame.url)
}
