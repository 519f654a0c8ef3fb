import { z } from 'zod'
import { buildSchema } from '../genome/build.ts'
import { threshold, thresholdSchema, type Verdict, verdictSchema, worstVerdict } from './verdict.ts'

export const BUILD_THRESHOLDS = {
  /** Positions of a file that are looked at, spread over all of it. */
  positions: threshold(1000, 'laboratory'),
  /** REF bases that differ from the reference, of those that are known, beyond which it is another one. */
  maxDifferent: threshold(0.01, 'general-knowledge'),
  /** Known bases that anything is said from. */
  minCompared: threshold(20, 'general-knowledge'),
} as const
export type BuildSettings = { readonly [K in keyof typeof BUILD_THRESHOLDS]: { value: number } }

const buildReasonSchema = z.enum([
  'as-reference',
  'some-different',
  'other-reference',
  /** There is no reference and no reads that say what it was. */
  'no-reference',
  /** Few of the positions lie where the reference, or the reads' MD, says anything. */
  'too-few-known',
  'not-imported',
])
export type BuildReason = z.infer<typeof buildReasonSchema>

/** REF bases of a file of variants beside the reference. */
const refBasesSchema = z.object({
  /** Id and name of the file. */
  file: z.string(),
  name: z.string(),
  verdict: verdictSchema,
  reason: buildReasonSchema,
  /** Positions looked at, and those of which the reference is known. */
  positions: z.number(),
  compared: z.number(),
  different: z.number(),
  /** The first that differ; `position` is 1-based. */
  examples: z.array(
    z.object({ contig: z.string(), position: z.number(), ref: z.string(), reference: z.string() }),
  ),
})
export type RefBases = z.infer<typeof refBasesSchema>

export const buildCheckSchema = z.object({
  check: z.literal('build'),
  verdict: verdictSchema,
  thresholds: z.record(z.string(), thresholdSchema),
  build: buildSchema,
  /** Files whose contigs have lengths; `compared` of them are in other files too, with the same length: others are refused. */
  lengths: z.array(
    z.object({
      file: z.string(),
      name: z.string(),
      build: buildSchema,
      contigs: z.number(),
      compared: z.number(),
    }),
  ),
  /** What the bases were held against: an installed file, or MD tags of the reads. */
  reference: z.object({ source: z.enum(['file', 'reads', 'none']), name: z.string().nullable() }),
  bases: z.array(refBasesSchema),
})
export type BuildCheck = z.infer<typeof buildCheckSchema>

export function judgeRefBases(
  { compared, different }: Pick<RefBases, 'compared' | 'different'>,
  source: BuildCheck['reference']['source'],
  settings: BuildSettings = BUILD_THRESHOLDS,
): { verdict: Verdict; reason: BuildReason } {
  if (source === 'none') return { verdict: 'not-possible', reason: 'no-reference' }
  if (compared < settings.minCompared.value) {
    // Few bases prove nothing by being equal; one that differs is said all the same.
    return different === 0
      ? { verdict: 'not-possible', reason: 'too-few-known' }
      : { verdict: 'warns', reason: 'some-different' }
  }
  if (different > settings.maxDifferent.value * compared)
    return { verdict: 'fails', reason: 'other-reference' }
  return different === 0
    ? { verdict: 'passes', reason: 'as-reference' }
    : { verdict: 'warns', reason: 'some-different' }
}

/** Lengths that conflict refuse to open: what is open has equal ones. Bases that nobody knows leave that much unsaid. */
export const worstOfBuild = (bases: readonly RefBases[]): Verdict =>
  bases.length === 0 ? 'passes' : worstVerdict(bases.map(({ verdict }) => verdict))
