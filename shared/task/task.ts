import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'

/** Long work the user can watch and cancel. `done`/`total` are in `unit`; `total` is null while unknown. */
export const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Begun by itself: that it ended well is not said, as nobody asked for it and something else was. */
  unasked: z.boolean().optional(),
  /** The case file the work is for, when there is one. */
  file: z.string().optional(),
  phase: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'records', 'steps']),
  secondsLeft: z.number().nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** One quiet line for the user once the work is done ("Index written beside the file"). */
  outcome: z.string().optional(),
  error: casementErrorSchema.optional(),
})
export type Task = z.infer<typeof taskSchema>
