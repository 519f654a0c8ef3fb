import { useCase, useSession, useTasks } from '../../app/session-context.tsx'
import { type CaseFile, hasAlignments } from '../../../shared/case/case-file.ts'
import { progressOf } from '../../app/stores/task-store.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import { taskFar } from '../tasks/task-words.ts'
import { waitingFiles } from './browser-tracks.ts'

/** Files of the case that are not drawn, each with the reason and the one next step. */
export function TrackNotes() {
  const current = useCase((s) => s.current)
  const waiting = current ? waitingFiles(current) : []
  if (waiting.length === 0) return null
  return (
    <ul className="track-notes" aria-label="Files not shown yet">
      {waiting.map((file) => (
        <li key={file.id}>
          <TrackNote file={file} />
        </li>
      ))}
    </ul>
  )
}

function TrackNote({ file }: { file: CaseFile }) {
  const { cases, tasks } = useSession()
  const { index } = file
  const task = useTasks((s) =>
    index.state === 'building' ? s.tasks.find((t) => t.id === index.task) : undefined,
  )
  const build = (
    <Button look="link" onPress={() => void cases.getState().rebuildIndex(file.id)}>
      {index.state === 'failed' ? 'Try again' : 'Build index'}
    </Button>
  )
  if (index.state === 'failed')
    return (
      <div className="track-error">
        <ErrorNote
          error={index.error}
          lead={`The ${hasAlignments(file) ? 'reads' : 'variants'} of ${file.name} cannot be drawn along the genome.`}
        >
          {build}
        </ErrorNote>
      </div>
    )
  if (index.state === 'building')
    return (
      <div className="track-note">
        <span className="track-note-name">{file.name}</span>
        <span className="muted">index is being built{task ? `, ${taskFar(task)}` : '…'}</span>
        <span className="push">
          <Progress value={task ? progressOf(task) : null} label={`Indexing ${file.name}`} />
        </span>
        {task && (
          <Button look="link" onPress={() => void tasks.getState().cancel(task.id)}>
            Cancel
          </Button>
        )}
      </div>
    )
  return (
    <div className="track-note">
      <span className="track-note-name">{file.name}</span>
      <span className="muted push">has no index, so it cannot be shown by region</span>
      {build}
    </div>
  )
}
