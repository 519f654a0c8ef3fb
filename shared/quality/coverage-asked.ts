import { z } from 'zod'

/** Typed genes, at most: more is a file's business. */
const MOST_GENES = 5000

/** What coverage is counted of: the panels of the case that are in use, a BED of the case, or genes by their names. */
const coverageOfSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('panels') }),
  z.object({ kind: z.literal('bed'), file: z.string() }),
  z.object({ kind: z.literal('genes'), genes: z.array(z.string().min(1).max(200)).min(1).max(MOST_GENES) }),
])
export type CoverageOf = z.infer<typeof coverageOfSchema>

export const coverageAskedSchema = z.object({
  of: coverageOfSchema,
  /** `canonical`: those the annotation marks, of a gene without a mark all. */
  transcripts: z.enum(['canonical', 'all']),
})
export type CoverageAsked = z.infer<typeof coverageAskedSchema>

/** Names of genes as somebody types them, each once: blanks, commas and semicolons part them. */
export function typedGenes(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((name) => name !== ''))].slice(0, MOST_GENES)
}
