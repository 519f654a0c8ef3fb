import type { Task } from '../../../shared/task/task.ts'
import { taskFar, TASK_STATES } from '../../review/tasks/task-words.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useSession, useTasks } from '../session-context.tsx'
import { progressOf } from '../stores/task-store.ts'

export function TasksDialog({ onClose }: { onClose: () => void }) {
  const tasks = useTasks((s) => s.tasks)
  return (
    <ModalDialog title="Tasks" width={600} onClose={onClose}>
      <div className="dialog-body" tabIndex={0} role="region" aria-label="Tasks">
        {tasks.length === 0 && (
          <p className="muted">Nothing is running. Building an index would be listed here.</p>
        )}
        <ul className="files">
          {tasks.toReversed().map((task) => (
            <TaskItem key={task.id} task={task} />
          ))}
        </ul>
      </div>
    </ModalDialog>
  )
}

function TaskItem({ task }: { task: Task }) {
  const { tasks } = useSession()
  const running = task.state === 'running'
  return (
    <li className="file-item">
      <div className="file-line">
        <strong className="file-name">{task.title}</strong>
        <span className="muted">{running ? task.phase : TASK_STATES[task.state]}</span>
        <span className="push" />
        {running && <span className="muted">{taskFar(task)}</span>}
        {running && <Button onPress={() => void tasks.getState().cancel(task.id)}>Cancel</Button>}
      </div>
      {running && <Progress value={progressOf(task)} label={task.title} />}
      {task.state === 'done' && task.outcome !== undefined && <p className="muted">{task.outcome}</p>}
      {task.state === 'failed' && task.error && <ErrorNote error={task.error} />}
    </li>
  )
}
