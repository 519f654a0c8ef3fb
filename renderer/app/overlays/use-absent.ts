import { useEffect, useState } from 'react'
import type { CallOutput, Client } from '../../../shared/contract.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'

type Kept = {
  readonly of: string
  readonly lists: CallOutput<'shortlist.absent'>['lists']
  readonly error: CasementError | null
}

/** Which entries of the case's shortlists no variant of its files is; null while nobody can tell. */
export function useAbsent(client: Client, { shortlists, files, build }: CaseState): Kept {
  const [kept, setKept] = useState<Kept>({ of: '', lists: null, error: null })
  // Each change of the case brings new objects: what they are of is what counts.
  const of = JSON.stringify([
    shortlists.map(({ digest }) => digest),
    files.map(({ id, store }) => [id, store?.state]),
    build,
  ])
  useEffect(() => {
    let newest = true
    client.call('shortlist.absent', {}).then(
      ({ lists }) => newest && setKept({ of, lists, error: null }),
      (thrown: unknown) => newest && setKept({ of, lists: null, error: errorOf(thrown) }),
    )
    return () => {
      newest = false
    }
  }, [client, of])
  // What is told of shortlists, or files, of before is not true of these.
  return kept.of === of ? kept : { of, lists: null, error: null }
}
