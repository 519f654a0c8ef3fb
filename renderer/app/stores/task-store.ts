import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { Task } from '../../../shared/task/task.ts'

/** Long work of the engine, newest last. `seen` holds the ended tasks whose line the user has put away. */
export type TaskState = {
  tasks: readonly Task[]
  seen: ReadonlySet<string>
  error: CasementError | null
  load: () => Promise<void>
  update: (task: Task) => void
  cancel: (id: string) => Promise<void>
  putAway: (id: string) => void
  /** The engine restarted: its tasks are gone and their ids will be used again. */
  reset: () => void
}

export type TaskStore = StoreApi<TaskState>

export const runningTasks = (state: TaskState): readonly Task[] =>
  state.tasks.filter((task) => task.state === 'running')

export const failedTasks = (state: TaskState): readonly Task[] =>
  state.tasks.filter((task) => task.state === 'failed' && !state.seen.has(task.id))

export function createTaskStore(client: Client): TaskStore {
  return createStore<TaskState>()((set) => ({
    tasks: [],
    seen: new Set(),
    error: null,
    async load() {
      try {
        const listed = await client.call('task.list', {})
        set((s) => {
          // Anything announced while we asked is newer than the list.
          const known = new Set(s.tasks.map((t) => t.id))
          return { tasks: [...listed.filter((t) => !known.has(t.id)), ...s.tasks], error: null }
        })
      } catch (thrown) {
        set({ error: errorOf(thrown) })
      }
    },
    update(task) {
      set((s) => ({
        tasks: s.tasks.some((t) => t.id === task.id)
          ? s.tasks.map((t) => (t.id === task.id ? task : t))
          : [...s.tasks, task],
      }))
    },
    async cancel(id) {
      try {
        await client.call('task.cancel', { id })
      } catch (thrown) {
        set({ error: errorOf(thrown) })
      }
    },
    putAway(id) {
      set((s) => ({ seen: new Set([...s.seen, id]) }))
    },
    reset() {
      set({ tasks: [], seen: new Set(), error: null })
    },
  }))
}

/** Share done, 0…1, or null while the total is unknown. */
export function progressOf(task: Task): number | null {
  if (task.total === null || task.total <= 0) return null
  return Math.min(1, Math.max(0, task.done / task.total))
}
