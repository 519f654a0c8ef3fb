import { describe, expect, it } from 'vitest'
import { createCaseStore } from '../../../../../renderer/app/stores/case-store.ts'
import type { CaseState } from '../../../../../shared/case/case-state.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import { fakeCase } from '../../../../support/fake-case.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

const state = (change: Partial<CaseState>): CaseState => ({ ...fakeCase(), ...change })

describe('the state of the open case', () => {
  it('is not set back by an answer that arrives after the events that followed it', async () => {
    const opened = Promise.withResolvers<CaseState>()
    const client = createFakeClient({ 'case.open': () => opened.promise, 'recent.list': async () => [] })
    const store = createCaseStore(client)
    const opening = store.getState().open(['/d'])
    store.getState().changed(state({ id: 'c', revision: 9, label: 'after' }))
    opened.resolve(state({ id: 'c', revision: 7, label: 'before' }))
    await opening
    expect(store.getState().current?.label).toBe('after')
  })

  it('takes up a case with another id whatever its revision', () => {
    const store = createCaseStore(createFakeClient())
    store.getState().changed(state({ id: 'one', revision: 20 }))
    store.getState().changed(state({ id: 'two', revision: 1 }))
    expect(store.getState().current?.id).toBe('two')
  })
})

describe('opening', () => {
  it('that is overtaken by another is no failure, and the other is still under way', async () => {
    const first = Promise.withResolvers<CaseState>()
    const second = Promise.withResolvers<CaseState>()
    const answers = [first, second]
    const client = createFakeClient({
      'case.open': () => answers.shift()?.promise ?? Promise.reject(new Error('opened three times')),
      'recent.list': async () => [],
    })
    const store = createCaseStore(client)
    const one = store.getState().open(['/one'])
    const two = store.getState().open(['/one', '/two'])
    first.reject(new Fault({ kind: 'task/cancelled', title: 'Opening' }))
    await one
    expect(store.getState()).toMatchObject({ error: null, opening: 'Opening 2 files…' })
    second.resolve(state({ id: 'second' }))
    await two
    expect(store.getState()).toMatchObject({ opening: null, current: { id: 'second' } })
  })

  it('that fails says why', async () => {
    const error = { kind: 'file/empty', file: 'a.bam' } as const
    const client = createFakeClient({
      'case.open': () => Promise.reject(new Fault(error)),
      'recent.list': async () => [],
    })
    const store = createCaseStore(client)
    await store.getState().open(['/a.bam'])
    expect(store.getState()).toMatchObject({ opening: null, error, current: null })
  })
})
