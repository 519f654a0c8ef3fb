import { describe, expect, it } from 'vitest'
import {
  createTaskStore,
  failedTasks,
  progressOf,
  runningTasks,
} from '../../../../../renderer/app/stores/task-store.ts'
import { fakeTask } from '../../../../support/fake-case.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

describe('tasks', () => {
  it('keeps what was announced over what was listed earlier', async () => {
    const client = createFakeClient({
      'task.list': async () => [fakeTask('t1', { done: 1 }), fakeTask('t0', { state: 'done' })],
    })
    const store = createTaskStore(client)
    const loading = store.getState().load()
    store.getState().update(fakeTask('t1', { done: 9 }))
    await loading
    expect(store.getState().tasks.map((t) => [t.id, t.done])).toEqual([
      ['t0', 27_000_000_000],
      ['t1', 9],
    ])
  })

  it('shows a failure until it is put away', () => {
    const store = createTaskStore(createFakeClient())
    store.getState().update(fakeTask('t1', { state: 'failed', error: { kind: 'file/disk-full', file: 'x' } }))
    expect(failedTasks(store.getState()).length).toBe(1)
    expect(runningTasks(store.getState()).length).toBe(0)
    store.getState().putAway('t1')
    expect(failedTasks(store.getState()).length).toBe(0)
  })

  it.each([
    [5, 10, 0.5],
    [12, 10, 1],
    [5, null, null],
    [0, 0, null],
  ])('knows how far %s of %s is', (done, total, share) => {
    expect(progressOf(fakeTask('t', { done, total }))).toBe(share)
  })
})
