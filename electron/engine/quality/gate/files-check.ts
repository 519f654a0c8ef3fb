import type { CaseState } from '../../../../shared/case/case-state.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { type FileHealth, judgeFile } from '../../../../shared/quality/file-health.ts'
import type { CheckResult } from '../../../../shared/quality/gate.ts'
import { worstVerdict } from '../../../../shared/quality/verdict.ts'
import type { EngineContext } from '../../context.ts'
import type { JobContext } from '../../work/job.ts'
import type { HeaderFacts } from './read-file-facts.ts'

const INDEX_WORDS = {
  'not-needed': 'not-used',
  missing: 'missing',
  building: 'building',
  failed: 'failed',
} as const

/** What each file's header, end and index say. A file that cannot be read is a finding, no error. */
export async function filesCheck(
  state: CaseState,
  { pool }: EngineContext,
  job: JobContext,
): Promise<CheckResult> {
  const files: FileHealth[] = []
  for (const { id, name, kind, identity, compression, index, notices, unreachable } of state.files) {
    const known = {
      file: id,
      name,
      kind,
      index:
        index.state === 'ready'
          ? index.stale
            ? ('older' as const)
            : ('newer' as const)
          : INDEX_WORDS[index.state],
      indexError: index.state === 'failed' ? index.error : null,
      notices,
    }
    if (unreachable) {
      files.push(judgeFile({ ...known, ...nothingKnown(), unreachable }))
      continue
    }
    try {
      const facts = await pool.run('readFileFacts', { identity, kind, compression }, job)
      files.push(judgeFile({ ...known, ...facts, unreachable: null }))
    } catch (thrown) {
      job.signal.throwIfAborted()
      files.push(judgeFile({ ...known, ...nothingKnown(), unreachable: errorOf(thrown) }))
    }
  }
  return { check: 'files', verdict: worstVerdict(files.map(({ verdict }) => verdict)), thresholds: {}, files }
}

const nothingKnown = (): HeaderFacts => ({
  end: 'not-used',
  sortOrder: null,
  readGroups: null,
  samples: [],
  programs: [],
})
