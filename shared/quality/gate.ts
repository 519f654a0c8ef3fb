import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { type Acknowledgement, acknowledgementOf } from './acknowledgement.ts'
import { buildCheckSchema } from './build-check.ts'
import { BLOCKING, checkIdSchema } from './check-id.ts'
import { contaminationHintSchema } from './contamination.ts'
import { fileHealthCheckSchema } from './file-health.ts'
import { genomeCoverageCheckSchema } from './genome-coverage.ts'
import { mendelianCheckSchema } from './mendelian.ts'
import { relatednessCheckSchema } from './relatedness.ts'
import { swapCheckSchema } from './sample-swap.ts'
import { sexFromCoverageSchema, sexFromGenotypesSchema } from './sex-check.ts'
import { tumourNormalCheckSchema } from './tumour-normal.ts'
import { thresholdSchema, type Verdict, verdictSchema, worstVerdict } from './verdict.ts'

const group = { verdict: verdictSchema, thresholds: z.record(z.string(), thresholdSchema) }

const sexCheckSchema = z.object({
  check: z.literal('sex'),
  ...group,
  /** Each with the id of the file that it is from. */
  byCoverage: z.array(sexFromCoverageSchema.extend({ file: z.string() })),
  byGenotypes: z.array(sexFromGenotypesSchema.extend({ file: z.string() })),
})
export type SexCheck = z.infer<typeof sexCheckSchema>

const contaminationCheckSchema = z.object({
  check: z.literal('contamination'),
  ...group,
  samples: z.array(contaminationHintSchema.extend({ file: z.string() })),
})

const mendelianGateSchema = z.object({
  check: z.literal('mendelian'),
  ...group,
  trios: z.array(mendelianCheckSchema.extend({ file: z.string() })),
})

const tumourNormalGateSchema = z.object({
  check: z.literal('tumour-normal'),
  ...group,
  pairs: z.array(tumourNormalCheckSchema),
})

/** What a check found, by its kind: numbers, thresholds with their source, verdicts. */
const checkResultSchema = z.discriminatedUnion('check', [
  buildCheckSchema,
  fileHealthCheckSchema,
  genomeCoverageCheckSchema,
  sexCheckSchema,
  relatednessCheckSchema,
  mendelianGateSchema,
  contaminationCheckSchema,
  tumourNormalGateSchema,
  swapCheckSchema,
])
export type CheckResult = z.infer<typeof checkResultSchema>

/** Why a check cannot be made with what the case has. */
const impossibleReasonSchema = z.enum([
  'no-files',
  'no-variants',
  'no-reads',
  'one-sample',
  'no-parents',
  'no-pair',
  'no-samples',
  'not-imported',
  'not-indexed',
])
export type ImpossibleReason = z.infer<typeof impossibleReasonSchema>

const checkProgressSchema = z.discriminatedUnion('state', [
  /** For the import of variants, an index that is being built, or the checks before it. */
  z.object({ state: z.literal('waiting'), on: z.enum(['variants', 'indexes', 'turn']) }),
  z.object({ state: z.literal('running') }),
  z.object({
    state: z.literal('done'),
    result: checkResultSchema,
    verdict: verdictSchema,
    /** What was found, so short and stable that it can be acknowledged: `gate-finding.ts`. */
    finding: z.string(),
    /** UTC, ISO 8601. */
    at: z.string(),
  }),
  z.object({ state: z.literal('not-possible'), reason: impossibleReasonSchema }),
  z.object({ state: z.literal('failed'), error: casementErrorSchema }),
  z.object({ state: z.literal('cancelled') }),
])
export type CheckProgress = z.infer<typeof checkProgressSchema>

const checkSchema = z.object({
  id: checkIdSchema,
  /** Its failure cannot be acknowledged: nothing is reviewed. */
  blocks: z.boolean(),
  progress: checkProgressSchema,
})
export type GateCheck = z.infer<typeof checkSchema>

/** Named for the contract's sake, as the schema of errors. */
export interface GateCheckSchema extends z.ZodType<GateCheck> {}
export const gateCheckSchema: GateCheckSchema = checkSchema

/** All checks of the open case, in their order. */
export type Gate = readonly GateCheck[]

/** What a check says to whoever is about to review, in one word. */
export type CheckStanding =
  'pending' | 'passes' | 'not-possible' | 'acknowledged' | 'warns' | 'fails' | 'blocks'

export function standingOf(
  { id, progress }: GateCheck,
  acknowledgements: readonly Acknowledgement[],
): CheckStanding {
  switch (progress.state) {
    case 'waiting':
    case 'running':
      return 'pending'
    case 'not-possible':
      return 'not-possible'
    // A check that could not be made is not one that passed.
    case 'failed':
    case 'cancelled':
      return 'warns'
    case 'done': {
      const { verdict, finding } = progress
      if (verdict === 'passes' || verdict === 'not-possible') return verdict
      if (verdict === 'fails' && BLOCKING.has(id)) return 'blocks'
      return acknowledgementOf(acknowledgements, { check: id, finding }) ? 'acknowledged' : verdict
    }
  }
}

/** Checks that somebody has to look at before the first variant. */
export function openChecks(gate: Gate, acknowledgements: readonly Acknowledgement[]): GateCheck[] {
  const open: ReadonlySet<CheckStanding> = new Set<CheckStanding>(['warns', 'fails', 'blocks'])
  return gate.filter((check) => open.has(standingOf(check, acknowledgements)))
}

/** The worst of what could be looked at; of several ways to find one thing out those that were possible decide. */
export function worstPossible(verdicts: readonly Verdict[]): Verdict {
  return worstVerdict(verdicts.filter((verdict) => verdict !== 'not-possible'))
}
