import { z } from 'zod'
import { variantKeySchema } from './variant-key.ts'

/** Characters of a note: a page of text. */
export const MOST_NOTE_CHARACTERS = 4000

/** What a reviewer wrote about a variant. */
export const variantNoteSchema = z.object({ variant: variantKeySchema, text: z.string() })
export type VariantNote = z.infer<typeof variantNoteSchema>
