import { useEffect, useState } from 'react'
import type { BreakendMate, VariantRow } from '../../../shared/variant/variant-row.ts'
import { useCase, useSession, useVariants } from '../../app/session-context.tsx'
import { useStable } from '../../ui/use-stable.ts'

/** The other end of a breakend, and whether the list hides it. */
export type MateFound = BreakendMate & { readonly hidden: boolean }

type Kept = { readonly of: string; readonly found: MateFound }

/** Null until the file has been asked, and when it could not be: the record itself says what is wrong with the file. */
export function useMate({ file, row }: VariantRow): MateFound | null {
  const { client } = useSession()
  const [kept, setKept] = useState<Kept | null>(null)
  // More is found once the file is imported.
  const store = useCase((s) => s.current?.files.find(({ id }) => id === file)?.store?.state)
  const query = useVariants((s) => (s.file === file ? s.asked?.query : undefined))
  const of = JSON.stringify([file, row, store, query])
  const asked = useStable(query)
  useEffect(() => {
    let newest = true
    const ask = async (): Promise<void> => {
      const found = await client.call('variants.mateOf', { file, row })
      const place =
        found.mate && asked
          ? await client.call('variants.placeOf', { file, query: asked, row: found.mate.row })
          : null
      if (newest) setKept({ of, found: { ...found, hidden: place?.place === null } })
    }
    ask().catch(() => newest && setKept(null))
    return () => {
      newest = false
    }
  }, [client, file, row, asked, of])
  return kept?.of === of ? kept.found : null
}
