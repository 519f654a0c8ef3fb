import { useEffect, useState } from 'react'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { Facet, VariantQuery } from '../../../shared/variant/variant-query.ts'
import { useSession } from '../../app/session-context.tsx'

/** Values that are listed; there are more in a text column of a genome than anybody reads. */
const LIMIT = 200

type Asked = { readonly facet: Facet | null; readonly error: CasementError | null }

/** The values of a column among the variants that pass a query; those of a query before are dropped. */
export function useFacet(file: string | null, column: string, query: VariantQuery): Asked {
  const { client } = useSession()
  const [asked, setAsked] = useState<Asked>({ facet: null, error: null })
  const text = JSON.stringify(query)
  useEffect(() => {
    if (file === null) return
    let newest = true
    const ask = async (): Promise<void> => {
      const input = { file, query: JSON.parse(text) as VariantQuery, column, limit: LIMIT }
      try {
        const facet = await client.call('variants.facet', input)
        if (newest) setAsked({ facet, error: null })
      } catch (thrown) {
        if (newest) setAsked({ facet: null, error: errorOf(thrown) })
      }
    }
    void ask()
    return () => {
      newest = false
    }
  }, [client, file, column, text])
  return asked
}
