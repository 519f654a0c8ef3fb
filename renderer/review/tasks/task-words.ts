import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
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

/**
 * What failed and why: the sentence names the file, so the title need not be said as well. Where the reason stands at
 * its file already, the title alone.
 */
export function failedWords(task: Task, files: readonly CaseFile[]): string {
  const { error, title } = task
  return error && !files.some((file) => isSaidAt(file, error))
    ? `Failed: ${sentence(error)}`
    : `Failed: ${title}`
}

/** The file's track, or its list, has the same reason. */
function isSaidAt({ index, store }: CaseFile, error: CasementError): boolean {
  const said = [index, store].flatMap((each) => (each?.state === 'failed' ? [sentence(each.error)] : []))
  return said.includes(sentence(error))
}

export const TASK_STATES: Readonly<Record<Task['state'], string>> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
}
