import { severityRank } from '../../../../../shared/variant/consequence-severity.ts'
import type { Consequence, VariantRecord } from '../../../../../shared/variant/variant-row.ts'
import type { AnnotatedTranscript } from './annotation.ts'

const rank = (t: AnnotatedTranscript): number => severityRank(t.consequence, t.impact)

/** 0 MANE Select, 1 MANE Plus Clinical, 2 Ensembl canonical, 3 any other. */
function standing(t: AnnotatedTranscript): number {
  return t.mane ? 0 : t.manePlusClinical ? 1 : t.canonical ? 2 : 3
}

/** Best first: by standing, then the worst consequence, then the order of the file. */
function sortTranscripts(transcripts: readonly AnnotatedTranscript[]): AnnotatedTranscript[] {
  return transcripts.toSorted((a, b) => standing(a) - standing(b) || rank(a) - rank(b))
}

function consequence(t: AnnotatedTranscript, worst: number): Consequence {
  const { gene, consequence, impact, transcript, mane, hgvsc, hgvsp, source } = t
  const worseElsewhere = worst < rank(t)
  return { gene, consequence, impact, transcript, mane, hgvsc, hgvsp, source, worseElsewhere }
}

const worstOf = (transcripts: readonly AnnotatedTranscript[]): number => Math.min(...transcripts.map(rank))

/** The consequence the list shows, null without any; it says when another transcript's is worse. */
export function chosenConsequence(transcripts: readonly AnnotatedTranscript[]): Consequence | null {
  const [best] = sortTranscripts(transcripts)
  return best === undefined ? null : consequence(best, worstOf(transcripts))
}

/** All of them for the record panel, best first. */
export function allConsequences(transcripts: readonly AnnotatedTranscript[]): VariantRecord['consequences'] {
  const worst = worstOf(transcripts)
  return sortTranscripts(transcripts).map((t) => ({
    ...consequence(t, worst),
    fields: t.fields.map(([name, value]): [string, string] => [name, value]),
  }))
}
