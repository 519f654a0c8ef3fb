import { describe, expect, it } from 'vitest'
import type { CallGate } from '../../../electron/host/call-gate.ts'
import { type IpcReceiver, openIpcGate, type Sender } from '../../../electron/desktop/ipc-gate.ts'

type Invoke = Parameters<IpcReceiver['handle']>[1]

/** Electron's `ipcMain` and one page that talks to it. */
function fakeIpc(gate: CallGate) {
  const handlers = new Map<string, Invoke>()
  const listeners = new Map<string, (event: Sender) => void>()
  let listening = 0
  openIpcGate(
    {
      handle: (channel, listener) => void handlers.set(channel, listener),
      on: (channel, listener) => listeners.set(channel, listener),
    },
    gate,
    () => {
      listening += 1
    },
  )
  const destroyed = new Set<() => void>()
  const sender: Sender['sender'] = { once: (_event, listener) => destroyed.add(listener) }
  const from = (frame: Sender['senderFrame']): Sender => ({ senderFrame: frame, sender })
  return {
    channels: [...handlers.keys(), ...listeners.keys()],
    invoke: (frame: Sender['senderFrame'], name: unknown, input: unknown) =>
      handlers.get('casement:call')?.(from(frame), name, input),
    listen: (frame: Sender['senderFrame']) => listeners.get('casement:listen')?.(from(frame)),
    listening: () => listening,
    close: () => destroyed.forEach((listener) => listener()),
    watchers: () => destroyed.size,
  }
}

const page = { url: 'app://casement/', parent: null }
const strangers: [string, Sender['senderFrame']][] = [
  ['a frame that has gone', null],
  ['a frame inside the page', { url: 'app://casement/', parent: {} }],
  ['an empty page', { url: '', parent: null }],
  ['about:blank', { url: 'about:blank', parent: null }],
  ['another host', { url: 'app://casement.evil/', parent: null }],
  ['a file', { url: 'file:///index.html', parent: null }],
]

describe('the ipc gate', () => {
  it('listens on two channels and no other', () => {
    expect(fakeIpc(async () => ({ ok: true, value: 1 })).channels).toEqual([
      'casement:call',
      'casement:listen',
    ])
  })

  it('hands what our page asks to the call gate, as it is', async () => {
    const asked: unknown[] = []
    const ipc = fakeIpc(async (name, input) => {
      asked.push([name, input])
      return { ok: true, value: 'answer' }
    })
    expect(await ipc.invoke(page, 'case.state', { a: 1 })).toEqual({ ok: true, value: 'answer' })
    expect(await ipc.invoke(page, { odd: true }, undefined)).toEqual({ ok: true, value: 'answer' })
    expect(asked).toEqual([
      ['case.state', { a: 1 }],
      [{ odd: true }, undefined],
    ])
  })

  it.each(strangers)('does not answer %s', async (_who, frame) => {
    const ipc = fakeIpc(() => Promise.reject(new Error('must not be asked')))
    expect(await ipc.invoke(frame, 'case.state', {})).toMatchObject({ ok: false })
    ipc.listen(frame)
    expect(ipc.listening()).toBe(0)
  })

  it('tells when the page listens', () => {
    const ipc = fakeIpc(async () => ({ ok: true, value: 1 }))
    ipc.listen(page)
    expect(ipc.listening()).toBe(1)
  })

  it('watches a window once, however much it asks', async () => {
    const ipc = fakeIpc(async () => ({ ok: true, value: 1 }))
    for (let i = 0; i < 20; i += 1) await ipc.invoke(page, 'case.state', {})
    expect(ipc.watchers()).toBe(1)
  })

  it('aborts a call when its window goes away', async () => {
    const ipc = fakeIpc(
      (_name, _input, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ ok: true, value: 'aborted' }))
        }),
    )
    const pending = ipc.invoke(page, 'case.open', {})
    ipc.close()
    expect(await pending).toEqual({ ok: true, value: 'aborted' })
  })
})
