import { describe, expect, it } from 'vitest'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { Task } from '../../../../shared/task/task.ts'
import { createTasks, secondsLeft } from '../../../../electron/engine/work/tasks.ts'

function recorded() {
  const seen: Task[] = []
  return { seen, tasks: createTasks((task) => seen.push(task)) }
}

describe('createTasks', () => {
  it('announces the start, the progress and the outcome', async () => {
    const { seen, tasks } = recorded()
    const { result } = tasks.start('Indexing', 'f1', async (context) => {
      context.progress({ phase: 'reading', done: 5, total: 10, unit: 'bytes' })
      return { value: 42, outcome: 'written' }
    })
    expect(await result).toBe(42)
    expect(seen.map((t) => [t.state, t.phase, t.done])).toEqual([
      ['running', 'starting', 0],
      ['running', 'reading', 5],
      ['done', 'reading', 10],
    ])
    expect(seen.at(-1)?.outcome).toBe('written')
  })

  it('cancels through the signal and says so, whatever the work threw on its way out', async () => {
    const { seen, tasks } = recorded()
    const { task, result } = tasks.start('Indexing', undefined, async ({ signal }) => {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
      return { value: 0, outcome: '' }
    })
    tasks.cancel(task.id)
    await expect(result).rejects.toMatchObject({ error: { kind: 'task/cancelled', title: 'Indexing' } })
    expect(seen.at(-1)?.state).toBe('cancelled')
  })

  it('keeps the domain error of a failure', async () => {
    const { tasks } = recorded()
    const { result } = tasks.start('Indexing', undefined, () => {
      throw new Fault({ kind: 'file/empty', file: 'x' })
    })
    await expect(result).rejects.toMatchObject({ error: { kind: 'file/empty' } })
    expect(tasks.list()[0]).toMatchObject({ state: 'failed', error: { kind: 'file/empty' } })
  })

  it('refuses to cancel what it never started, and ignores what has ended', async () => {
    const { tasks } = recorded()
    expect(() => tasks.cancel('t9')).toThrow(Fault)
    const { task, result } = tasks.start('x', undefined, async () => ({ value: 1, outcome: '' }))
    await result
    expect(() => tasks.cancel(task.id)).not.toThrow()
  })
})

describe('secondsLeft', () => {
  it('extrapolates the mean rate', () => {
    expect(secondsLeft(25, 100, 10_000)).toBe(30)
  })

  it('says nothing before it can know', () => {
    expect(secondsLeft(0, 100, 10_000)).toBeNull()
    expect(secondsLeft(5, null, 10_000)).toBeNull()
    expect(secondsLeft(5, 100, 100)).toBeNull()
  })
})
