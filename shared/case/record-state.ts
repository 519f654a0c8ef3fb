import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'

/** Who has a case file open, or did something. */
export const caseOwnerSchema = z.object({
  /** Login name. */
  user: z.string(),
  machine: z.string(),
  /** Version of Casement. */
  app: z.string(),
  /** UTC, ISO 8601: since when. */
  since: z.string(),
})
export type CaseOwner = z.infer<typeof caseOwnerSchema>

/** Whether what is done to the case is being written, and where. */
export const recordStateSchema = z.discriminatedUnion('state', [
  /** Nothing of the case is kept: it could not be written. */
  z.object({ state: z.literal('unsaved'), error: casementErrorSchema.optional() }),
  z.object({
    state: z.literal('writing'),
    path: z.string(),
    /** In the user's own folder of cases, until a place is chosen for it. */
    draft: z.boolean(),
  }),
  z.object({
    state: z.literal('read-only'),
    path: z.string(),
    /** Why; the owner's name is in it when somebody else has the case. */
    error: casementErrorSchema,
    /** Somebody else's who gives no sign of life: the case may be taken over. */
    stale: z.boolean(),
  }),
])
export type RecordState = z.infer<typeof recordStateSchema>
