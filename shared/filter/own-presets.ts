import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { presetSchema } from './preset.ts'

/** The user's own presets, as they are kept on this machine for every case. */
export const ownPresetsSchema = z.object({
  presets: z.array(presetSchema),
  /** Why those that are kept cannot be read; the file is left as it is until one is saved, and then kept beside. */
  problem: casementErrorSchema.nullable(),
})
export type OwnPresets = z.infer<typeof ownPresetsSchema>
