import type { CaseState } from '../../../shared/case/case-state.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'

/** One thing about a file that wants a person's look. */
export type CaseCheck = {
  /** Name or path of the file. */
  readonly file: string
  readonly what: 'refused' | 'lost' | 'index' | 'notice'
  readonly error: CasementError
}

/** Refused files, and of each file: that it is out of reach, indexes that failed, are missing or older than their file, and notices, in that order. */
export function caseChecks(state: CaseState): CaseCheck[] {
  const checks: CaseCheck[] = state.refused.map(({ path, error }) => ({ file: path, what: 'refused', error }))
  for (const file of state.files) {
    const { index } = file
    const path = file.identity.path
    if (file.unreachable) checks.push({ file: file.name, what: 'lost', error: file.unreachable })
    if (index.state === 'failed') checks.push({ file: file.name, what: 'index', error: index.error })
    if (index.state === 'missing')
      checks.push({ file: file.name, what: 'index', error: { kind: 'index/missing', file: path } })
    const stale = index.state === 'ready' && index.stale
    if (stale)
      checks.push({
        file: file.name,
        what: 'index',
        error: { kind: 'index/stale', file: path, index: index.path },
      })
    for (const error of file.notices)
      if (!(stale && error.kind === 'index/stale')) checks.push({ file: file.name, what: 'notice', error })
  }
  return checks
}
