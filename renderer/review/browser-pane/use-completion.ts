import { useEffect, useState } from 'react'
import type { Client } from '../../../shared/contract.ts'
import type { Locus } from '../../../shared/genome/gene.ts'

const WAIT_MS = 60
const SHOWN = 8
const NONE: readonly Locus[] = []

/** Completions of what is typed so far; answers to earlier letters are dropped. */
export function useCompletion(client: Client, text: string): readonly Locus[] {
  const [loci, setLoci] = useState<readonly Locus[]>(NONE)
  const query = text.trim()
  useEffect(() => {
    if (query === '') return
    let newest = true
    const complete = async (): Promise<void> => {
      let found: readonly Locus[]
      try {
        found = await client.call('locus.complete', { query, limit: SHOWN })
      } catch {
        // Completion only helps typing: what is wrong with the text is said when it is entered.
        found = NONE
      }
      if (newest) setLoci(found)
    }
    const timer = setTimeout(() => void complete(), WAIT_MS)
    return () => {
      newest = false
      clearTimeout(timer)
    }
  }, [client, query])
  return query === '' ? NONE : loci
}
