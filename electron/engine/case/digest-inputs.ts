import type { CaseFile } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Task } from '../../../shared/task/task.ts'
import type { EngineContext } from '../context.ts'

/** Inputs whose digest is not known yet and that can be read. */
const wanting = (files: readonly CaseFile[]): CaseFile[] =>
  files.filter(({ sha256, unreachable }) => sha256 === undefined && unreachable === undefined)

/**
 * Reads all inputs of the case whole, one after the other, for their SHA-256. What was read when it is cancelled is kept.
 *
 * @throws Fault `case/digested` when there is nothing to do
 */
export function startDigests({ session, tasks, pool }: EngineContext): Task {
  const { id, label, files } = session.require()
  const todo = wanting(files)
  if (todo.length === 0) throw new Fault({ kind: 'case/digested', label })
  const { task } = tasks.start('SHA-256 of the inputs', undefined, async (context) => {
    for (const [i, file] of todo.entries()) {
      const phase = `${file.name} (${i + 1} of ${todo.length})`
      const sha256 = await pool.run('digestFile', { identity: file.identity, phase }, context)
      // The case may have been closed, or another opened, meanwhile.
      if (session.state()?.id !== id) throw new Fault({ kind: 'task/cancelled', title: task.title })
      session.append({ kind: 'file-digested', file: file.id, sha256 })
    }
    return {
      value: undefined,
      outcome: `SHA-256 of ${todo.length} ${todo.length === 1 ? 'file' : 'files'} is in the case`,
    }
  })
  return task
}
