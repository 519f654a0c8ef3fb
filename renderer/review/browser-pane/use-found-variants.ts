import { useEffect, useState } from 'react'
import { sentence } from '../../../shared/errors/sentence.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { readVariantSearch } from '../../../shared/variant/variant-search.ts'
import { useCase, useSession, useVariants } from '../../app/session-context.tsx'
import { listName } from '../../app/search.ts'
import { useScope } from '../variant-list/use-columns.ts'

/** Longer than for genes: every variant of the file may have to be looked at. */
const WAIT_MS = 150
const SHOWN = 6

export type FoundVariants = {
  readonly rows: readonly VariantRow[]
  /** What there is to say in their place, or of them; null for nothing. */
  readonly note: string | null
}
const NONE: FoundVariants = { rows: [], note: null }

/** The variants of the listed file that what is typed so far names. Answers to earlier letters are dropped. */
export function useFoundVariants(text: string): FoundVariants {
  const { client } = useSession()
  const file = useVariants((s) => s.file)
  const name = useCase((s) => listName(s.current, file))
  const imported = useScope() !== null
  const query = text.trim()
  const wanted = file !== null && name !== undefined && readVariantSearch(query) !== null
  const [found, setFound] = useState<{ of: string; answer: FoundVariants }>({ of: '', answer: NONE })

  useEffect(() => {
    if (!wanted || !imported) return
    let newest = true
    const find = async (): Promise<void> => {
      let answer = NONE
      try {
        const { rows } = await client.call('variants.find', {
          file,
          text: query,
          limit: SHOWN + 1,
          typing: true,
        })
        answer = { rows: rows.slice(0, SHOWN), note: noteOf(rows.length, query, name) }
      } catch {
        // It only helps typing: what is wrong is said when the text is entered.
      }
      if (newest) setFound({ of: query, answer })
    }
    const timer = setTimeout(() => void find(), WAIT_MS)
    return () => {
      newest = false
      clearTimeout(timer)
    }
  }, [client, wanted, imported, file, name, query])

  if (!wanted) return NONE
  if (!imported) return { rows: [], note: `Variants can be searched when ${name} has been imported.` }
  return found.of === query ? found.answer : NONE
}

function noteOf(count: number, text: string, file: string): string | null {
  if (count === 0) return sentence({ kind: 'search/not-found', text, file })
  return count > SHOWN ? `The first ${SHOWN} variants of ${file}: there are more.` : null
}
