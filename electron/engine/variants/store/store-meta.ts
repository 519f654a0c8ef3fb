import { z } from 'zod'
import { casementErrorSchema } from '../../../../shared/errors/casement-error.ts'
import { variantColumnSchema } from '../../../../shared/variant/variant-column.ts'

/** Raised when what is stored changes: stores of another version are made again. */
export const STORE_VERSION = 4

/** What a store says of itself. */
export const storeMetaSchema = z.object({
  version: z.literal(STORE_VERSION),
  /** Rows: one for each alternate allele that was seen. */
  rows: z.number(),
  /** Records that gave a row. */
  records: z.number(),
  /** Records without an alternate allele that was seen: reference blocks, and sites where nobody has one. */
  withoutAllele: z.number(),
  malformed: z.number(),
  /** The first malformed lines, with their numbers in the (inflated) file. */
  listed: z.array(casementErrorSchema),
  /** Why reading stopped before the end of the file; null when it did not. */
  stopped: casementErrorSchema.nullable(),
  /** Contigs in the order of the header, then of the records. */
  contigs: z.array(z.string()),
  samples: z.array(z.string()),
  /** Samples of the file that are not stored, and fields of INFO for which there was no room. */
  samplesLeftOut: z.array(z.string()),
  infoLeftOut: z.array(z.string()),
  /** The user's columns by their name in the table. */
  columns: z.array(z.object({ stored: z.string(), column: variantColumnSchema })),
  /** When it was made, ISO 8601. */
  made: z.string(),
})
export type StoreMeta = z.infer<typeof storeMetaSchema>
