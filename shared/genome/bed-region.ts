import { z } from 'zod'

/** One interval of a BED file in the case's contig names, 0-based half-open. */
export const bedRegionSchema = z.object({
  contig: z.string(),
  start: z.number(),
  end: z.number(),
  name: z.string().nullable(),
  strand: z.enum(['+', '-']).nullable(),
})
export type BedRegion = z.infer<typeof bedRegionSchema>
