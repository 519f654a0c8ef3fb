import { useEffect, useState } from 'react'
import type { CallOutput, Client } from '../../../shared/contract.ts'
import type { Phenotype, TermMatch } from '../../../shared/phenotype/hpo.ts'

const WAIT_MS = 40
const SHOWN = 10

/** Terms that a text finds, and the text they are of: answers to earlier letters are dropped. */
export type TermsFound = { readonly of: string; readonly terms: readonly TermMatch[] }
const NOTHING: TermsFound = { of: '', terms: [] }

export function useTermSearch(client: Client, text: string): TermsFound {
  const [found, setFound] = useState(NOTHING)
  const query = text.trim()
  useEffect(() => {
    if (query === '') return
    let newest = true
    const search = async (): Promise<void> => {
      // What is wrong with the files is said where they are listed.
      const answer = await client.call('phenotype.search', { text: query, limit: SHOWN }).catch(() => null)
      if (newest) setFound({ of: query, terms: answer?.terms ?? [] })
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

type Kept = { readonly of: string; readonly answer: CallOutput<'phenotype.chosen'> }

/** Null until the files have been asked, and when they could not be read. */
export function useChosenTerms(client: Client, { files, chosen }: Phenotype): ChosenSaid | null {
  const [kept, setKept] = useState<Kept | null>(null)
  // Each change of the case brings new objects: what they are of is what counts.
  const of = JSON.stringify([files.map(({ digest }) => digest), chosen.map(({ id }) => id)])
  useEffect(() => {
    let newest = true
    client.call('phenotype.chosen', {}).then(
      (answer) => newest && setKept({ of, answer }),
      () => newest && setKept(null),
    )
    return () => {
      newest = false
    }
  }, [client, of])
  return kept && { ...kept.answer, isCurrent: kept.of === of }
}
