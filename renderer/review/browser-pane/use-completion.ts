import { useEffect, useState } from 'react'
import type { Client } from '../../../shared/contract.ts'
import type { Locus } from '../../../shared/genome/gene.ts'

const WAIT_MS = 60
const SHOWN = 8

/** Completions of what is typed so far; answers to earlier letters are dropped. */
export function useCompletion(client: Client, text: string): readonly Locus[] {
  const [loci, setLoci] = useState<readonly Locus[]>([])
  const query = text.trim()
  useEffect(() => {
    if (query === '') {
      setLoci([])
      return
    }
    let newest = true
    const timer = setTimeout(() => {
      client.call('locus.complete', { query, limit: SHOWN }).then(
        (found) => {
          if (newest) setLoci(found)
        },
        () => {
          // Completion only helps typing: what is wrong with the text is said when it is entered.
          if (newest) setLoci([])
        },
      )
    }, WAIT_MS)
    return () => {
      newest = false
      clearTimeout(timer)
    }
  }, [client, query])
  return loci
}
