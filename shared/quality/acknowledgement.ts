import { z } from 'zod'
import { checkIdSchema } from './check-id.ts'
import { verdictSchema } from './verdict.ts'

/** Somebody looked at what a check found and goes on all the same, for a reason. */
export const acknowledgementSchema = z.object({
  check: checkIdSchema,
  /** What was found, as `findingOf` writes it: of anything else it says nothing. */
  finding: z.string(),
  reason: z.string().min(1),
  by: z.object({ user: z.string(), machine: z.string() }),
  /** UTC, ISO 8601. */
  at: z.string(),
})
export type Acknowledgement = z.infer<typeof acknowledgementSchema>

/** Somebody took back what was acknowledged of a check, of whichever finding. */
export const withdrawalSchema = acknowledgementSchema.pick({ check: true, by: true, at: true })

/** What a check said, without its numbers. */
export const foundCheckSchema = z.object({
  check: checkIdSchema,
  verdict: verdictSchema,
  finding: z.string(),
})
export type FoundCheck = z.infer<typeof foundCheckSchema>

/** The newest of what was found, as it now is; undefined when nobody acknowledged just this. */
export function acknowledgementOf(
  acknowledgements: readonly Acknowledgement[],
  found: { readonly check: FoundCheck['check']; readonly finding: string },
): Acknowledgement | undefined {
  return acknowledgements.findLast(({ check, finding }) => check === found.check && finding === found.finding)
}
