import { useEffect, useState } from 'react'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { CoverageGeneDetail, CoverageGeneRow } from '../../../shared/quality/coverage-state.ts'
import { useSession } from '../../app/session-context.tsx'

/** Genes asked for: more than the largest panels have; of more the least covered come. */
const MOST = 20_000

type Asked<T> = { readonly of: string; readonly value: T | null; readonly error: CasementError | null }

const NOTHING = { value: null, error: null } as const

/** What was asked for last; an answer to an earlier question never counts. */
function useAnswer<T>(of: string | null, ask: () => Promise<T>): Omit<Asked<T>, 'of'> {
  const [answer, setAnswer] = useState<Asked<T> | null>(null)
  useEffect(() => {
    if (of === null) return
    let isGone = false
    ask().then(
      (value) => !isGone && setAnswer({ of, value, error: null }),
      (thrown: unknown) => !isGone && setAnswer({ of, value: null, error: errorOf(thrown) }),
    )
    return () => {
      isGone = true
    }
    // `of` says all that the question depends on.
  }, [of])
  return answer !== null && answer.of === of ? answer : NOTHING
}

export type CountedGenes = { readonly genes: readonly CoverageGeneRow[]; readonly total: number }

/** The genes of a count. */
export function useGenes(key: string | null) {
  const { client } = useSession()
  return useAnswer<CountedGenes>(key, () =>
    client.call('coverage.panelGenes', { key: key ?? '', limit: MOST }),
  )
}

/** Exons and gaps of one of them. */
export function useGeneDetail(key: string, gene: number | null) {
  const { client } = useSession()
  return useAnswer<CoverageGeneDetail>(gene === null ? null : `${key} ${gene}`, () =>
    client.call('coverage.panelGene', { key, gene: gene ?? 0 }),
  )
}
