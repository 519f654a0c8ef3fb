import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { labelledFiles } from '../../app/list/list-scope.ts'
import { useCase, useSession, useTasks, useVariants } from '../../app/session-context.tsx'
import { progressOf } from '../../app/stores/task-store.ts'
import { Button } from '../../ui/button.tsx'
import { jointNotes } from '../words/joint-words.ts'

/** Files that the list of all lacks, wholly or in part, each with what can be done. */
export function JointNotes() {
  const { cases } = useSession()
  const isJoint = useVariants((s) => s.file === ALL_FILES)
  const current = useCase((s) => s.current)
  const tasks = useTasks((s) => s.tasks)
  if (!isJoint) return null
  const notes = jointNotes(labelledFiles(current), (id) => {
    const task = tasks.find((each) => each.id === id)
    return task === undefined ? null : progressOf(task)
  })
  if (notes.length === 0) return null
  return (
    <ul className="joint-notes" role="status" aria-label="Files that are not in the list, or not wholly">
      {notes.map(({ file, words, why, again }) => (
        <li key={file}>
          {why === null ? (
            words
          ) : (
            <details>
              <summary>{words}</summary>
              {why}
            </details>
          )}
          {again && (
            <Button look="link" onPress={() => void cases.getState().importAgain(file)}>
              Import again
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
