import { expect, it } from 'vitest'
import { createPresetStore } from '../../../../../renderer/app/stores/preset-store.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import type { Preset } from '../../../../../shared/filter/preset.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

const preset = (name: string): Preset => ({
  name,
  description: '',
  filters: [{ expression: 'mane', missing: 'drop', enabled: true }],
})

it('has what is kept after each change, another window’s presets among them', async () => {
  const client = createFakeClient({
    'preset.save': async ({ presets }) => ({ presets: [preset('theirs'), ...presets], problem: null }),
    'preset.remove': async () => ({ presets: [preset('theirs')], problem: null }),
  })
  const store = createPresetStore(client)
  expect(await store.getState().save([preset('mine')])).toBe(true)
  expect(store.getState().own.map(({ name }) => name)).toEqual(['theirs', 'mine'])
  await store.getState().remove('mine')
  expect(store.getState().own.map(({ name }) => name)).toEqual(['theirs'])
})

it('says what cannot be read, and what could not be kept without losing what there is', async () => {
  const damaged = {
    kind: 'preset/damaged',
    file: '/c/presets.json',
    line: 3,
    detail: 'a comma is missing',
  } as const
  const client = createFakeClient({ 'preset.list': async () => ({ presets: [], problem: damaged }) })
  const store = createPresetStore(client)
  await store.getState().load()
  expect(store.getState()).toMatchObject({ own: [], error: damaged })

  client.answer('preset.list', async () => ({ presets: [preset('mine')], problem: null }))
  await store.getState().load()
  expect(store.getState()).toMatchObject({ error: null })
  client.answer('preset.save', async () => {
    throw new Fault({ kind: 'file/not-writable', file: '/c/presets.json' })
  })
  expect(await store.getState().save([preset('new')])).toBe(false)
  expect(store.getState()).toMatchObject({ own: [preset('mine')], error: { kind: 'file/not-writable' } })
})
