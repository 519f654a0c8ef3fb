import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault, errorOf } from '../../../shared/errors/fault.ts'
import type { Task } from '../../../shared/task/task.ts'
import type { JobContext } from './job.ts'

/** How often a running task is announced, in ms: often enough to look alive, rare enough to cost nothing. */
const ANNOUNCE_EVERY_MS = 100
/** Ended tasks kept for the task panel. */
const KEEP_ENDED = 50

type TaskWork<T> = (context: JobContext) => Promise<{ value: T; outcome: string }>

type StartedTask<T> = { readonly task: Task; readonly result: Promise<T> }

/** Long work with progress and cancel. The promise of a started task rejects with a Fault when it fails. */
export type Tasks = {
  /** @param about whether it begins by itself */
  start<T>(
    title: string,
    file: string | undefined,
    work: TaskWork<T>,
    about?: Pick<Task, 'unasked'>,
  ): StartedTask<T>
  list(): Task[]
  /** @throws Fault `task/unknown` */
  cancel(id: string): void
  cancelAll(): void
}

/**
 * Time left by the mean rate so far. Null until there is enough of it to mean something.
 *
 * @param elapsedMs since the phase began
 */
export function secondsLeft(done: number, total: number | null, elapsedMs: number): number | null {
  if (total === null || done <= 0 || elapsedMs < 500) return null
  return Math.max(0, Math.round(((total - done) * elapsedMs) / done / 1000))
}

export function createTasks(announce: (task: Task) => void, now: () => number = Date.now): Tasks {
  const tasks = new Map<string, Task>()
  const controllers = new Map<string, AbortController>()
  let counter = 0

  const publish = (task: Task): void => {
    tasks.set(task.id, task)
    announce(task)
  }

  const forgetOldest = (): void => {
    const ended = [...tasks.values()].filter((t) => t.state !== 'running')
    for (const task of ended.slice(0, Math.max(0, ended.length - KEEP_ENDED))) tasks.delete(task.id)
  }

  const start = <T>(
    title: string,
    file: string | undefined,
    work: TaskWork<T>,
    about: Pick<Task, 'unasked'> = {},
  ): StartedTask<T> => {
    counter += 1
    const id = `t${counter}`
    const controller = new AbortController()
    controllers.set(id, controller)
    let current: Task = {
      id,
      title,
      phase: 'starting',
      done: 0,
      total: null,
      unit: 'steps',
      secondsLeft: null,
      state: 'running',
      ...(file === undefined ? {} : { file }),
      ...about,
    }
    publish(current)

    let phaseStart = now()
    let lastAnnounced = 0
    const context: JobContext = {
      signal: controller.signal,
      progress({ phase, done, total, unit }) {
        const time = now()
        if (phase !== current.phase) phaseStart = time
        else if (time - lastAnnounced < ANNOUNCE_EVERY_MS) return
        lastAnnounced = time
        current = {
          ...current,
          phase,
          done,
          total,
          unit,
          secondsLeft: secondsLeft(done, total, time - phaseStart),
        }
        publish(current)
      },
    }

    const end = (change: Partial<Task>): void => {
      controllers.delete(id)
      current = { ...current, ...change, secondsLeft: null }
      publish(current)
      forgetOldest()
    }
    const run = async (): Promise<T> => {
      try {
        const { value, outcome } = await work(context)
        end({ state: 'done', outcome, done: current.total ?? current.done })
        return value
      } catch (thrown) {
        const error: CasementError = controller.signal.aborted
          ? { kind: 'task/cancelled', title }
          : errorOf(thrown)
        end({ state: error.kind === 'task/cancelled' ? 'cancelled' : 'failed', error })
        throw new Fault(error, { cause: thrown })
      }
    }
    const result = run()
    // A caller that only wants the task's progress may drop `result`; the failure is in the task itself.
    result.catch(() => {})
    return { task: current, result }
  }

  return {
    start,
    list: () => [...tasks.values()],
    cancel(id) {
      const controller = controllers.get(id)
      if (controller) controller.abort()
      else if (!tasks.has(id)) throw new Fault({ kind: 'task/unknown', id })
    },
    cancelAll() {
      for (const controller of controllers.values()) controller.abort()
    },
  }
}
