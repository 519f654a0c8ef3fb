import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { absentReasonSchema } from './absent-gene.ts'
import { coverageAskedSchema } from './coverage-asked.ts'

/** What is, or was, counted. */
const coveragePlanSchema = z.object({
  /** Panels, a BED, or genes, as they are called on the screen. */
  name: z.string(),
  /** Where the exons are from: a GTF, the bundled genes, or the BED itself. */
  source: z.string(),
  asked: coverageAskedSchema,
  /** bp on either side of each exon; intervals of a BED are counted as they are. */
  padding: z.number(),
  /** Genes, or names of intervals, of which something is counted. */
  genes: z.number(),
  exons: z.number(),
  /** Genes of which nothing is counted, and why. */
  absent: z.array(z.object({ symbol: z.string(), reason: absentReasonSchema })),
  /** Genes of which no transcript is marked, so that all are counted. */
  unmarked: z.array(z.string()),
  /** Intervals among what is counted. */
  intervals: z.number(),
  /** Regions of PanelApp's panels, for copy numbers: they are no exons, and not counted. */
  regionsLeftOut: z.number(),
})
export type CoveragePlan = z.infer<typeof coveragePlanSchema>

/** Over all that is counted, each base once; by threshold where there are several. */
const totalSchema = z.object({
  bases: z.number(),
  /** 0 to 1; null when the file has none of the contigs. */
  shares: z.array(z.number()).nullable(),
  mean: z.number().nullable(),
  min: z.number().nullable(),
  /** Stretches below each threshold. */
  gaps: z.array(z.number()),
  /** Of what is counted, what the file does not have. */
  missingContigs: z.array(z.string()),
  notices: z.array(casementErrorSchema),
})
export type CoverageTotal = z.infer<typeof totalSchema>

const summarySampleSchema = z.object({
  sample: z.string(),
  /** Base name of the file of reads. */
  file: z.string(),
  result: z.union([totalSchema, z.object({ error: casementErrorSchema })]),
})
export type CoverageSummarySample = z.infer<typeof summarySampleSchema>

/** A finished count. */
const coverageSummarySchema = z.object({
  /** By which its tables are asked for. */
  key: z.string(),
  plan: coveragePlanSchema,
  /** ISO 8601 */
  countedAt: z.string(),
  thresholds: z.array(z.number()),
  mapqAbove: z.number(),
  samples: z.array(summarySampleSchema),
})
export type CoverageSummary = z.infer<typeof coverageSummarySchema>

/** Where the coverage of what was asked stands. */
export const coverageStateSchema = z.object({
  /** What would be counted now; null when nothing can be. */
  plan: coveragePlanSchema.nullable(),
  problem: casementErrorSchema.nullable(),
  /** Samples of the case that have no file of reads. */
  withoutReads: z.array(z.string()),
  /** The task that counts it. */
  counting: z.string().nullable(),
  /** The last count of it that is kept. */
  counted: coverageSummarySchema.nullable(),
  /** Panels, files or annotation have changed since: `counted` is not of what would be counted now. */
  stale: z.boolean(),
})
export type CoverageState = z.infer<typeof coverageStateSchema>

const geneSampleSchema = z.object({
  /** By threshold, 0 to 1; null when nothing of it could be counted. */
  shares: z.array(z.number()).nullable(),
  mean: z.number().nullable(),
  min: z.number().nullable(),
  gaps: z.array(z.number()),
})

/** A gene in the table; `samples` are those that were counted, in their order. */
export const coverageGeneSchema = z.object({
  /** Its number in the count. */
  gene: z.number(),
  symbol: z.string(),
  contig: z.string().nullable(),
  exons: z.number(),
  transcripts: z.array(z.string()),
  absent: absentReasonSchema.nullable(),
  samples: z.array(geneSampleSchema),
})
export type CoverageGeneRow = z.infer<typeof coverageGeneSchema>

/** A stretch of a gene in one sample's terms. Positions are 0-based half-open. */
const stretchSchema = z.object({ start: z.number(), end: z.number() })

export const coverageGeneDetailSchema = z.object({
  symbol: z.string(),
  contig: z.string().nullable(),
  /** Transcript by transcript, in the order of their numbers. */
  exons: z.array(
    stretchSchema.extend({
      transcript: z.string().nullable(),
      number: z.number(),
      samples: z.array(
        z.object({
          shares: z.array(z.number()).nullable(),
          mean: z.number().nullable(),
          min: z.number().nullable(),
        }),
      ),
    }),
  ),
  gaps: z.array(
    stretchSchema.extend({
      /** Place among the samples that were counted, and among the thresholds. */
      sample: z.number(),
      threshold: z.number(),
      /** `exon5`, `exon5-6` */
      exons: z.string(),
      min: z.number(),
      mean: z.number(),
    }),
  ),
})
export type CoverageGeneDetail = z.infer<typeof coverageGeneDetailSchema>
