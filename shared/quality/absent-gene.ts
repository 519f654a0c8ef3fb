import { z } from 'zod'

/**
 * Why nothing of a gene is counted. `unknown`: the annotation has no gene of that name; `ambiguous`: several;
 * `not-placed`: the bundled data do not say for certain where its transcripts lie; `no-exons`: the annotation has no
 * exon of it; `no-contig`: the case has no such contig; `counted-on-x`: the copy on Y of a pseudoautosomal gene, whose
 * reads lie on X.
 */
export const absentReasonSchema = z.enum([
  'unknown',
  'ambiguous',
  'not-placed',
  'no-exons',
  'no-contig',
  'counted-on-x',
])
export type AbsentReason = z.infer<typeof absentReasonSchema>

/** The reason as part of a sentence. */
export function absentSentence(reason: AbsentReason): string {
  switch (reason) {
    case 'unknown':
      return 'the annotation has no gene of this name'
    case 'ambiguous':
      return 'several genes have this name'
    case 'not-placed':
      return 'where its transcripts lie is not certain in the bundled data'
    case 'no-exons':
      return 'the annotation has no exons of it'
    case 'no-contig':
      return 'the case has no such contig'
    case 'counted-on-x':
      return 'pseudoautosomal: its reads lie on X and are counted there'
  }
}
