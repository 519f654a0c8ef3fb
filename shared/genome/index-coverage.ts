import { z } from 'zod'

/** A window with less than this share of the usual bytes carries no signal. */
export const NO_SIGNAL = 0.01

/**
 * Coverage of a whole genome as its index alone tells it: for each window the bytes its reads take in the file, over
 * the sample's median. 1 is the sample's usual depth over its autosomes. What is counted, and how well, is in
 * docs/coverage.md. The depths themselves are columns (`depth-column.ts`).
 */
const contigCoverageSchema = z.object({
  name: z.string(),
  /** bp */
  length: z.number(),
  /** Its windows in the column: `windows` of them from `firstWindow` on. */
  firstWindow: z.number(),
  windows: z.number(),
  /** Relative depth: the median over the windows that have signal; null when none has. */
  median: z.number().nullable(),
  /** Relative depth over the whole contig: all its bytes. */
  mean: z.number(),
  /** Share (0–1) of the windows that carry no signal. */
  withoutSignal: z.number(),
  /** One of those the median is taken over. */
  usual: z.boolean(),
})
export type ContigCoverage = z.infer<typeof contigCoverageSchema>

export const indexCoverageSchema = z.object({
  /** bp; 16,384 in a BAI. The last window of a contig is shorter. */
  windowSize: z.number(),
  /** bp over which the index tells depths apart: of a BAM a window, of a CRAM what its slices span, which may be many. */
  resolution: z.number(),
  /** Of all contigs. */
  windows: z.number(),
  /** What a relative depth of 1 stands for: compressed bytes per window. 0 for a file without placed reads. */
  medianBytes: z.number(),
  /** Share (0–1) of the windows of the usual contigs that carry no signal. */
  withoutSignal: z.number(),
  contigs: z.array(contigCoverageSchema),
})
export type IndexCoverageSummary = z.infer<typeof indexCoverageSchema>
