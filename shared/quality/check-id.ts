import { z } from 'zod'

/**
 * The checks of a case before its first variant, in the order in which they are made and shown: those that find a mix-up
 * come first, as the variants wait for them.
 */
export const CHECK_IDS = [
  'build',
  'files',
  'sex',
  'relatedness',
  'swap',
  'tumour-normal',
  'contamination',
  'mendelian',
  'coverage',
] as const
export const checkIdSchema = z.enum(CHECK_IDS)
export type CheckId = z.infer<typeof checkIdSchema>

/** What a failure of which no reason makes good: variants on another reference are not to be reviewed. */
export const BLOCKING: ReadonlySet<CheckId> = new Set<CheckId>(['build'])
