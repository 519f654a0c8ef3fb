import { useMemo } from 'react'
import type { Locus } from '../../../shared/genome/gene.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { goToRegion } from '../../app/commands.ts'
import { showVariant } from '../../app/search.ts'
import type { Session } from '../../app/session.ts'
import { useSession } from '../../app/session-context.tsx'
import { useCompletion } from './use-completion.ts'
import { useFoundVariants } from './use-found-variants.ts'

/** What a text that is being typed may mean. */
export type Found =
  { readonly kind: 'locus'; readonly locus: Locus } | { readonly kind: 'variant'; readonly row: VariantRow }

/** Places first, then variants of the case. The list is the same one until there are others. */
export function useSearch(text: string): {
  readonly choices: readonly Found[]
  readonly note: string | null
} {
  const loci = useCompletion(useSession().client, text)
  const { rows, note } = useFoundVariants(text)
  const choices = useMemo(
    () => [
      ...loci.map((locus): Found => ({ kind: 'locus', locus })),
      ...rows.map((row): Found => ({ kind: 'variant', row })),
    ],
    [loci, rows],
  )
  return { choices, note }
}

export const foundKey = (found: Found): string =>
  found.kind === 'variant'
    ? `variant ${found.row.file} ${found.row.row}`
    : `${found.locus.kind} ${found.locus.label} ${found.locus.contig}:${found.locus.start}`

export function goToFound(session: Session, found: Found): void {
  if (found.kind === 'variant') showVariant(session, found.row)
  else void goToRegion(session, found.locus)
}
