import { sentence } from '../../../shared/errors/sentence.ts'
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

/** What failed and why: the sentence names the file, so the title need not be said as well. */
export function failedWords(task: Task): string {
  return task.error ? `Failed: ${sentence(task.error)}` : `Failed: ${task.title}`
}

export const TASK_STATES: Readonly<Record<Task['state'], string>> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
}
