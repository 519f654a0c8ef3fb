import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useShallow } from 'zustand/react/shallow'
import { useCommand } from '../../app/command-context.tsx'
import { useCase, useSession, useTasks } from '../../app/session-context.tsx'
import type { CaseFile } from '../../../shared/case/case-file.ts'
import { failedTasks, progressOf, runningTasks } from '../../app/stores/task-store.ts'
import { IconButton } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { failedWords, taskFar } from './task-words.ts'

const NO_FILES: readonly CaseFile[] = []
/** How long the quiet line of finished work stays, ms. */
const QUIET_MS = 8_000

/** The first running task: what, how far, time left, cancel. Then what failed, or one quiet line of what was done. */
export function TaskStrip() {
  const running = useTasks(useShallow(runningTasks))
  const failed = useTasks(useShallow(failedTasks))
  const opening = useCase((s) => s.opening)
  const first = running[0]
  return (
    <section
      className="task-strip"
      aria-label="Tasks"
      data-tone={first ? 'running' : failed.length > 0 ? 'failed' : 'quiet'}
    >
      {first ? (
        <Running />
      ) : opening !== null ? (
        <Opening what={opening} />
      ) : failed.length > 0 ? (
        <Failed />
      ) : (
        <JustDone />
      )}
    </section>
  )
}

function Running() {
  const { tasks } = useSession()
  const run = useCommand()
  const running = useTasks(useShallow(runningTasks))
  const first = running[0]
  if (!first) return null
  const more = running.length > 1 ? ` and ${running.length - 1} more` : ''
  return (
    <>
      <AriaButton className="task-strip-open" onPress={() => run('show-tasks')}>
        <span className="task-title" title={`${first.title}${more}: ${taskFar(first)}`}>
          {first.title}
          {more}
        </span>
        <span className="task-far">{taskFar(first)}</span>
      </AriaButton>
      <IconButton
        small
        icon="close"
        label={`Cancel: ${first.title}`}
        onPress={() => void tasks.getState().cancel(first.id)}
      />
      <Progress value={progressOf(first)} label={first.title} />
    </>
  )
}

/** Files of the open case being added, or another case being opened. */
function Opening({ what }: { what: string }) {
  return (
    <>
      <span className="task-strip-open" role="status">
        {what}
      </span>
      <Progress value={null} label={what} />
    </>
  )
}

function Failed() {
  const { tasks } = useSession()
  const run = useCommand()
  const failed = useTasks(useShallow(failedTasks))
  const last = failed.at(-1)
  const files = useCase((s) => s.current?.files ?? NO_FILES)
  if (!last) return null
  const words = failedWords(last, files)
  return (
    <>
      <AriaButton className="task-strip-open" onPress={() => run('show-tasks')}>
        <span className="task-title" role="status" title={words}>
          {words}
        </span>
      </AriaButton>
      <IconButton
        small
        icon="close"
        label="Put this message away"
        onPress={() => {
          for (const task of failed) tasks.getState().putAway(task.id)
        }}
      />
    </>
  )
}

function JustDone() {
  const last = useTasks((s) =>
    s.tasks.findLast(
      (task) => task.state === 'cancelled' || (task.state === 'done' && task.unasked !== true),
    ),
  )
  const [quietId, setQuietId] = useState<string | null>(null)
  const id = last?.id ?? null
  useEffect(() => {
    const timer = setTimeout(() => setQuietId(id), QUIET_MS)
    return () => clearTimeout(timer)
  }, [id])
  if (!last || id === quietId) return null
  const words =
    last.state === 'cancelled' ? `Cancelled: ${last.title}` : `${last.title}: ${last.outcome ?? 'done'}`
  return (
    <span className="task-strip-open muted" role="status">
      <span className="task-title">{words}</span>
    </span>
  )
}
