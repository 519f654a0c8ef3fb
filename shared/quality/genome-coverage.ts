import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { contigMeaning } from '../genome/contig-name.ts'
import { CHROMOSOMES } from '../genome/chromosome-length.ts'
import { indexCoverageSchema, type IndexCoverageSummary } from '../genome/index-coverage.ts'
import { threshold, thresholdSchema, type Verdict, verdictSchema } from './verdict.ts'

export const GENOME_COVERAGE_THRESHOLDS = {
  /** Median relative depth of an autosome: outside of these it may have been lost or gained. */
  least: threshold(0.75, 'general-knowledge'),
  most: threshold(1.25, 'general-knowledge'),
  /** Share of windows without signal beyond which the file is of targets, not of a genome. */
  maxWithoutSignal: threshold(0.5, 'general-knowledge'),
} as const

const genomeCoverageReasonSchema = z.enum(['as-expected', 'targeted', 'autosomes-off', 'not-read'])
export type GenomeCoverageReason = z.infer<typeof genomeCoverageReasonSchema>

/** A file's relative depth, from its index alone. */
const coveredFileSchema = z.object({
  file: z.string(),
  name: z.string(),
  sample: z.string().nullable(),
  verdict: verdictSchema,
  reason: genomeCoverageReasonSchema,
  /** Null when it could not be read: see `error`. */
  coverage: indexCoverageSchema.nullable(),
  /** Autosomes whose median is out of range, by the file's names. */
  off: z.array(z.object({ contig: z.string(), median: z.number() })),
  error: casementErrorSchema.nullable(),
})
export type CoveredFile = z.infer<typeof coveredFileSchema>

export const genomeCoverageCheckSchema = z.object({
  check: z.literal('coverage'),
  verdict: verdictSchema,
  thresholds: z.record(z.string(), thresholdSchema),
  files: z.array(coveredFileSchema),
})
export type GenomeCoverageCheck = z.infer<typeof genomeCoverageCheckSchema>

const AUTOSOMES: ReadonlySet<string> = new Set(CHROMOSOMES.slice(0, 22))

export function judgeGenomeCoverage(
  coverage: IndexCoverageSummary,
  settings: {
    readonly [K in keyof typeof GENOME_COVERAGE_THRESHOLDS]: { value: number }
  } = GENOME_COVERAGE_THRESHOLDS,
): { verdict: Verdict; reason: GenomeCoverageReason; off: CoveredFile['off'] } {
  if (coverage.withoutSignal > settings.maxWithoutSignal.value)
    return { verdict: 'not-possible', reason: 'targeted', off: [] }
  const off = coverage.contigs.flatMap(({ name, median }) =>
    median !== null &&
    AUTOSOMES.has(contigMeaning(name).key) &&
    (median < settings.least.value || median > settings.most.value)
      ? [{ contig: name, median }]
      : [],
  )
  return off.length > 0
    ? { verdict: 'warns', reason: 'autosomes-off', off }
    : { verdict: 'passes', reason: 'as-expected', off }
}
