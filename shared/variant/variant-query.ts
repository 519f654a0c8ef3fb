import { z } from 'zod'

/** One filter of several that all must hold. */
const variantFilterSchema = z.object({
  /** In the language of `shared/filter`. */
  expression: z.string(),
  /** What becomes of a variant of which the filter cannot tell, for a value that is missing. */
  missing: z.enum(['keep', 'drop']),
})
export type VariantFilter = z.infer<typeof variantFilterSchema>

/** By a column's name; equal ones stay in the order of the file, missing values come last whichever the direction. */
const variantSortSchema = z.object({ column: z.string(), descending: z.boolean() })
export type VariantSort = z.infer<typeof variantSortSchema>

/** Which of a file's variants, in which order. */
export const variantQuerySchema = z.object({
  filters: z.array(variantFilterSchema).max(50),
  sort: z.array(variantSortSchema).max(5),
})
export type VariantQuery = z.infer<typeof variantQuerySchema>

export const ALL_VARIANTS: VariantQuery = { filters: [], sort: [] }

/** Nothing is filtered and nothing sorted: all variants in the order of the file. */
export function isAllVariants({ filters, sort }: VariantQuery): boolean {
  return filters.length === 0 && sort.length === 0
}

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

/** A filter of the list: one that is not enabled stays in the bar and hides nothing. */
const listFilterSchema = variantFilterSchema.extend({
  enabled: z.boolean(),
  /** Short words for the bar; null shows the expression. */
  label: z.string().nullable(),
})
export type ListFilter = z.infer<typeof listFilterSchema>

/** How a case's list is looked at: saved with the case. */
export const variantListViewSchema = z.object({
  filters: z.array(listFilterSchema).max(50),
  sort: z.array(variantSortSchema).max(5),
  /** Names of the columns that are shown, in their order, and their widths in px; null is as the list is by itself. */
  columns: z.array(z.object({ name: z.string(), width: z.number().nullable() })).nullable(),
})
export type VariantListView = z.infer<typeof variantListViewSchema>

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** What values a column has among some variants. */
export const facetSchema = z.object({
  /** Most frequent first, words in their own order; a missing value is null. */
  values: z.array(z.object({ value: cellSchema, count: z.number() })),
  /** Of variants whose value is none of those listed. */
  others: z.number(),
  /** Of columns of numbers: the smallest, the largest and those a quarter, half and three quarters lie below. */
  spread: z
    .object({
      least: z.number(),
      quarter: z.number(),
      half: z.number(),
      threeQuarters: z.number(),
      most: z.number(),
    })
    .nullable(),
})
export type Facet = z.infer<typeof facetSchema>
