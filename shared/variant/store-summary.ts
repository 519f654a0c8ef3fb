import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { variantColumnSchema } from './variant-column.ts'

/** What an import made of a file: said beside its list. */
export const storeSummarySchema = z.object({
  /** Variants: one for each alternate allele of each record. */
  rows: z.number(),
  /** Records that gave a row. */
  records: z.number(),
  /** Records without an alternate allele that was seen: reference blocks, and sites where nobody has one. */
  withoutAllele: z.number(),
  /** Lines that could not be read and were left out; the first of them. */
  malformed: z.number(),
  listed: z.array(casementErrorSchema),
  /** Why reading stopped before the end of the file; null when it did not. */
  stopped: casementErrorSchema.nullable(),
  samples: z.array(z.string()),
  /** Samples of the file whose calls are not stored, and fields of INFO and FORMAT for which there was no room. */
  samplesLeftOut: z.array(z.string()),
  infoLeftOut: z.array(z.string()),
  formatLeftOut: z.array(z.string()),
  /** What can be filtered by, sorted by and shown. */
  columns: z.array(variantColumnSchema),
})
export type StoreSummary = z.infer<typeof storeSummarySchema>
