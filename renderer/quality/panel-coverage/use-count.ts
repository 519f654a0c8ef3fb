import { useEffect, useState } from 'react'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { CoverageGeneDetail, CoverageGeneRow } from '../../../shared/quality/coverage-state.ts'
import { useSession } from '../../app/session-context.tsx'

/** Genes asked for: more than the largest panels have; of more the least covered come. */
const MOST = 20_000

type Answer<T> = { readonly of: string; readonly value: T | null; readonly error: CasementError | null }

const NOTHING = { value: null, error: null } as const

/** An answer to an earlier question never counts. */
const answerTo = <T>(answer: Answer<T> | null, of: string | null): Omit<Answer<T>, 'of'> =>
  answer !== null && answer.of === of ? answer : NOTHING

export type CountedGenes = { readonly genes: readonly CoverageGeneRow[]; readonly total: number }

/** The genes of a count. */
export function useGenes(key: string) {
  const { client } = useSession()
  const [answer, setAnswer] = useState<Answer<CountedGenes> | null>(null)
  useEffect(() => {
    let isGone = false
    client.call('coverage.panelGenes', { key, limit: MOST }).then(
      (value) => !isGone && setAnswer({ of: key, value, error: null }),
      (thrown: unknown) => !isGone && setAnswer({ of: key, value: null, error: errorOf(thrown) }),
    )
    return () => {
      isGone = true
    }
  }, [client, key])
  return answerTo(answer, key)
}

/** Exons and gaps of one of them. */
export function useGeneDetail(key: string, gene: number | null) {
  const { client } = useSession()
  const [answer, setAnswer] = useState<Answer<CoverageGeneDetail> | null>(null)
  const of = gene === null ? null : `${key} ${gene}`
  useEffect(() => {
    if (gene === null) return
    let isGone = false
    const asked = `${key} ${gene}`
    client.call('coverage.panelGene', { key, gene }).then(
      (value) => !isGone && setAnswer({ of: asked, value, error: null }),
      (thrown: unknown) => !isGone && setAnswer({ of: asked, value: null, error: errorOf(thrown) }),
    )
    return () => {
      isGone = true
    }
  }, [client, key, gene])
  return answerTo(answer, of)
}
