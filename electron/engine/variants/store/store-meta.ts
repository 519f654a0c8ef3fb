import { z } from 'zod'
import { storeSummarySchema } from '../../../../shared/variant/store-summary.ts'
import { variantColumnSchema } from '../../../../shared/variant/variant-column.ts'

/** Raised when what is stored changes: stores of another version are made again. */
export const STORE_VERSION = 8

/** What a store says of itself: its summary, with the columns by their name in the table. */
export const storeMetaSchema = storeSummarySchema.extend({
  version: z.literal(STORE_VERSION),
  /** Contigs in the order of the header, then of the records. */
  contigs: z.array(z.string()),
  columns: z.array(z.object({ stored: z.string(), column: variantColumnSchema })),
  /** When it was made, ISO 8601. */
  made: z.string(),
})
export type StoreMeta = z.infer<typeof storeMetaSchema>
