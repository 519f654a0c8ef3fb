import { describe, expect, it } from 'vitest'
import type { Handlers, HostCallName } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { createCallGate } from '../../../electron/host/call-gate.ts'

const host: Handlers<HostCallName> = {
  'host.info': () => Promise.resolve({ kind: 'loopback', platform: 'linux', roots: ['/data'] }),
  'host.chooseFiles': () => Promise.reject(new Fault({ kind: 'host/unsupported', what: 'dialogs' })),
  'host.chooseSave': () => Promise.resolve({ path: '/data/a.casement' }),
  'host.browse': () => Promise.reject(new TypeError('a defect')),
  'recent.list': () => Promise.resolve([]),
  'recent.forget': () => Promise.resolve({}),
  'preset.list': () => Promise.resolve({ presets: [], problem: null }),
  'preset.save': ({ presets }) => Promise.resolve({ presets, problem: null }),
  'preset.remove': () => Promise.resolve({ presets: [], problem: null }),
}

function gateWith(handlers: Partial<Handlers<HostCallName>> = {}) {
  const asked: unknown[] = []
  const gate = createCallGate(
    {
      call: (name, input) => {
        asked.push([name, input])
        return Promise.resolve({ ok: true, value: 'from the engine' })
      },
    },
    { ...host, ...handlers },
  )
  return { asked, ask: (name: unknown, input: unknown) => gate(name, input, new AbortController().signal) }
}

describe('the call gate', () => {
  it('passes a valid engine call on, without fields the contract does not know', async () => {
    const { asked, ask } = gateWith()
    expect(await ask('index.build', { file: 'f1', extra: 1 })).toEqual({ ok: true, value: 'from the engine' })
    expect(asked).toEqual([['index.build', { file: 'f1' }]])
  })

  it.each([
    ['a name that is no call', 'case.delete'],
    ['a property of every object', 'constructor'],
    ['a prototype', '__proto__'],
    ['no name', undefined],
    ['an object as name', { toString: (): string => 'case.state' }],
    ['the replay of events, which is for hosts', 'case.restore'],
  ])('refuses %s', async (_what, name) => {
    const { asked, ask } = gateWith()
    expect(await ask(name, {})).toMatchObject({ ok: false, error: { kind: 'call/unknown' } })
    expect(asked).toEqual([])
  })

  it('refuses an input that does not fit, before the engine sees it', async () => {
    const { asked, ask } = gateWith()
    const reply = await ask('variants.page', { file: 'f1', offset: -1, limit: 10 })
    expect(reply).toMatchObject({ ok: false, error: { kind: 'call/invalid', call: 'variants.page' } })
    expect(asked).toEqual([])
  })

  it('answers host calls itself', async () => {
    const { asked, ask } = gateWith()
    expect(await ask('host.info', {})).toMatchObject({ ok: true, value: { kind: 'loopback' } })
    expect(await ask('host.browse', { folder: 7 })).toMatchObject({ error: { kind: 'call/invalid' } })
    expect(asked).toEqual([])
  })

  it('turns what a handler throws into a reply', async () => {
    const { ask } = gateWith()
    expect(await ask('host.chooseFiles', { folder: false })).toEqual({
      ok: false,
      error: { kind: 'host/unsupported', what: 'dialogs' },
    })
    expect(await ask('host.browse', { folder: null })).toMatchObject({
      ok: false,
      error: { kind: 'internal', detail: expect.stringContaining('a defect') },
    })
  })

  it('does not let a host answer with what the contract does not allow', async () => {
    const { ask } = gateWith({
      'recent.list': () =>
        Promise.resolve([
          { id: '1', label: '', paths: [], samples: [], openedAt: '', reachable: true, secret: 'x' } as never,
        ]),
      'recent.forget': () => Promise.resolve('no' as never),
    })
    expect(await ask('recent.forget', { id: 'x' })).toMatchObject({ ok: false, error: { kind: 'internal' } })
    expect(JSON.stringify(await ask('recent.list', {}))).not.toContain('secret')
  })
})
