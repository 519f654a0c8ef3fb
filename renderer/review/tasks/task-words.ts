import type { Task } from '../../../shared/task/task.ts'
import { progressOf } from '../../app/stores/task-store.ts'
import { bytesText, durationText, plural } from '../../ui/amounts.ts'

/** How far a task is: `42 % · 12 s left`, or what was done when the total is not known. */
export function taskFar(task: Task): string {
  const share = progressOf(task)
  const done =
    share !== null
      ? `${Math.floor(share * 100)} %`
      : task.done === 0
        ? task.phase
        : task.unit === 'bytes'
          ? bytesText(task.done)
          : plural(task.done, task.unit === 'records' ? 'record' : 'step')
  return task.secondsLeft === null ? done : `${done} · ${durationText(task.secondsLeft)} left`
}

export const TASK_STATES: Readonly<Record<Task['state'], string>> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
}
