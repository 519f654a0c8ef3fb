import { useEffect, useState } from 'react'
import type { CallOutput, Client } from '../../../shared/contract.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'

type Kept = { readonly lists: CallOutput<'shortlist.absent'>['lists']; readonly error: CasementError | null }

/** Which entries of the case's shortlists no variant of its files is; null while nobody can tell. */
export function useAbsent(client: Client, { shortlists, files, build }: CaseState): Kept {
  const [kept, setKept] = useState<Kept>({ lists: null, error: null })
  // Each change of the case brings new objects: what they are of is what counts.
  const of = JSON.stringify([
    shortlists.map(({ digest }) => digest),
    files.map(({ id, store }) => [id, store?.state]),
    build,
  ])
  useEffect(() => {
    let newest = true
    client.call('shortlist.absent', {}).then(
      ({ lists }) => newest && setKept({ lists, error: null }),
      (thrown: unknown) => newest && setKept({ lists: null, error: errorOf(thrown) }),
    )
    return () => {
      newest = false
    }
  }, [client, of])
  return kept
}
