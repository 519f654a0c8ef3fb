import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { Task } from '../../../shared/task/task.ts'
import type { EngineContext } from '../context.ts'
import { indexBamInParts, indexVcfInParts } from '../indexing/parts/scan-parts.ts'
import type { JobContext } from '../work/job.ts'

/** What builds the index of each kind of file. */
const JOBS = {
  bam: 'buildBamIndex',
  cram: 'buildCramIndex',
  vcf: 'buildVcfIndex',
  bcf: 'buildBcfIndex',
} as const satisfies Partial<Record<CaseFile['kind'], string>>

function isIndexed(kind: CaseFile['kind']): kind is keyof typeof JOBS {
  return kind in JOBS
}

/**
 * Starts building a file's index as a task and keeps the case's state of it up to date. The state afterwards is
 * `ready`, `failed` with the reason, or what it was when the user cancelled.
 */
export function startIndexing(context: EngineContext, file: CaseFile): Task {
  const { session, pool, tasks, cacheFolder } = context
  const input = { path: file.identity.path, cacheFolder }
  const job = isIndexed(file.kind) ? JOBS[file.kind] : JOBS.bam
  const scanning = { pool, workers: context.workers }
  const build = async (jobContext: JobContext) => {
    if (file.kind === 'bam') return indexBamInParts(scanning, input, jobContext)
    if (file.kind === 'vcf') return indexVcfInParts(scanning, input, jobContext)
    return pool.run(job, input, jobContext)
  }
  const { task, result } = tasks.start(`Indexing ${file.name}`, file.id, async (jobContext) => {
    const built = await build(jobContext)
    return {
      value: built,
      outcome:
        built.where === 'beside' ? 'Index written beside the file' : 'Index written to the cache folder',
    }
  })
  const caseId = session.require().id
  const settle = (index: CaseFile['index'], notices: readonly CasementError[] = []): void => {
    // The case may have been closed, or another opened, while the work went on.
    if (session.state()?.id === caseId)
      session.append({ kind: 'index-changed', file: file.id, index, notices: [...notices] })
  }
  // An old or damaged index that was to be replaced is still there when that was cancelled.
  const before: CaseFile['index'] = file.index.state === 'building' ? { state: 'missing' } : file.index
  settle({ state: 'building', task: task.id })
  result.then(
    ({ path, format, where, notices }) =>
      settle({ state: 'ready', format, path, where, stale: false, built: true }, notices),
    (thrown: unknown) => {
      const error = errorOf(thrown)
      settle(error.kind === 'task/cancelled' ? before : { state: 'failed', error })
    },
  )
  return task
}

/** Starts building every index the case lacks. An index that is merely old is used and said, not rebuilt. */
export function startMissingIndexes(context: EngineContext, files: readonly CaseFile[]): void {
  for (const file of files) if (file.index.state === 'missing') startIndexing(context, file)
}
