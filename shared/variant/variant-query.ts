import { z } from 'zod'

/** One filter of several that all must hold. */
export const variantFilterSchema = z.object({
  /** In the language of `shared/filter`. */
  expression: z.string(),
  /** What becomes of a variant of which the filter cannot tell, for a value that is missing. */
  missing: z.enum(['keep', 'drop']),
})
export type VariantFilter = z.infer<typeof variantFilterSchema>

/** By a column's name; equal ones stay in the order of the file, missing values come last whichever the direction. */
export const variantSortSchema = z.object({ column: z.string(), descending: z.boolean() })
export type VariantSort = z.infer<typeof variantSortSchema>

/** Which of a file's variants, in which order. */
export const variantQuerySchema = z.object({
  filters: z.array(variantFilterSchema).max(50),
  sort: z.array(variantSortSchema).max(5),
})
export type VariantQuery = z.infer<typeof variantQuerySchema>

export const ALL_VARIANTS: VariantQuery = { filters: [], sort: [] }

/** What one filter does to the list. */
const filterEffectSchema = z.object({
  /** Variants that pass all the other filters and not this one. */
  hidden: z.number(),
  /** Variants that pass all the others, and of which this one cannot tell: kept or hidden as it says. */
  missing: z.number(),
})
export type FilterEffect = z.infer<typeof filterEffectSchema>

export const queryCountSchema = z.object({
  /** Variants that pass, and all there are. */
  passing: z.number(),
  total: z.number(),
  /** In the order of the filters. */
  effects: z.array(filterEffectSchema),
})
export type QueryCount = z.infer<typeof queryCountSchema>
