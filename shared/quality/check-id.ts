import { z } from 'zod'

/** The checks of a case before its first variant, in the order in which they are made and shown. */
export const CHECK_IDS = [
  'build',
  'files',
  'coverage',
  'sex',
  'relatedness',
  'mendelian',
  'contamination',
  'tumour-normal',
  'swap',
] as const
export const checkIdSchema = z.enum(CHECK_IDS)
export type CheckId = z.infer<typeof checkIdSchema>

/** What a failure of which no reason makes good: variants on another reference are not to be reviewed. */
export const BLOCKING: ReadonlySet<CheckId> = new Set<CheckId>(['build'])
