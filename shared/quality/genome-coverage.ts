import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { contigMeaning } from '../genome/contig-name.ts'
import { CHROMOSOMES } from '../genome/chromosome-length.ts'
import { indexCoverageSchema, type IndexCoverageSummary } from '../genome/index-coverage.ts'
import { type CoverageStep, coverageSteps, coverageStepSchema } from './coverage-steps.ts'
import { threshold, thresholdSchema, type Verdict, verdictSchema } from './verdict.ts'

export const GENOME_COVERAGE_THRESHOLDS = {
  /** Median relative depth of an autosome, or of a stretch of one: outside of these it may have been lost or gained. */
  least: threshold(0.75, 'general-knowledge'),
  most: threshold(1.25, 'general-knowledge'),
  /** bp of a stretch, with reads, that is out of the same range. */
  stepLength: threshold(5_000_000, 'general-knowledge'),
  /** bp that the index tells depths apart over, beyond which it tells no steps: slices of a CRAM of few reads are longer. */
  maxResolution: threshold(1_000_000, 'general-knowledge'),
  /** bp of an autosome without reads: the longest gaps of GRCh37 and GRCh38 have 21 Mb (centromere of chromosome 1). */
  lengthWithoutReads: threshold(25_000_000, 'general-knowledge'),
  /** Share of windows without signal beyond which the file is of targets, not of a genome. */
  maxWithoutSignal: threshold(0.5, 'general-knowledge'),
} as const

const genomeCoverageReasonSchema = z.enum([
  'as-expected',
  'targeted',
  'autosomes-off',
  'steps',
  'coarse',
  'not-read',
])
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
  /** Autosomes whose median is out of range, by the file's names; 0 of one without reads. */
  off: z.array(z.object({ contig: z.string(), median: z.number() })),
  /** Parts of chromosomes that are out of range. */
  steps: z.array(coverageStepSchema),
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
  relativeDepth: Float32Array,
  settings: {
    readonly [K in keyof typeof GENOME_COVERAGE_THRESHOLDS]: { value: number }
  } = GENOME_COVERAGE_THRESHOLDS,
): { verdict: Verdict; reason: GenomeCoverageReason; off: CoveredFile['off']; steps: CoverageStep[] } {
  if (coverage.withoutSignal > settings.maxWithoutSignal.value)
    return { verdict: 'not-possible', reason: 'targeted', off: [], steps: [] }
  const [least, most] = [settings.least.value, settings.most.value]
  const off = coverage.contigs.flatMap(({ name, median: known }) => {
    const median = known ?? 0
    return AUTOSOMES.has(contigMeaning(name).key) && (median < least || median > most)
      ? [{ contig: name, median }]
      : []
  })
  const isCoarse = coverage.resolution > settings.maxResolution.value
  const rules = { least, most, length: settings.stepLength.value, lengthWithoutReads: settings.lengthWithoutReads.value } // prettier-ignore
  const steps = isCoarse ? [] : coverageSteps(coverage, relativeDepth, rules)
  if (off.length > 0) return { verdict: 'warns', reason: 'autosomes-off', off, steps }
  if (steps.length > 0) return { verdict: 'warns', reason: 'steps', off, steps }
  if (isCoarse) return { verdict: 'not-possible', reason: 'coarse', off, steps }
  return { verdict: 'passes', reason: 'as-expected', off, steps }
}
