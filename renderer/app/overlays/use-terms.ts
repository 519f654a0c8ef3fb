import { useEffect, useState } from 'react'
import type { CallOutput, Client } from '../../../shared/contract.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { Phenotype, TermMatch } from '../../../shared/phenotype/hpo.ts'

const WAIT_MS = 40
const SHOWN = 10

/** Terms that a text finds, and the text they are of: answers to earlier letters are dropped. */
export type TermsFound = {
  readonly of: string
  readonly terms: readonly TermMatch[]
  /** Why none could be looked for: that is not to find none. */
  readonly error: CasementError | null
}
const NOTHING: TermsFound = { of: '', terms: [], error: null }

export function useTermSearch(client: Client, text: string): TermsFound {
  const [found, setFound] = useState(NOTHING)
  const query = text.trim()
  useEffect(() => {
    if (query === '') return
    let newest = true
    const search = async (): Promise<void> => {
      let answer: TermsFound
      try {
        const { terms } = await client.call('phenotype.search', { text: query, limit: SHOWN })
        answer = { of: query, terms, error: null }
      } catch (thrown) {
        answer = { of: query, terms: [], error: errorOf(thrown) }
      }
      if (newest) setFound(answer)
    }
    const timer = setTimeout(() => void search(), WAIT_MS)
    return () => {
      newest = false
      clearTimeout(timer)
    }
  }, [client, query])
  return query === '' ? NOTHING : found
}

/** What the files say of the chosen terms; `isCurrent` is false while it is of those before. */
export type ChosenSaid = CallOutput<'phenotype.chosen'> & { readonly isCurrent: boolean }

type Kept = {
  readonly of: string
  readonly answer: CallOutput<'phenotype.chosen'> | null
  readonly error: CasementError | null
}

/** `said` is null until the files have been asked, and when they could not be read: `error` is then why. */
export function useChosenTerms(
  client: Client,
  { files, chosen }: Phenotype,
): { readonly said: ChosenSaid | null; readonly error: CasementError | null } {
  const [kept, setKept] = useState<Kept>({ of: '', answer: null, error: null })
  // Each change of the case brings new objects: what they are of is what counts.
  const of = JSON.stringify([files.map(({ digest }) => digest), chosen.map(({ id }) => id)])
  useEffect(() => {
    let newest = true
    client.call('phenotype.chosen', {}).then(
      (answer) => newest && setKept({ of, answer, error: null }),
      (thrown: unknown) => newest && setKept({ of, answer: null, error: errorOf(thrown) }),
    )
    return () => {
      newest = false
    }
  }, [client, of])
  return { said: kept.answer && { ...kept.answer, isCurrent: kept.of === of }, error: kept.error }
}
