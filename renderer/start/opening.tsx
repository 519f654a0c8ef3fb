import { useSession, useTasks } from '../app/session-context.tsx'
import { taskFar } from '../review/tasks/task-words.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { progressOf } from '../app/stores/task-store.ts'

/** What is being opened, with the newest running task's progress when there is one. */
export function Opening({ what }: { what: string }) {
  const { tasks } = useSession()
  const task = useTasks((s) => s.tasks.findLast((t) => t.state === 'running'))
  return (
    <section className="start-opening" aria-label="Opening" aria-busy="true">
      <div className="start-opening-line">
        <span role="status">{what}</span>
        {task && <span className="muted">{taskFar(task)}</span>}
        {task && (
          <Button look="link" onPress={() => void tasks.getState().cancel(task.id)}>
            Cancel
          </Button>
        )}
      </div>
      <Progress value={task ? progressOf(task) : null} label={what} />
    </section>
  )
}
